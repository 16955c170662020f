import {
  CheckoutPaymentIntent,
  PaypalExperienceUserAction,
  PaypalWalletContextShippingPreference,
} from '@paypal/paypal-server-sdk';
import type { GatewayOrder } from '../../ports/payment-gateway.ts';
import { callPolicy } from './call-policy.ts';
import { isUnauthorised, toGatewayError } from './failures.ts';
import { customIdOf } from './payment-of-order.ts';
import { type ClientOptions, createPaypalClient, type PaypalClient } from './paypal-client.ts';
import {
  captureWire,
  type DisputeWire,
  disputeList,
  type OrderWire,
  orderWire,
  type TransactionWire,
  transactionList,
} from './wire.ts';

const whole = 'return=representation';
/** The longest span that one search may ask for is 31 days. */
const spanMs = 30 * 24 * 60 * 60_000;

export type PaypalApi = ReturnType<typeof createPaypalApi>;

/** The calls that are made, their answers read as they came. Throws what `toGatewayError` makes of the SDK's errors. */
export function createPaypalApi(options: ClientOptions & { brandName: string }) {
  const policy = callPolicy();
  let client = createPaypalClient(options);

  const withToken = async <T>(work: (client: PaypalClient) => Promise<T>): Promise<T> => {
    try {
      return await work(client);
    } catch (error) {
      if (!isUnauthorised(error)) throw error;
      // The SDK keeps its token until it ends; one that was taken back before is thrown away with the client.
      client = createPaypalClient(options);
      return work(client);
    }
  };
  /** The SDK's own error reaches only `refused`. */
  const call = <T>(
    work: (client: PaypalClient) => Promise<T>,
    refused: (error: unknown) => unknown = toGatewayError,
  ): Promise<T> =>
    policy
      .execute(() => withToken(work))
      .catch((error: unknown) => {
        throw refused(error);
      });

  return {
    createOrder: (order: GatewayOrder): Promise<OrderWire> =>
      call(async ({ orders }) => {
        const { body } = await orders.createOrder({
          paypalRequestId: order.idempotencyKey,
          prefer: whole,
          body: orderBody(order, options.brandName),
        });
        return orderWire.parse(JSON.parse(String(body)));
      }),
    showOrder: (id: string): Promise<OrderWire> =>
      call(async ({ orders }) => {
        const { body } = await orders.getOrder({ id });
        return orderWire.parse(JSON.parse(String(body)));
      }),
    captureOrder: (
      id: string,
      idempotencyKey: string,
      refused: (error: unknown) => unknown,
    ): Promise<OrderWire> =>
      call(async ({ orders }) => {
        const { body } = await orders.captureOrder({
          id,
          paypalRequestId: idempotencyKey,
          prefer: whole,
        });
        return orderWire.parse(JSON.parse(String(body)));
      }, refused),
    showCapture: (captureId: string) =>
      call(async ({ payments }) => {
        const { body } = await payments.getCapturedPayment({ captureId });
        return captureWire.parse(JSON.parse(String(body)));
      }),
    listDisputes: (captureId: string): Promise<DisputeWire[]> =>
      call(async ({ get }) => {
        const found = await get('/v1/customer/disputes', { disputed_transaction_id: captureId });
        return disputeList.parse(found).items;
      }),
    /** Everything that changed the account's balance in `from <= t <= to`. PayPal lists it up to three hours late. */
    listTransactions: async ({ from, to }: { from: Date; to: Date }): Promise<TransactionWire[]> => {
      const found: TransactionWire[] = [];
      for (let start = from.getTime(); start <= to.getTime(); start += spanMs) {
        const endDate = new Date(Math.min(start + spanMs - 1, to.getTime())).toISOString();
        for (let page = 1, pages = 1; page <= pages; page += 1) {
          const answer = await call(async ({ transactions }) => {
            const { body } = await transactions.searchTransactions({
              startDate: new Date(start).toISOString(),
              endDate,
              fields: 'transaction_info',
              pageSize: 500,
              page,
            });
            return transactionList.parse(JSON.parse(String(body)));
          });
          found.push(...answer.transaction_details.map(({ transaction_info: info }) => info));
          pages = answer.total_pages;
        }
      }
      return found;
    },
  };
}

function orderBody(order: GatewayOrder, brandName: string) {
  return {
    intent: CheckoutPaymentIntent.Capture,
    purchaseUnits: [
      {
        amount: { currencyCode: 'AUD', value: dollars(order.amountCents) },
        description: order.description.slice(0, 127),
        customId: customIdOf(order),
        // PayPal refuses a second capture under one invoice number: not even two orders take the money twice.
        invoiceId: order.paymentId,
      },
    ],
    paymentSource: {
      paypal: {
        experienceContext: {
          brandName: brandName.slice(0, 127),
          locale: 'en-AU',
          shippingPreference: PaypalWalletContextShippingPreference.NoShipping,
          userAction: PaypalExperienceUserAction.PayNow,
        },
      },
    },
  };
}

const dollars = (cents: number): string =>
  `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
