import { applyAppearance } from './appearance.ts';
import { callApi, intentIdOf } from './browser-api.ts';
import { CardForm } from './card-form.ts';
import { digitsOf } from './card-input.ts';
import { connectToHost, say } from './frame-port.ts';
import type { ApiAnswer, ConfirmOrder, FrameSettings, Request } from './protocol.ts';

/** Runs inside the frame that holds the card: the number never leaves this origin. */
let port: MessagePort | undefined;
let name = '';
const form = new CardForm(document, () => {
  if (port) say(port, { notice: 'change', complete: form.isComplete, empty: form.isEmpty });
});

connectToHost((connected, settings) => {
  port = connected;
  apply(settings);
  connected.onmessage = (event: MessageEvent<Request>) => void answer(connected, event.data);
  new ResizeObserver(tellHeight).observe(document.body);
  tellHeight();
  say(connected, { notice: 'ready' });
});

window.addEventListener('focus', () => port && say(port, { notice: 'focus' }));
window.addEventListener('blur', () => port && say(port, { notice: 'blur' }));

function apply(settings: FrameSettings): void {
  name = settings.name;
  applyAppearance(settings.appearance, document);
  form.setBusy(settings.readOnly);
}

function tellHeight(): void {
  if (port) say(port, { notice: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) });
}

async function answer(to: MessagePort, request: Request): Promise<void> {
  say(to, { reply: request.id, answer: await resultOf(request) });
}

async function resultOf(request: Request): Promise<unknown> {
  if (request.method === 'validate') return form.validate();
  if (request.method === 'confirm') return confirm(request.order);
  if (request.method === 'settings') apply(request.settings);
  if (request.method === 'focus') form.focus();
  if (request.method === 'clear') form.clear();
  if (request.method === 'blur' && document.activeElement instanceof HTMLElement)
    document.activeElement.blur();
  return null;
}

async function confirm(order: ConfirmOrder): Promise<ApiAnswer> {
  const error = form.validate();
  if (error) return { error };
  form.setBusy(true);
  try {
    return await callApi(
      '',
      'POST',
      `/payment_intents/${intentIdOf(order.clientSecret)}/confirm`,
      fields(order),
    );
  } finally {
    form.setBusy(false);
  }
}

function fields(order: ConfirmOrder): Record<string, string> {
  const { number, expiry, cvc } = form.values;
  const validity = digitsOf(expiry);
  const billingName = typeof order.billingDetails.name === 'string' ? order.billingDetails.name : name;
  const email = order.billingDetails.email;
  return {
    key: order.key,
    client_secret: order.clientSecret,
    use_stripe_sdk: 'true',
    ...(order.returnUrl === null ? {} : { return_url: order.returnUrl }),
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': digitsOf(number),
    'payment_method_data[card][exp_month]': validity.slice(0, 2),
    'payment_method_data[card][exp_year]': validity.slice(2),
    'payment_method_data[card][cvc]': cvc,
    ...(billingName === '' ? {} : { 'payment_method_data[billing_details][name]': billingName }),
    ...(typeof email === 'string' ? { 'payment_method_data[billing_details][email]': email } : {}),
  };
}
