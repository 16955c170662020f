import { audit } from '../../db/audit.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { findReferenceOf } from './bank-references.repository.ts';
import type { InvoiceBankReference } from './invoices.contract.ts';
import { dayIn } from './invoices.model.ts';
import { findInvoice } from './invoices.repository.ts';
import { nameReference } from './name-reference.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock' | 'rails' | 'supplier'>; input: { id: string } };

/** How to pay an invoice by bank. Its reference is made when it is first asked for, and stays. */
export async function showBankReference({ ctx, deps, input }: Args): Promise<InvoiceBankReference> {
  const { scope } = ctx;
  const clientId = scope.clientId ?? '';
  const { biller, account } = deps.rails;
  const today = dayIn(deps.supplier.timeZone, deps.clock.now());
  const { invoice, known } = await deps.db.read(scope, async (tx) => ({
    invoice: await findInvoice(tx, scope, { id: input.id, today }),
    known: await findReferenceOf(tx, clientId, input.id),
  }));
  if (!invoice) throw notFound();
  const reference =
    known ??
    (await deps.db.write(scope, async (tx) => {
      const made = await nameReference(tx, deps.rails, clientId, { invoiceId: input.id, paymentId: null });
      await audit(tx, scope, {
        action: 'invoice.reference_given',
        subjectType: 'invoice',
        subjectId: input.id,
        detail: { reference: made },
      });
      return made;
    }));
  return {
    invoiceId: input.id,
    reference,
    bpay: biller ? { billerCode: biller.code } : null,
    eft: account
      ? { accountName: account.name, bsb: account.bsb, accountNumber: account.accountNumber }
      : null,
    asOf: deps.clock.now().toISOString(),
  };
}
