import { createHash } from 'node:crypto';
import { audit } from '../../db/audit.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { clientIdOf, sideOf } from './asker-side.ts';
import type { Evidence } from './disputes.contract.ts';
import { fileEmpty, fileRefused, forbidden, notFound } from './disputes.errors.ts';
import { contentTypeOf, safeFileName } from './evidence.model.ts';
import { findEvidenceFile, insertEvidence } from './evidence.repository.ts';

type Upload = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'ids'>;
  input: { fileName: string; contentType: string; bytes: Uint8Array };
};

/** Keeps a file until a dispute or a message names it. It has to be what its sender says it is. */
export async function uploadEvidence({ ctx, deps, input }: Upload): Promise<Evidence> {
  const { scope } = ctx;
  if (sideOf(scope) === null) throw forbidden();
  if (input.bytes.length === 0) throw fileEmpty();
  const contentType = contentTypeOf(input.bytes);
  if (contentType === null || contentType !== input.contentType.toLowerCase()) throw fileRefused();
  const file: Evidence = {
    id: deps.ids.next(),
    fileName: safeFileName(input.fileName),
    contentType,
    sizeBytes: input.bytes.length,
    sha256: createHash('sha256').update(input.bytes).digest('hex'),
    uploadedBy: scope.actor.name,
    uploadedAt: deps.clock.now().toISOString(),
  };
  await deps.db.write(scope, async (tx) => {
    await insertEvidence(tx, clientIdOf(scope), {
      ...file,
      content: input.bytes,
      uploadedById: scope.actor.id,
    });
    await audit(tx, scope, {
      action: 'evidence.uploaded',
      subjectType: 'evidence',
      subjectId: file.id,
      detail: { sha256: file.sha256, sizeBytes: file.sizeBytes },
    });
  });
  return file;
}

type Download = { ctx: Ctx; deps: Pick<Deps, 'db'>; input: { id: string } };

/** A file as it was sent, for those who see its dispute. */
export async function readEvidenceFile({ ctx, deps, input }: Download) {
  const file = await deps.db.read(ctx.scope, (tx) => findEvidenceFile(tx, clientIdOf(ctx.scope), input.id));
  if (!file) throw notFound();
  return file;
}
