import type { Tx } from '../../db/db.ts';

/**
 * Every decision by which a line was ever somebody's payment, the newest first. A transfer has the id of the decision that
 * booked it, and that may be an earlier one than the decision that stands: money for a basket that takes no more becomes a
 * payment of its own, and that is told by a decision after.
 */
export async function listBookedParts(tx: Tx, lineId: string): Promise<{ id: string; clientId: string }[]> {
  return tx<{ id: string; clientId: string }[]>`
    select id, client_id as "clientId" from bank_match
    where line_id = ${lineId} and client_id is not null and decision in ('matched', 'confirmed')
      and target in ('basket', 'invoice')
    order by decision_no desc, part_no`;
}
