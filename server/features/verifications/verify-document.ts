import type { Logger } from 'pino';
import { houseScope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { findDocument } from '../document-codes/index.ts';
import { showBankReference, showInvoice } from '../invoices/index.ts';
import type { Verification } from './verifications.contract.ts';

type Args = {
  deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'rails'>;
  log: Logger;
  traceId: string;
  input: { code: string };
};

/**
 * What was issued under the code on a paper, so that whoever is asked to pay can hold the paper against it. The asker is
 * nobody: the code is the credential, and it opens nothing but what is printed beside it.
 */
export async function verifyDocument({ deps, log, traceId, input }: Args): Promise<Verification> {
  const found = await findDocument({ deps, input, traceId });
  if (!found) throw notFound();
  const ctx = { scope: houseScope('verification', traceId, found.clientId), log };
  const request = { ctx, deps, input: { id: found.invoiceId } };
  const { number, issuedOn, dueOn, currency, totalCents, balanceCents, status, asOf } =
    await showInvoice(request);
  const { legalName, abn, phone, email } = deps.supplier;
  return {
    kind: 'invoice',
    ...{ number, issuedOn, dueOn, currency, totalCents, balanceCents, status, asOf },
    supplier: { legalName, abn, phone, email },
    payTo: balanceCents > 0 ? payToOf(await showBankReference(request)) : null,
  };
}

const payToOf = ({
  reference,
  bpay,
  eft,
}: Awaited<ReturnType<typeof showBankReference>>): Verification['payTo'] => ({ reference, bpay, eft });
