import { audit } from '../../db/audit.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { Fault, notFound } from '../../ports/fault.ts';
import { findMethod } from '../payment-methods/index.ts';
import type { Autopay, AutopayRequest } from './autopay.contract.ts';
import { findRule, writeRule } from './autopay.repository.ts';
import { showAutopay } from './show-autopay.ts';

type Request = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock'>; input: AutopayRequest };

/** Sets the one rule of a client. Whoever sets it answers for it: the method's limits hold, its list of people does not. */
export async function setAutopay({ ctx, deps, input }: Request): Promise<Autopay> {
  const { scope } = ctx;
  const clientId = scope.clientId ?? '';
  const { expectedVersion, ...rule } = input;
  await deps.db.write(scope, async (tx) => {
    const method = await findMethod(tx, clientId, rule.paymentMethodId);
    if (!method || method.status === 'removed') throw notFound();
    if (rule.enabled && method.status !== 'active') throw new Fault('payment_method_not_usable');
    const setBy = scope.actor.kind === 'user' ? scope.actor.id : null;
    const row = { ...rule, setBy, setByName: scope.actor.name, at: deps.clock.now() };
    if (!(await writeRule(tx, clientId, row, expectedVersion))) throw new Fault('conflict');
    const written = await findRule(tx, clientId);
    await audit(tx, scope, {
      action: rule.enabled ? 'autopay.set' : 'autopay.switched_off',
      subjectType: 'autopay_rule',
      subjectId: clientId,
      detail: {
        paymentMethodId: rule.paymentMethodId,
        maxCents: rule.maxCents,
        daysBeforeDue: rule.daysBeforeDue,
        excludesDisputed: rule.excludesDisputed,
        version: written?.version ?? 0,
      },
    });
  });
  return showAutopay({ ctx, deps });
}
