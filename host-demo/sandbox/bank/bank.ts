import { openJournal } from '../journal.ts';
import type { BankEntry, Statement } from './statement.ts';

export type BankSettings = {
  bsb: string;
  accountNumber: string;
  accountName: string;
  billerCode: string;
  checkDigit: 'MOD10V01' | 'MOD10V05';
};

/** The contractor's account and biller as the demonstration sets them up. */
export const demonstrationBank: BankSettings = {
  bsb: '062000',
  accountNumber: '10457788',
  accountName: 'Foyer Facility Services',
  billerCode: '374512',
  checkDigit: 'MOD10V01',
};

export type BpayOrder = {
  kind: 'bpay';
  billerCode: string;
  reference: string;
  amountCents: number;
  payerName: string;
};
export type TransferOrder = {
  kind: 'eft';
  bsb: string;
  accountNumber: string;
  amountCents: number;
  description: string;
  payerName: string;
  payerAccount: string;
};
export type PayoutOrder = { kind: 'payout'; vendorRef: string; vendor: string; amountCents: number };
export type Order = (BpayOrder | TransferOrder | PayoutOrder) & { bookedOn?: string };

/** What the bank refuses, in words for the person at the form. */
export class BankRefusal extends Error {
  override readonly name = 'BankRefusal';
}

const firstBalanceCents = 10_000_000;

/** One bank that both the payer and the contractor have accounts at. */
export class Bank {
  readonly settings: BankSettings;
  readonly #entries: BankEntry[] = [];
  readonly #journal;
  readonly #today: () => string;

  constructor(options: { settings: BankSettings; journal?: string | undefined; today?: () => string }) {
    this.settings = options.settings;
    this.#today = options.today ?? sydneyDay;
    this.#journal = openJournal<BankEntry>(options.journal, (entry) => this.#entries.push(entry));
  }

  get entries(): readonly BankEntry[] {
    return this.#entries;
  }

  pay(order: Order): BankEntry {
    const bookedOn = order.bookedOn ?? this.#today();
    if (order.amountCents <= 0) throw new BankRefusal('The amount has to be above zero.');
    const common = { bookedOn, amountCents: order.amountCents, bankRef: this.#nextRef(), reversal: false };
    if (order.kind === 'payout')
      return this.#book({
        ...common,
        endToEnd: order.vendorRef,
        crn: null,
        payerName: order.vendor.toUpperCase(),
        payerAccount: null,
        narrative: `${order.vendor.toUpperCase()} PAYOUT ${order.vendorRef}`,
      });
    const payerName = order.payerName.trim() || 'UNNAMED PAYER';
    if (order.kind === 'bpay') {
      this.#checkReference(order);
      return this.#book({
        ...common,
        endToEnd: null,
        crn: order.reference,
        payerName,
        payerAccount: null,
        narrative: 'BPAY PAYMENT',
      });
    }
    const { bsb, accountNumber } = this.settings;
    if (digitsOf(order.bsb) !== bsb || digitsOf(order.accountNumber) !== accountNumber)
      throw new BankRefusal('There is no such account.');
    return this.#book({
      ...common,
      endToEnd: order.description.trim() || null,
      crn: null,
      payerName,
      payerAccount: digitsOf(order.payerAccount) || null,
      narrative: `TRANSFER FROM ${payerName} ${order.description.trim()}`.trim(),
    });
  }

  /** The very same payment once more: genuine, and equal in everything that a statement shows. */
  twin(bankRef: string): BankEntry {
    return this.#book({ ...this.#find(bankRef) });
  }

  /** Takes an entry back as the bank does, under the same reference. */
  reverse(bankRef: string, because: 'reversal' | 'dishonour'): BankEntry {
    const entry = this.#find(bankRef);
    const taken = this.#entries.filter((one) => one.bankRef === bankRef && one.reversal).length;
    if (taken >= this.#entries.filter((one) => one.bankRef === bankRef && !one.reversal).length)
      throw new BankRefusal('It was taken back already.');
    return this.#book({
      ...entry,
      bookedOn: entry.bookedOn > this.#today() ? entry.bookedOn : this.#today(),
      amountCents: -entry.amountCents,
      narrative: `${because === 'dishonour' ? 'DISHONOURED PAYMENT' : 'REVERSAL OF'} ${entry.narrative}`,
      reversal: true,
    });
  }

  /** A day of the contractor's account. The same day without a new entry is the same statement. */
  statementOf(day: string): Statement {
    const { bsb, accountNumber, accountName } = this.settings;
    const before = this.#entries.filter(({ bookedOn }) => bookedOn < day);
    return {
      bsb,
      accountNumber,
      accountName,
      from: day,
      to: day,
      openingCents: before.reduce((sum, { amountCents }) => sum + amountCents, firstBalanceCents),
      entries: this.#entries.filter(({ bookedOn }) => bookedOn === day),
    };
  }

  today = (): string => this.#today();

  reset(): void {
    this.#entries.length = 0;
    this.#journal.rewrite([]);
  }

  #book(entry: BankEntry): BankEntry {
    this.#entries.push(entry);
    this.#journal.append(entry);
    return entry;
  }

  #find(bankRef: string): BankEntry {
    const entry = this.#entries.find((one) => one.bankRef === bankRef && !one.reversal);
    if (!entry) throw new BankRefusal('There is no such payment.');
    return entry;
  }

  /** A payer's bank lets no reference through that the biller's rule does not hold for. */
  #checkReference({ billerCode, reference }: BpayOrder): void {
    if (billerCode !== this.settings.billerCode) throw new BankRefusal('There is no such biller.');
    if (
      !/^\d{2,20}$/.test(reference) ||
      checkDigit(reference.slice(0, -1), this.settings.checkDigit) !== reference.at(-1)
    )
      throw new BankRefusal('The customer reference number is not valid for this biller.');
  }

  #nextRef = (): string => `SB${String(this.#entries.length + 1).padStart(8, '0')}`;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

const sydneyDay = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Australia/Sydney' }).format(new Date());

/** MOD10V01 is Luhn; MOD10V05 adds each digit times its place from the left. */
function checkDigit(body: string, rule: BankSettings['checkDigit']): string {
  const digits = [...body].map(Number);
  if (rule === 'MOD10V05') return String(digits.reduce((sum, digit, at) => sum + digit * (at + 1), 0) % 10);
  const sum = digits.toReversed().reduce((total, digit, at) => {
    const product = at % 2 === 0 ? digit * 2 : digit;
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
