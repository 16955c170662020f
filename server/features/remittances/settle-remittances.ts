import type { Tx } from '../../db/db.ts';

/** That a transfer was what a remittance had announced. */
export type Settled = { clientId: string; remittanceId: string; transferId: string };

/**
 * Marks remittances of the entered client as come, in the transaction that books their transfers. A remittance that has
 * a transfer keeps it.
 */
export async function settleRemittances(tx: Tx, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  await tx`
    update remittance r set transfer_id = s."transferId"
    from json_to_recordset(${JSON.stringify(settled)}::text::json) as s ("clientId" uuid, "remittanceId" uuid, "transferId" uuid)
    where r.client_id = s."clientId" and r.id = s."remittanceId" and r.transfer_id is null`;
}

/** The transfer was taken back: what announced it waits again. */
export async function releaseRemittance(tx: Tx, clientId: string, transferId: string): Promise<void> {
  await tx`
    update remittance set transfer_id = null where client_id = ${clientId} and transfer_id = ${transferId}`;
}
