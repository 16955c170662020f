/**
 * The switches that make a vendor misbehave. An outage is one of
 * `none`, `500`, `500_after_effect`, `rate_limit`, `connection_reset`, `connection_reset_after_effect`,
 * `timeout_before_effect`, `timeout_after_effect`, `slow:<ms>`.
 */
export type ApiFault = {
  outage: string;
  /** How many more matching calls are hit; `null` means until switched off. */
  times: number | null;
  /** `POST /v1/refunds`, `/v1/payment_intents/*` or `null` for every call. */
  match: string | null;
};

/**
 * How webhooks travel: `normal`, `never`, `duplicate:<n>`, `shuffle`, `delay:<ms>`, `before_response`,
 * `after_response`. `match` is an event type, `*` at its end stands for anything.
 */
export type WebhookFault = { deliver: string; times: number | null; match: string | null };

/** Mail: `none`, `421`, `451`, `550`, `slow:<ms>`, `accept_then_drop`. */
export type MailFault = { outage: string; times: number | null };

export type FaultyVendor = 'stripe' | 'paypal';

export type FaultState = {
  stripe: { webhook: WebhookFault; api: ApiFault[] };
  paypal: { webhook: WebhookFault; api: ApiFault[] };
  mail: { smtp: MailFault };
};

export class FaultError extends Error {}

const quiet = (): FaultState => ({
  stripe: { webhook: { deliver: 'normal', times: null, match: null }, api: [] },
  paypal: { webhook: { deliver: 'normal', times: null, match: null }, api: [] },
  mail: { smtp: { outage: 'none', times: null } },
});

export class Faults {
  #state = quiet();

  get state(): FaultState {
    return structuredClone(this.#state);
  }

  reset(): void {
    this.#state = quiet();
  }

  /** Changes what is named and leaves the rest. Throws `FaultError` on anything it does not understand. */
  change(wanted: unknown): FaultState {
    const next = this.state;
    for (const [vendor, parts] of entries(wanted, 'faults')) {
      for (const [part, value] of entries(parts, vendor)) applyPart(next, `${vendor}.${part}`, value);
    }
    this.#state = next;
    return this.state;
  }

  /** The outage that hits this call, counted down; `none` when there is none. */
  takeApi(method: string, path: string, vendor: FaultyVendor = 'stripe'): string {
    const rule = this.#state[vendor].api.find(
      (fault) => fault.times !== 0 && callMatches(fault.match, method, path),
    );
    if (!rule) return 'none';
    countDown(rule);
    return rule.outage;
  }

  takeWebhook(type: string, vendor: FaultyVendor = 'stripe'): string {
    const rule = this.#state[vendor].webhook;
    if (rule.deliver === 'normal' || rule.times === 0 || !textMatches(rule.match, type)) return 'normal';
    countDown(rule);
    return rule.deliver;
  }

  takeMail(): string {
    const rule = this.#state.mail.smtp;
    if (rule.outage === 'none' || rule.times === 0) return 'none';
    countDown(rule);
    return rule.outage;
  }
}

/** Splits `slow:500` into its name and number. */
export function faultArgument(fault: string): { name: string; value: number } {
  const [name = '', value = '0'] = fault.split(':');
  return { name, value: Number(value) };
}

const OUTAGES =
  /^(none|500|500_after_effect|rate_limit|connection_reset|connection_reset_after_effect|timeout_before_effect|timeout_after_effect|slow:\d{1,6})$/;
const DELIVERIES = /^(normal|never|duplicate:\d{1,3}|shuffle|delay:\d{1,6}|before_response|after_response)$/;
const MAIL = /^(none|421|451|550|slow:\d{1,6}|accept_then_drop)$/;

function applyPart(state: FaultState, part: string, value: unknown): void {
  if (part === 'stripe.webhook') state.stripe.webhook = webhookFault(value);
  else if (part === 'stripe.api') state.stripe.api = apiFaults(value);
  else if (part === 'paypal.webhook') state.paypal.webhook = webhookFault(value);
  else if (part === 'paypal.api') state.paypal.api = apiFaults(value);
  else if (part === 'mail.smtp') state.mail.smtp = mailFault(value);
  else throw new FaultError(`There is no ${part} to switch.`);
}

function apiFaults(value: unknown): ApiFault[] {
  const list = Array.isArray(value) ? value : [value];
  return list
    .map((item): ApiFault => {
      const fields = Object.fromEntries(entries(item, 'api'));
      return { outage: choice(fields.outage, OUTAGES), times: times(fields), match: match(fields) };
    })
    .filter((fault) => fault.outage !== 'none');
}

function webhookFault(value: unknown): WebhookFault {
  const fields = Object.fromEntries(entries(value, 'webhook'));
  return { deliver: choice(fields.deliver, DELIVERIES), times: times(fields), match: match(fields) };
}

function mailFault(value: unknown): MailFault {
  const fields = Object.fromEntries(entries(value, 'smtp'));
  return { outage: choice(fields.outage, MAIL), times: times(fields) };
}

function choice(value: unknown, allowed: RegExp): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && allowed.test(text)) return text;
  throw new FaultError(`${JSON.stringify(value)} is not one of ${allowed.source}.`);
}

function times(fields: Record<string, unknown>): number | null {
  const value = fields.times ?? null;
  if (value === null || (typeof value === 'number' && Number.isInteger(value) && value >= 0)) return value;
  throw new FaultError('times is a whole number or null.');
}

function match(fields: Record<string, unknown>): string | null {
  const value = fields.match ?? null;
  if (value === null || typeof value === 'string') return value;
  throw new FaultError('match is text or null.');
}

function entries(value: unknown, what: string): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw new FaultError(`${what} is an object.`);
}

function callMatches(wanted: string | null, method: string, path: string): boolean {
  if (wanted === null) return true;
  const space = wanted.indexOf(' ');
  if (space < 0) return textMatches(wanted, path);
  return wanted.slice(0, space) === method && textMatches(wanted.slice(space + 1), path);
}

const textMatches = (wanted: string | null, text: string): boolean =>
  wanted === null || (wanted.endsWith('*') ? text.startsWith(wanted.slice(0, -1)) : text === wanted);

function countDown(rule: { times: number | null }): void {
  if (rule.times !== null) rule.times -= 1;
}
