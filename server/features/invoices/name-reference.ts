import type { Tx } from '../../db/db.ts';
import type { RailPolicy } from '../../ports/rail-policy.ts';
import { findReferenceOf, insertBankReference, nextReferenceBody } from './bank-references.repository.ts';
import { withCheckDigit } from './check-digit.model.ts';

export type Named = { invoiceId: string; paymentId: null } | { invoiceId: null; paymentId: string };

/** Gives an invoice or a payment the digits by which its transfer will be known, by the biller's rule. */
export async function nameReference(
  tx: Tx,
  { biller }: Pick<RailPolicy, 'biller'>,
  clientId: string,
  named: Named,
): Promise<string> {
  const reference = withCheckDigit(await nextReferenceBody(tx), biller?.checkDigit ?? 'MOD10V01');
  await insertBankReference(tx, clientId, { reference, ...named });
  // Somebody who asked at the same moment may have been first.
  const standing = named.invoiceId === null ? null : await findReferenceOf(tx, clientId, named.invoiceId);
  return standing ?? reference;
}
