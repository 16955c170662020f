import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { asHouse } from './house-scope.ts';
import type { Certificate } from './reconciliation.contract.ts';
import { findCertificate } from './reconciliation.repository.ts';

type Request = { ctx: Ctx; deps: Pick<Deps, 'db'>; input: { id: string } };

export async function getCertificate({ ctx, deps, input }: Request): Promise<Certificate> {
  const found = await deps.db.read(asHouse(ctx.scope), (tx) => findCertificate(tx, input.id));
  if (!found) throw notFound();
  return found;
}

export async function getCertificatePdf(request: Request): Promise<{ filename: string; bytes: Uint8Array }> {
  const found = await getCertificate(request);
  // Loaded when first printed.
  const { drawCertificate } = await import('./draw-certificate.ts');
  const filename = `reconciliation-${found.account}-${found.from}-${found.to}.pdf`;
  return { filename, bytes: await drawCertificate(found) };
}
