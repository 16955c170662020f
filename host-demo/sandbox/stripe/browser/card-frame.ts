import { applyAppearance } from './appearance.ts';
import { BankForm } from './bank-form.ts';
import { bankDigits } from './bank-input.ts';
import { callApi, intentIdOf } from './browser-api.ts';
import { CardForm } from './card-form.ts';
import { digitsOf } from './card-input.ts';
import { connectToHost, say } from './frame-port.ts';
import { MethodTabs } from './method-tabs.ts';
import type { ApiAnswer, ConfirmOrder, FrameSettings, MethodType, Request } from './protocol.ts';

/** Runs inside the frame that holds the card or the account: their numbers never leave this origin. */
let port: MessagePort | undefined;
let name = '';
let isReady = false;
const changed = (): void => {
  const { isComplete: complete, isEmpty: empty } = form();
  if (port) say(port, { notice: 'change', complete, empty, type: tabs.selected });
};
const forms: Record<MethodType, CardForm | BankForm> = {
  card: new CardForm(document, changed),
  au_becs_debit: new BankForm(
    document,
    [
      { id: 'becs-name', field: 'name' },
      { id: 'becs-email', field: 'email' },
      { id: 'becs-bsb', field: 'bsb' },
      { id: 'becs-account', field: 'account' },
    ],
    changed,
  ),
  payto: new BankForm(document, [{ id: 'payto-id', field: 'payid' }], changed),
};
const tabs = new MethodTabs(document, changed);
const form = (): CardForm | BankForm => forms[tabs.selected];

connectToHost((connected, settings) => {
  port = connected;
  apply(settings);
  connected.onmessage = (event: MessageEvent<Request>) => void answer(connected, event.data);
  new ResizeObserver(tellHeight).observe(document.body);
  tellHeight();
});

window.addEventListener('focus', () => port && say(port, { notice: 'focus' }));
window.addEventListener('blur', () => port && say(port, { notice: 'blur' }));

function apply(settings: FrameSettings): void {
  name = settings.name;
  applyAppearance(settings.appearance, document);
  for (const one of Object.values(forms)) one.setBusy(settings.readOnly);
  if (!settings.types) return;
  const becs = forms.au_becs_debit;
  if (becs instanceof BankForm) {
    becs.fill('name', settings.name);
    becs.fill('email', settings.email ?? '');
  }
  tabs.offer(settings.types);
  if (isReady || !port) return;
  isReady = true;
  changed();
  say(port, { notice: 'ready' });
}

function tellHeight(): void {
  if (port) say(port, { notice: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) });
}

async function answer(to: MessagePort, request: Request): Promise<void> {
  say(to, { reply: request.id, answer: await resultOf(request) });
}

async function resultOf(request: Request): Promise<unknown> {
  if (request.method === 'validate') return form().validate();
  if (request.method === 'confirm') return confirm(request.order);
  if (request.method === 'settings') apply(request.settings);
  if (request.method === 'focus') form().focus();
  if (request.method === 'clear') form().clear();
  if (request.method === 'blur' && document.activeElement instanceof HTMLElement)
    document.activeElement.blur();
  return null;
}

async function confirm(order: ConfirmOrder): Promise<ApiAnswer> {
  const error = form().validate();
  if (error) return { error };
  form().setBusy(true);
  try {
    const path = pathOf(order.clientSecret);
    return await untilAnswered(order, await callApi('', 'POST', `${path}/confirm`, fields(order)));
  } finally {
    form().setBusy(false);
  }
}

const pathOf = (clientSecret: string): string =>
  `/${clientSecret.startsWith('seti_') ? 'setup_intents' : 'payment_intents'}/${intentIdOf(clientSecret)}`;

const LOOK_EVERY_MS = 1_000;
const PATIENCE_MS = 5 * 60_000;

/** A PayTo request waits for the payer's yes in the bank's app, as the vendor's own script does. */
async function untilAnswered(order: ConfirmOrder, first: ApiAnswer): Promise<ApiAnswer> {
  const note = document.getElementById('payto-waiting');
  const deadline = Date.now() + PATIENCE_MS;
  let seen = first;
  while (isAwaited(seen) && Date.now() < deadline) {
    if (note) note.hidden = false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    seen = await callApi('', 'GET', pathOf(order.clientSecret), {
      key: order.key,
      client_secret: order.clientSecret,
    });
  }
  if (note) note.hidden = true;
  return seen;
}

const isAwaited = ({ paymentIntent, setupIntent }: ApiAnswer): boolean => {
  const intent = paymentIntent ?? setupIntent;
  return intent?.status === 'requires_action' && intent.next_action?.type === 'payto_await_authorization';
};

function fields(order: ConfirmOrder): Record<string, string> {
  return {
    key: order.key,
    client_secret: order.clientSecret,
    use_stripe_sdk: 'true',
    ...(order.returnUrl === null ? {} : { return_url: order.returnUrl }),
    ...methodFields(order),
  };
}

const agreement = {
  'mandate_data[customer_acceptance][type]': 'online',
  'mandate_data[customer_acceptance][online][infer_from_client]': 'true',
};

function methodFields(order: ConfirmOrder): Record<string, string> {
  const becs = forms.au_becs_debit;
  const payTo = forms.payto;
  if (tabs.selected === 'au_becs_debit' && becs instanceof BankForm)
    return {
      'payment_method_data[type]': 'au_becs_debit',
      'payment_method_data[au_becs_debit][bsb_number]': bankDigits(becs.value('bsb')),
      'payment_method_data[au_becs_debit][account_number]': bankDigits(becs.value('account')),
      'payment_method_data[billing_details][name]': becs.value('name'),
      'payment_method_data[billing_details][email]': becs.value('email'),
      ...agreement,
    };
  if (tabs.selected === 'payto' && payTo instanceof BankForm)
    return {
      'payment_method_data[type]': 'payto',
      'payment_method_data[payto][pay_id]': payTo.value('payid'),
      ...agreement,
    };
  return cardFields(order);
}

function cardFields(order: ConfirmOrder): Record<string, string> {
  const card = forms.card;
  if (!(card instanceof CardForm)) return {};
  const { number, expiry, cvc } = card.values;
  const validity = digitsOf(expiry);
  const billingName = typeof order.billingDetails.name === 'string' ? order.billingDetails.name : name;
  const email = order.billingDetails.email;
  return {
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': digitsOf(number),
    'payment_method_data[card][exp_month]': validity.slice(0, 2),
    'payment_method_data[card][exp_year]': validity.slice(2),
    'payment_method_data[card][cvc]': cvc,
    ...(billingName === '' ? {} : { 'payment_method_data[billing_details][name]': billingName }),
    ...(typeof email === 'string' ? { 'payment_method_data[billing_details][email]': email } : {}),
  };
}
