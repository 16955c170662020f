import type { RailPolicy } from '../../ports/rail-policy.ts';
import type { PaymentStatus, TransferInstructions } from './payments.contract.ts';

type Awaited = { rail: string; status: PaymentStatus; amountCents: number; transferReference: string | null };

/** How to send the money, while it is awaited; null for every other payment. */
export function transferOf(
  { rail, status, amountCents, transferReference: reference }: Awaited,
  { biller, account }: RailPolicy,
): TransferInstructions | null {
  if (status !== 'requires_action' || reference === null) return null;
  if (rail === 'bpay' && biller) return { kind: 'bpay', billerCode: biller.code, reference, amountCents };
  if (rail === 'eft' && account) {
    const { name: accountName, bsb, accountNumber } = account;
    return { kind: 'eft', accountName, bsb, accountNumber, reference, amountCents };
  }
  return null;
}
