import type { VendorLedger, VendorMovement } from '../../ports/vendor-ledger.ts';
import type { ClientOptions } from './paypal-client.ts';
import type { TransactionWire } from './wire.ts';

/**
 * Our account at PayPal, line by line: its transaction search. PayPal lists a line up to three hours after it happened, so
 * a period is complete that long after its end.
 */
export function createPaypalLedger(
  options: Omit<ClientOptions, 'timeoutMs'> & { timeoutMs?: number },
): VendorLedger {
  return {
    vendor: 'paypal',
    listMovements: async ({ from, to }) => {
      const { createPaypalApi } = await import('./paypal-api.ts');
      const api = createPaypalApi({ brandName: '', timeoutMs: 30_000, ...options });
      const lines = (await api.listTransactions({ from, to })).filter(
        ({ transaction_initiation_date: at }) => new Date(at) >= from && new Date(at) < to,
      );
      const orders = new Map(
        lines.flatMap((line) =>
          line.paypal_reference_id_type === 'ODR' && line.paypal_reference_id
            ? [[line.transaction_id, line.paypal_reference_id] as const]
            : [],
        ),
      );
      const movements: VendorMovement[] = [];
      for (const line of lines) {
        const capture = line.paypal_reference_id_type === 'TXN' ? line.paypal_reference_id : undefined;
        if (capture && !orders.has(capture) && kindOf(line) !== 'other') {
          // What went back in this period was paid in an earlier one.
          const { supplementary_data: more } = await api.showCapture(capture);
          const order = more?.related_ids?.order_id;
          if (order) orders.set(capture, order);
        }
        movements.push(movementOf(line, orders.get(capture ?? line.transaction_id) ?? null));
      }
      return movements;
    },
  };
}

const movementOf = (line: TransactionWire, vendorRef: string | null): VendorMovement => ({
  id: line.transaction_id,
  kind: kindOf(line),
  amountCents: line.transaction_amount,
  // PayPal writes a fee that it takes below zero.
  feeCents: line.fee_amount ? 0 - line.fee_amount : 0,
  at: new Date(line.transaction_initiation_date),
  vendorRef,
  payoutRef: null,
});

/** By PayPal's list of transaction event codes: T00 payments, T04 to the bank, T11 reversals, T12 adjustments. */
function kindOf({
  transaction_event_code: code,
  transaction_amount: cents,
}: TransactionWire): VendorMovement['kind'] {
  if (code.startsWith('T00')) return cents >= 0 ? 'charge' : 'other';
  if (code.startsWith('T04')) return 'payout';
  if (code === 'T1107') return 'refund';
  if (code === 'T1106' || code === 'T1201' || code === 'T1202')
    return cents < 0 ? 'chargeback' : 'chargeback_reversed';
  return 'other';
}
