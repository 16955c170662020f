import type { Logger } from 'pino';
import { houseScope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { dayIn } from '../invoices/index.ts';
import { deliverInvoice } from './deliver-invoice.ts';
import { listClientIds, listMembers, listUnsent } from './deliveries.repository.ts';

export type DeliveryDeps = Pick<
  Deps,
  'db' | 'identityDb' | 'clock' | 'mailer' | 'supplier' | 'origin' | 'rails'
>;

/** What was issued longer ago is history, as in a first load of the core system's data: it is mailed to nobody. */
const newForDays = 7;
const atOnce = 50;

/**
 * Mails every new invoice to those who pay it. One that fails, or whose client's do, stops no other and is tried again.
 * @returns how many were mailed
 */
export async function deliverInvoices({
  deps,
  log,
  traceId,
}: {
  deps: DeliveryDeps;
  log: Logger;
  traceId: string;
}): Promise<number> {
  const now = deps.clock.now();
  const issuedFrom = dayIn(deps.supplier.timeZone, new Date(now.getTime() - newForDays * 86_400_000));
  let count = 0;
  for (const clientId of await deps.db.read(houseScope('deliver-invoices', traceId), listClientIds)) {
    const scope = houseScope('deliver-invoices', traceId, clientId);
    const waiting = await deps.db.read(scope, (tx) =>
      listUnsent(tx, clientId, { issuedFrom, limit: atOnce }),
    );
    if (waiting.length === 0) continue;
    const members = await listMembers(deps.identityDb, scope, now);
    for (const id of waiting) {
      try {
        if (await deliverInvoice({ ctx: { scope, log }, deps, input: { id, members } })) count += 1;
      } catch (error) {
        log.error({ invoiceId: id, err: error }, 'an invoice could not be mailed and is tried again');
      }
    }
  }
  return count;
}
