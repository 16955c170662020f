import type { Client, Facts, KnownReference, LineToMatch, Match, OpenInvoice } from './bank-facts.model.ts';
import { squeezed } from './bank-words.model.ts';
import { ClientNames } from './client-names.model.ts';
import { SubsetFinder } from './subset-sum.model.ts';

/** How many pairs of invoices one run looks at; beyond it, sums of several invoices are left to people. */
const subsetBudget = 20_000_000;

/** The facts by what lines name them by, less what earlier lines of the same run have settled. */
export class FactIndex {
  readonly #left = new Map<string, number>();
  readonly #invoices = new Map<string, OpenInvoice>();
  readonly #references = new Map<string, KnownReference>();
  readonly #byNumber = new Map<string, Map<string, OpenInvoice[]>>();
  readonly #byBalance = new Map<number, OpenInvoice[]>();
  readonly #byClient = new Map<string, OpenInvoice[]>();
  readonly #baskets = new Map<string, KnownReference[]>();
  readonly #taken = new Set<string>();
  readonly #payers = new Map<string, Set<string>>();
  readonly #clients: ReadonlyMap<string, Client>;
  readonly #names = new ClientNames();
  readonly #finders = new Map<string, { finder: SubsetFinder; invoices: OpenInvoice[] }>();
  #subsetBudget = subsetBudget;

  constructor(facts: Facts) {
    this.#clients = new Map(facts.clients.map((client) => [client.id, client]));
    // A name that two clients share names neither.
    for (const client of facts.clients) this.#names.add(client);
    for (const invoice of facts.invoices) {
      this.#invoices.set(invoice.id, invoice);
      this.#left.set(invoice.id, invoice.balanceCents);
      const number = squeezed(invoice.number);
      const ofNumber = this.#byNumber.get(number) ?? new Map<string, OpenInvoice[]>();
      push(ofNumber, invoice.clientId, invoice);
      this.#byNumber.set(number, ofNumber);
      push(this.#byBalance, invoice.balanceCents, invoice);
      push(this.#byClient, invoice.clientId, invoice);
    }
    for (const reference of facts.references) {
      this.#references.set(reference.reference, reference);
      if (reference.paymentId !== null && reference.isWaiting)
        push(this.#baskets, reference.clientId, reference);
    }
    for (const { payerAccount, clientId } of facts.payers) this.#learn(payerAccount, clientId);
  }

  reference = (text: string): KnownReference | undefined => this.#references.get(text);
  client = (id: string): Client | undefined => this.#clients.get(id);
  leftOf = (invoiceId: string): number => this.#left.get(invoiceId) ?? 0;
  isOpen = ({ id }: OpenInvoice): boolean => this.leftOf(id) > 0;

  /** Invoices of a number by their client, settled ones too; null when nobody has one. */
  numbered = (number: string): ReadonlyMap<string, OpenInvoice[]> | null =>
    this.#byNumber.get(number) ?? null;

  /** Open invoices that owe exactly this, a few of them. */
  openWithBalance = (cents: number): OpenInvoice[] =>
    (this.#byBalance.get(cents) ?? []).slice(0, 200).filter(({ id }) => this.leftOf(id) === cents);

  /** The one client that pays from this account; null when none or several do. */
  payerOf(account: string | null): Client | null {
    const clients = account === null ? undefined : this.#payers.get(account);
    if (clients?.size !== 1) return null;
    const [id = ''] = clients;
    return this.#clients.get(id) ?? null;
  }

  /** The client that the payer calls itself, or that the narrative names whole. */
  clientNamedIn(line: LineToMatch): Client | null {
    return this.#names.find(line.payerName ?? '') ?? this.#names.find(line.narrative);
  }

  /** Whether a line's payer is known to be this client, by account or by name. */
  speaksFor = (line: LineToMatch, clientId: string): boolean =>
    this.payerOf(line.payerAccount)?.id === clientId || this.clientNamedIn(line)?.id === clientId;

  openOf = (clientId: string, cents: number): OpenInvoice[] =>
    this.openWithBalance(cents).filter((invoice) => invoice.clientId === clientId);

  waitingBaskets = (clientId: string, cents: number): KnownReference[] =>
    (this.#baskets.get(clientId) ?? []).filter(
      (basket) =>
        basket.paymentId !== null && basket.askedCents === cents && !this.#taken.has(basket.paymentId),
    );

  /** Sets of several invoices of a client that come to an amount. */
  subsets(clientId: string, cents: number): { invoices: OpenInvoice[]; isOnly: boolean } | null {
    let known = this.#finders.get(clientId);
    if (!known) {
      const invoices = (this.#byClient.get(clientId) ?? [])
        .filter(this.isOpen)
        .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.number < b.number ? -1 : 1));
      known = { invoices, finder: new SubsetFinder(invoices.map(({ id }) => this.leftOf(id))) };
      this.#finders.set(clientId, known);
    }
    if (this.#subsetBudget < known.finder.cost) return null;
    this.#subsetBudget -= known.finder.cost;
    const found = known.finder.find(cents);
    if (found.kind === 'none') return null;
    const { invoices } = known;
    return {
      invoices: found.places.flatMap((place) => invoices[place] ?? []),
      isOnly: found.kind === 'one',
    };
  }

  /** What a line settles is gone for the next one, and whose account it came from is known from now on. */
  settle(match: Match, line: LineToMatch): void {
    for (const { invoiceId, amountCents } of match.allocations) {
      this.#left.set(invoiceId, this.leftOf(invoiceId) - amountCents);
      const invoice = this.#invoices.get(invoiceId);
      if (!invoice) continue;
      this.#finders.delete(invoice.clientId);
      const left = this.leftOf(invoiceId);
      if (left > 0) push(this.#byBalance, left, invoice);
    }
    if (match.paymentId !== null) this.#taken.add(match.paymentId);
    const isSure = match.rule === 'reference' || match.rule === 'invoice_number';
    if (isSure && match.clientId !== null && line.payerAccount !== null)
      this.#learn(line.payerAccount, match.clientId);
  }

  #learn(account: string, clientId: string): void {
    const clients = this.#payers.get(account);
    if (clients) clients.add(clientId);
    else this.#payers.set(account, new Set([clientId]));
  }
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
