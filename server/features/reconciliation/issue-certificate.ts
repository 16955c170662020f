import { createHash } from 'node:crypto';
import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { canonicalJson } from '../payments/index.ts';
import { readCase } from './discrepancies.repository.ts';
import { findReconciliation, insertCertificate, setStatus } from './reconciliation.repository.ts';

type Work = { tx: Tx; scope: Scope; deps: Pick<Deps, 'clock' | 'supplier'>; id: string };

/** Fixes what a period came to, once no break of it is open. The hash is over the content as canonical JSON. */
export async function issueCertificate({ tx, scope, deps, id }: Work): Promise<void> {
  const row = await findReconciliation(tx, id);
  const { open, accepted } = await readCase(tx, id);
  if (!row?.facts || open > 0) return;
  const at = deps.clock.now();
  await setStatus(tx, id, ['with_breaks'], {
    status: 'balanced',
    finishedAt: at,
    facts: null,
    failure: null,
  });
  const content = {
    reconciliationId: id,
    account: row.account,
    from: row.from,
    to: row.to,
    issuedAt: at.toISOString(),
    supplier: { legalName: deps.supplier.legalName, abn: deps.supplier.abn },
    facts: row.facts,
    accepted,
  };
  const sha256 = createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
  await insertCertificate(tx, id, { ...content, sha256 }, at);
  await audit(tx, scope, {
    action: 'reconciliation.certified',
    subjectType: 'reconciliation',
    subjectId: id,
    detail: { sha256 },
  });
}
