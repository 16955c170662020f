import { audit } from '../../db/audit.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import type { PayerAccount } from './bank.contract.ts';
import { houseOf } from './house-of.ts';
import { findLine } from './lines.repository.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db'>; input: { id: string } };

/**
 * The whole account that a line's money came from. No answer without its entry in the audit log, which says who looked
 * at which line and never the number.
 * @throws not_found for a line that is not there or names no account
 */
export async function revealPayer({ ctx, deps, input }: Args): Promise<PayerAccount> {
  const scope = houseOf(ctx.scope, null);
  return deps.db.write(scope, async (tx) => {
    const line = await findLine(tx, input.id);
    if (!line || line.payerAccount === null) throw notFound();
    await audit(tx, scope, {
      action: 'bank_line.payer_account_revealed',
      subjectType: 'bank_line',
      subjectId: line.id,
    });
    return { payerAccount: line.payerAccount };
  });
}
