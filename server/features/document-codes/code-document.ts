import { audit } from '../../db/audit.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { newDocumentCode } from './document-code.model.ts';
import { findCodeOf, insertCode } from './document-codes.repository.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db'>; input: { invoiceId: string } };

/** The code by which a printed invoice can be checked. It is made when it is first printed, and stays. */
export async function codeDocument({ ctx, deps, input }: Args): Promise<string> {
  const { scope } = ctx;
  const clientId = scope.clientId ?? '';
  const known = await deps.db.read(scope, (tx) => findCodeOf(tx, clientId, input.invoiceId));
  if (known) return known;
  return deps.db.write(scope, async (tx) => {
    const made = newDocumentCode();
    await insertCode(tx, clientId, { code: made, invoiceId: input.invoiceId });
    // Somebody who printed at the same moment may have been first.
    const standing = (await findCodeOf(tx, clientId, input.invoiceId)) ?? made;
    if (standing === made)
      await audit(tx, scope, {
        action: 'invoice.code_given',
        subjectType: 'invoice',
        subjectId: input.invoiceId,
        detail: {},
      });
    return standing;
  });
}
