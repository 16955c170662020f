import type { VendorLedger, VendorMovement } from '../../ports/vendor-ledger.ts';
import type { ClientOptions } from './paypal-client.ts';
import type { TransactionWire } from './wire.ts';

/** PayPal's search goes back three years and refuses what begins before. */
const oldestMs = (3 * 365 - 1) * 24 * 60 * 60_000;

/**
 * Our account at PayPal, line by line: its transaction search. PayPal lists a line up to three hours after it happened, so
 * a period is complete that long after its end.
 */
export function createPaypalLedger(
  options: Omit<ClientOptions, 'timeoutMs'> & { timeoutMs?: number },
): VendorLedger {
  return {
    vendor: 'paypal',
    listMovements: async (asked) => {
      const now = Date.now();
      const from = new Date(Math.max(asked.from.getTime(), now - oldestMs));
      const to = new Date(Math.min(asked.to.getTime(), now));
      if (to <= from) return [];
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
        if (capture && !orders.has(capture) && isOfPayment(kindOf(line))) {
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
  payoutRef: payoutOf(line),
});

const isOfPayment = (kind: VendorMovement['kind']): boolean => kind !== 'other' && kind !== 'payout';

/** A line to the bank has the id that the bank's line bears; one that came back names it. */
const payoutOf = (line: TransactionWire): string | null =>
  kindOf(line) !== 'payout'
    ? null
    : line.transaction_amount < 0
      ? line.transaction_id
      : (line.paypal_reference_id ?? null);

/**
 * By PayPal's list of transaction event codes: T00 payments, T04 to the bank, T11 reversals (T1101 of what went to the
 * bank), T12 adjustments.
 */
function kindOf({
  transaction_event_code: code,
  transaction_amount: cents,
}: TransactionWire): VendorMovement['kind'] {
  if (code.startsWith('T00')) return cents >= 0 ? 'charge' : 'other';
  if (code.startsWith('T04') || code === 'T1101') return 'payout';
  if (code === 'T1107') return 'refund';
  if (code === 'T1106' || code === 'T1201' || code === 'T1202')
    return cents < 0 ? 'chargeback' : 'chargeback_reversed';
  return 'other';
}
