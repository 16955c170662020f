import {
  GatewayGone,
  type GatewayHandover,
  type GatewayPayment,
  GatewayRefused,
  GatewayUnknown,
  type PaymentGateway,
} from '../../ports/payment-gateway.ts';
import { type CertificateRules, createCertificates } from './certificates.ts';
import { customIdOf, paymentOfOrder } from './payment-of-order.ts';
import type { PaypalApi } from './paypal-api.ts';
import { readPaypalEvent } from './read-event.ts';
import type { OrderWire } from './wire.ts';

export type PaypalOptions = {
  clientId: string;
  clientSecret: string;
  webhookId: string;
  apiBaseUrl: string;
  /** The browser SDK, without parameters. */
  scriptUrl: string;
  /** Shown to the payer as the one who is paid. */
  brandName: string;
  certificates: CertificateRules;
  /** How long one call may take. */
  timeoutMs?: number;
};

/**
 * PayPal's Orders: the payer approves an order in the browser, and the server takes the money. Orders cannot be listed
 * and are never cancelled: one that nobody captures ends by itself.
 */
export function createPaypalGateway(options: PaypalOptions): PaymentGateway {
  const api = lazyApi(options);
  const certificates = createCertificates(options.certificates);
  const scriptUrl = scriptAddress(options);
  const handoverOf = ({ id }: OrderWire): GatewayHandover => ({
    vendor: 'paypal',
    clientId: options.clientId,
    orderId: id,
    scriptUrl,
  });
  const read = async (vendorRef: string): Promise<{ payment: GatewayPayment; handover: GatewayHandover }> => {
    const { showOrder, listDisputes } = await api();
    const order = await showOrder(vendorRef);
    const [capture] = order.purchase_units[0]?.payments?.captures ?? [];
    const disputes = capture ? await orNone(listDisputes(capture.id)) : [];
    return { payment: paymentOfOrder(order, disputes), handover: handoverOf(order) };
  };

  return {
    vendor: 'paypal',
    capturesOnDemand: true,
    create: async (order) => {
      const { createOrder } = await api();
      const made = await createOrder(order);
      return { payment: paymentOfOrder(made), handover: handoverOf(made) };
    },
    read,
    /**
     * Only what was captured can be looked for. An order of which we never heard cannot be captured, since nobody but this
     * server captures, and not without its id: none found is as good as none.
     */
    find: async ({ paymentId, since }) => {
      const { listTransactions } = await api();
      const found = await orNone(listTransactions({ from: since, to: new Date() }));
      const paid = found.find(
        ({ custom_field: custom, paypal_reference_id_type: type }) =>
          type === 'ODR' && custom?.endsWith(customIdOf({ clientId: '', paymentId })),
      );
      return paid?.paypal_reference_id ? (await read(paid.paypal_reference_id)).payment : null;
    },
    capture: async (vendorRef, idempotencyKey) => {
      const [{ captureOrder }, { issueOf, failureOf, toGatewayError }] = await Promise.all([
        api(),
        import('./failures.ts'),
      ]);
      try {
        const refused = (error: unknown) => {
          const issue = issueOf(error);
          return issue === null ? toGatewayError(error) : new CaptureRefused(issue);
        };
        return paymentOfOrder(await captureOrder(vendorRef, idempotencyKey, refused));
      } catch (error) {
        if (!(error instanceof CaptureRefused)) throw error;
        const { payment } = await read(vendorRef);
        if (payment.state !== 'approved' && payment.state !== 'requires_action') return payment;
        if (error.issue === 'ORDER_ALREADY_CAPTURED')
          throw new GatewayUnknown('captured, and the order does not show it yet');
        return { ...payment, state: 'requires_action', failure: failureOf(error.issue) };
      }
    },
    cancel: async (vendorRef) => {
      try {
        const { payment } = await read(vendorRef);
        const isWaiting = payment.state === 'requires_action' || payment.state === 'approved';
        return isWaiting ? { ...payment, state: 'cancelled' } : payment;
      } catch (error) {
        if (error instanceof GatewayGone) return neverPaid(vendorRef);
        throw error;
      }
    },
    readEvent: (rawBody, headers, now) =>
      readPaypalEvent({
        webhookId: options.webhookId,
        certificates,
        orderOf: async (captureId) => (await api()).showCapture(captureId),
        delivery: { rawBody, headers, now },
      }),
  };
}

class CaptureRefused extends Error {
  override readonly name = 'CaptureRefused';
  readonly issue: string;

  constructor(issue: string) {
    super(issue);
    this.issue = issue;
  }
}

/** The SDK is large: it is loaded with the first call, not with the server. */
function lazyApi(options: PaypalOptions): () => Promise<PaypalApi> {
  let loaded: Promise<PaypalApi> | undefined;
  return () => {
    loaded ??= import('./paypal-api.ts').then(({ createPaypalApi }) =>
      createPaypalApi({ ...options, timeoutMs: options.timeoutMs ?? 10_000 }),
    );
    return loaded;
  };
}

/** An account without the right to ask for this has none of it to tell; every other trouble stays one. */
async function orNone<T>(work: Promise<T[]>): Promise<T[]> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof GatewayRefused) return [];
    throw error;
  }
}

/** An order that PayPal has forgotten, as it does with those that nobody approved within hours. */
const neverPaid = (vendorRef: string): GatewayPayment => ({
  vendorRef,
  state: 'cancelled',
  amountCents: 0,
  capturedCents: 0,
  refundedCents: 0,
  dispute: 'none',
  disputedCents: 0,
  dishonoured: false,
  feeCents: null,
  failure: null,
  clientId: null,
  paymentId: null,
});

/** One payment in Australian dollars, taken at once when it is approved. */
function scriptAddress({ scriptUrl, clientId }: PaypalOptions): string {
  const url = new URL(scriptUrl);
  const parameters = {
    'client-id': clientId,
    currency: 'AUD',
    intent: 'capture',
    commit: 'true',
    components: 'buttons',
    'disable-funding': 'card',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
