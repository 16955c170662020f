import type { Tx } from '../../db/db.ts';
import type { Evidence } from './disputes.contract.ts';

export type EvidenceRow = Omit<Evidence, 'uploadedAt'> & { uploadedAt: Date; messageId: string | null };

const columns = (tx: Tx) => tx`
  id, file_name as "fileName", content_type as "contentType", size_bytes as "sizeBytes", sha256, uploaded_by_name as "uploadedBy",
  uploaded_at as "uploadedAt", message_id as "messageId"`;

export const readEvidence = (tx: Tx, clientId: string, disputeId: string) => tx<EvidenceRow[]>`
  select ${columns(tx)} from dispute_evidence where client_id = ${clientId} and dispute_id = ${disputeId} order by uploaded_at, id`;

export type NewEvidence = Evidence & { content: Uint8Array; uploadedById: string };

export async function insertEvidence(tx: Tx, clientId: string, file: NewEvidence): Promise<void> {
  await tx`
    insert into dispute_evidence (client_id, id, file_name, content_type, size_bytes, sha256, content, uploaded_by, uploaded_by_name, uploaded_at)
    values (${clientId}, ${file.id}, ${file.fileName}, ${file.contentType}, ${file.sizeBytes}, ${file.sha256}, ${Buffer.from(file.content)},
      ${file.uploadedById}, ${file.uploadedBy}, ${file.uploadedAt})`;
}

/** Only what the asker sent and nothing has yet. @returns how many there were */
export async function attachEvidence(
  tx: Tx,
  clientId: string,
  ids: readonly string[],
  to: { disputeId: string; messageId: string | null; actorId: string },
): Promise<number> {
  if (ids.length === 0) return 0;
  const attached = await tx`
    update dispute_evidence set dispute_id = ${to.disputeId}, message_id = ${to.messageId}
    where client_id = ${clientId} and id = any(${[...ids]}::uuid[]) and dispute_id is null and uploaded_by = ${to.actorId} returning 1`;
  return attached.length;
}

export async function findEvidenceFile(
  tx: Tx,
  clientId: string,
  id: string,
): Promise<{ fileName: string; contentType: string; content: Uint8Array } | undefined> {
  const [row] = await tx<{ fileName: string; contentType: string; content: Uint8Array }[]>`
    select file_name as "fileName", content_type as "contentType", content from dispute_evidence
    where client_id = ${clientId} and id = ${id}`;
  return row;
}
