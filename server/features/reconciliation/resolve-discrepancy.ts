import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { GatewayRefused, GatewayUnknown } from '../../ports/payment-gateway.ts';
import { rereadPayment } from '../payments/index.ts';
import { closeCase } from './close-case.ts';
import { stepDiscrepancy } from './decide-discrepancy.ts';
import { findDiscrepancy } from './discrepancies.repository.ts';
import { asHouse } from './house-scope.ts';
import type { Discrepancy, DiscrepancyProposal } from './reconciliation.contract.ts';
import { fourEyesNeeded, unknownToVendor, vendorSilent } from './reconciliation.errors.ts';

type Request<Input> = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier'>;
  input: { id: string } & Input;
};
type Nothing = Record<never, never>;

/** Takes a case on. */
export const assignDiscrepancy = ({ ctx, deps, input }: Request<Nothing>): Promise<Discrepancy> =>
  stepDiscrepancy({
    ctx,
    deps,
    id: input.id,
    action: 'assigned',
    from: ['open', 'assigned'],
    decision: () => ({ status: 'assigned', ownerId: ctx.scope.actor.id, ownerName: ctx.scope.actor.name }),
  });

/** Says how a case should end. Money is moved or written off only when somebody else agrees. */
export const proposeFix = ({
  ctx,
  deps,
  input,
}: Request<{ proposal: DiscrepancyProposal }>): Promise<Discrepancy> =>
  stepDiscrepancy({
    ctx,
    deps,
    id: input.id,
    action: 'proposed',
    from: ['open', 'assigned', 'proposed'],
    decision: () => ({
      status: 'proposed',
      fix: input.proposal.fix,
      reason: input.proposal.reason,
      proposedBy: ctx.scope.actor.id,
      proposedByName: ctx.scope.actor.name,
    }),
  });

/** Sends a proposal back. */
export const rejectFix = ({ ctx, deps, input }: Request<Nothing>): Promise<Discrepancy> =>
  stepDiscrepancy({
    ctx,
    deps,
    id: input.id,
    action: 'rejected',
    from: ['proposed'],
    decision: () => ({ status: 'assigned', fix: null }),
  });

/** The second pair of eyes. Once the last case is closed the period is certified, or compared anew where money moved. */
export async function approveFix({ ctx, deps, input }: Request<Nothing>): Promise<Discrepancy> {
  const row = await deps.db.read(asHouse(ctx.scope), (tx) => findDiscrepancy(tx, input.id));
  if (!row) throw notFound();
  const isMine = row.proposal?.byId === ctx.scope.actor.id;
  const { account: vendor, movement } = row;
  const isReadAgain = row.status === 'proposed' && !isMine && row.proposal?.fix === 'read_again';
  // Payouts and the bank's lines are read again by the comparison that follows.
  if (isReadAgain && vendor !== 'bank' && movement !== 'payout')
    await rereadPayment({ deps, vendor, vendorRef: row.reference, traceId: ctx.scope.traceId }).catch(
      (error: unknown) => {
        if (error instanceof GatewayRefused) throw unknownToVendor();
        throw error instanceof GatewayUnknown ? vendorSilent(error) : error;
      },
    );
  return stepDiscrepancy({
    ctx,
    deps,
    id: input.id,
    action: 'approved',
    from: ['proposed'],
    decision: (now) => {
      if (now.proposal?.byId === ctx.scope.actor.id) throw fourEyesNeeded();
      return {
        status: now.proposal?.fix === 'read_again' ? 'fixed' : 'accepted',
        decidedBy: ctx.scope.actor.id,
        decidedByName: ctx.scope.actor.name,
        at: deps.clock.now(),
      };
    },
    afterwards: (tx, scope, { reconciliationId }) => closeCase({ tx, scope, deps, id: reconciliationId }),
  });
}
