import Stripe from 'stripe';
import { GatewayRefused } from '../../ports/payment-gateway.ts';
import type {
  MethodKind,
  MethodOrder,
  MethodPicture,
  MethodRefs,
  PaymentMethodVault,
} from '../../ports/payment-method-vault.ts';
import { detailsOf } from './method-details.ts';
import { failureOf } from './payment-of-intent.ts';
import { connectStripe, type StripeConnection, type StripeOptions } from './stripe-connection.ts';

const types: Record<MethodKind, Stripe.SetupIntentCreateParams.AllowedPaymentMethodType> = {
  card: 'card',
  becs: 'au_becs_debit',
  payto: 'payto',
};

/** Saved methods as SetupIntents, PaymentMethods and Mandates of one Stripe customer a client. */
export function createStripeVault(options: StripeOptions): PaymentMethodVault {
  const client = connectStripe(options);
  const { stripe, call } = client;
  return {
    vendor: 'stripe',
    async begin(order) {
      const customerRef = order.customerRef ?? (await createCustomer(client, order));
      const request = { idempotencyKey: order.idempotencyKey };
      const setup = await call(() => stripe.setupIntents.create(paramsOf(order, customerRef), request));
      return { setupRef: setup.id, customerRef, handover: client.handover(setup.client_secret) };
    },
    async read(refs) {
      const setup = refs.setupRef === null ? null : await readSetup(client, refs.setupRef);
      const picture = await pictureOf(client, refs, setup);
      const isOpen = picture.setup === 'open';
      return { picture, handover: setup && isOpen ? client.handover(setup.client_secret) : null };
    },
    async detach({ setupRef, methodRef }) {
      const setup = setupRef === null ? null : await readSetup(client, setupRef);
      const ref = methodRef ?? idOf(setup?.payment_method);
      if (setup && stateOf(setup) === 'open') await cancelSetup(client, setup.id);
      if (ref) await detachMethod(client, ref);
    },
  };
}

async function createCustomer({ stripe, call }: StripeConnection, order: MethodOrder): Promise<string> {
  const { id } = await call(() =>
    stripe.customers.create(
      {
        name: order.customerName,
        ...(order.customerEmail && { email: order.customerEmail }),
        metadata: { client_id: order.clientId },
      },
      { idempotencyKey: `${order.idempotencyKey}-customer` },
    ),
  );
  return id;
}

function paramsOf(order: MethodOrder, customer: string): Stripe.SetupIntentCreateParams {
  return {
    customer,
    allowed_payment_method_types: [types[order.kind]],
    usage: 'off_session',
    metadata: { client_id: order.clientId, method_id: order.methodId, trace_id: order.traceId },
    ...(order.kind === 'payto' && {
      payment_method_options: {
        payto: {
          mandate_options: {
            amount_type: 'maximum',
            payment_schedule: 'adhoc',
            ...(order.maxCents !== null && { amount: order.maxCents }),
          },
        },
      },
    }),
  };
}

const readSetup = ({ stripe, call }: StripeConnection, ref: string): Promise<Stripe.SetupIntent> =>
  call(() => stripe.setupIntents.retrieve(ref));

async function pictureOf(
  { stripe, call }: StripeConnection,
  refs: MethodRefs,
  setup: Stripe.SetupIntent | null,
): Promise<MethodPicture> {
  const isSaved = setup === null || setup.status === 'succeeded';
  const methodRef = refs.methodRef ?? (isSaved ? idOf(setup?.payment_method) : null);
  const mandateRef = refs.mandateRef ?? idOf(setup?.mandate);
  const [method, mandate] = await Promise.all([
    methodRef === null ? null : call(() => stripe.paymentMethods.retrieve(methodRef)),
    mandateRef === null ? null : call(() => stripe.mandates.retrieve(mandateRef)),
  ]);
  const terms = mandate?.payment_method_details.payto;
  return {
    setup: setup ? stateOf(setup) : 'succeeded',
    failure: setup?.last_setup_error ? failureOf(setup.last_setup_error) : null,
    customerRef: idOf(method?.customer) ?? idOf(setup?.customer),
    methodRef,
    mandateRef,
    mandate: mandate ? mandateState(mandate.status) : 'none',
    mandateMaxCents: terms?.amount ?? null,
    mandateEndsOn: terms?.end_date ?? null,
    isAttached: method !== null && idOf(method.customer) !== null,
    details: detailsOf(method),
  };
}

/** A declined attempt leaves the setup open for another try in the browser. */
function stateOf({ status }: Stripe.SetupIntent): MethodPicture['setup'] {
  if (status === 'succeeded') return 'succeeded';
  return status === 'canceled' ? 'cancelled' : 'open';
}

/** Only a plain yes lets us debit: a status that a later version of the API adds does not. */
const mandateState = (status: Stripe.Mandate.Status): MethodPicture['mandate'] =>
  status === 'active' ? 'active' : status === 'pending' ? 'pending' : 'inactive';

async function cancelSetup({ stripe, call }: StripeConnection, ref: string): Promise<void> {
  await call(() => stripe.setupIntents.cancel(ref)).catch(unlessRefused);
}

async function detachMethod({ stripe, call }: StripeConnection, ref: string): Promise<void> {
  await call(() => stripe.paymentMethods.detach(ref)).catch(unlessRefused);
}

/** What is gone already cannot be taken away again. */
function unlessRefused(error: unknown): void {
  const cause = error instanceof GatewayRefused ? error.cause : null;
  if (!(cause instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
}

const idOf = (ref: string | { id: string } | null | undefined): string | null =>
  typeof ref === 'string' ? ref : (ref?.id ?? null);
