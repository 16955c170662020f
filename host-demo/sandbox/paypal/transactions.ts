import type { JsonObject } from '../json.ts';
import { type Account, find } from './account.ts';
import { PaypalError } from './errors.ts';
import { moneyOf } from './money.ts';

const LONGEST_RANGE_MS = 31 * 24 * 60 * 60_000;

/** `GET /v1/reporting/transactions`: what changed the account's balance, with the fees, in the order it happened. */
export function listTransactions(account: Account, query: URLSearchParams): JsonObject {
  const from = instant(query, 'start_date');
  const to = instant(query, 'end_date');
  if (to.getTime() - from.getTime() > LONGEST_RANGE_MS || to < from)
    throw badRange('Date range is greater than 31 days');
  const size = Math.min(500, Number(query.get('page_size') ?? 100));
  const page = Math.max(1, Number(query.get('page') ?? 1));
  const wanted = query.get('transaction_id');
  const all = movements(account).filter(
    ({ id, at }) => new Date(at) >= from && new Date(at) <= to && (wanted === null || wanted === id),
  );
  return {
    transaction_details: all
      .slice((page - 1) * size, page * size)
      .map(({ info }) => ({ transaction_info: info })),
    account_number: 'FYERMERCHANT2',
    start_date: from.toISOString(),
    end_date: to.toISOString(),
    last_refreshed_datetime: account.now().toISOString(),
    page,
    total_items: all.length,
    total_pages: Math.max(1, Math.ceil(all.length / size)),
    links: [],
  };
}

type Movement = { id: string; at: string; info: JsonObject };

function movements(account: Account): Movement[] {
  const { store } = account;
  const paid = store
    .all('capture')
    .filter(({ status }) => status !== 'PENDING' && status !== 'DECLINED')
    .map((capture): Movement => {
      const order = find(account, 'order', capture.order);
      return {
        id: capture.id,
        at: capture.created,
        info: {
          transaction_id: capture.id,
          paypal_reference_id: order.id,
          paypal_reference_id_type: 'ODR',
          transaction_event_code: 'T0006',
          transaction_initiation_date: capture.created,
          transaction_updated_date: capture.updated,
          transaction_amount: moneyOf(capture.amountCents),
          fee_amount: moneyOf(-capture.feeCents),
          transaction_status: 'S',
          ...(order.customId === null ? {} : { custom_field: order.customId }),
          ...(order.invoiceId === null ? {} : { invoice_id: order.invoiceId }),
        },
      };
    });
  const returned = store.all('refund').map((refund): Movement => {
    const order = find(account, 'order', find(account, 'capture', refund.capture).order);
    return {
      id: refund.id,
      at: refund.created,
      info: {
        transaction_id: refund.id,
        paypal_reference_id: refund.capture,
        paypal_reference_id_type: 'TXN',
        transaction_event_code: refund.isReversal ? 'T1106' : 'T1107',
        transaction_initiation_date: refund.created,
        transaction_updated_date: refund.created,
        transaction_amount: moneyOf(-refund.amountCents),
        fee_amount: moneyOf(0),
        transaction_status: 'S',
        ...(order.customId === null ? {} : { custom_field: order.customId }),
        ...(order.invoiceId === null ? {} : { invoice_id: order.invoiceId }),
      },
    };
  });
  const sent = store
    .all('payout')
    .flatMap(({ id, amountCents, created, returned: back }): Movement[] => [
      movementOfPayout({ id, code: 'T0400', cents: -amountCents, at: created }),
      ...(back === null
        ? []
        : [movementOfPayout({ id: `R${id.slice(1)}`, of: id, code: 'T1101', cents: amountCents, at: back })]),
    ]);
  return [...paid, ...returned, ...sent].sort((a, b) => a.at.localeCompare(b.at));
}

type PayoutLine = { id: string; of?: string; code: string; cents: number; at: string };

const movementOfPayout = ({ id, of, code, cents, at }: PayoutLine): Movement => ({
  id,
  at,
  info: {
    transaction_id: id,
    ...(of === undefined ? {} : { paypal_reference_id: of, paypal_reference_id_type: 'TXN' }),
    transaction_event_code: code,
    transaction_initiation_date: at,
    transaction_updated_date: at,
    transaction_amount: moneyOf(cents),
    transaction_status: 'S',
  },
});

function instant(query: URLSearchParams, name: string): Date {
  const date = new Date(query.get(name) ?? '');
  if (Number.isNaN(date.getTime())) throw badRange(`${name} is missing or is no date`);
  return date;
}

const badRange = (message: string): PaypalError => new PaypalError(400, 'INVALID_REQUEST', message);
