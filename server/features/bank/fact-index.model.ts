import type {
  Client,
  Facts,
  KnownReference,
  LineToMatch,
  Match,
  OpenInvoice,
  RemittanceFact,
} from './bank-facts.model.ts';
import { squeezed, tokensOf } from './bank-words.model.ts';
import { ClientNames } from './client-names.model.ts';
import { SubsetFinder } from './subset-sum.model.ts';

/** How many pairs of invoices one run looks at; beyond it, sums of several invoices are left to people. */
const subsetBudget = 20_000_000;

/** An open invoice, and what of it earlier lines of the run have left. */
export type OwedInvoice = OpenInvoice & { leftCents: number };

/** The facts by what lines name them by, less what earlier lines of the same run have settled. */
export class FactIndex {
  readonly #invoices = new Map<string, OwedInvoice>();
  readonly #references = new Map<string, KnownReference>();
  readonly #byNumber = new Map<string, Map<string, OwedInvoice[]>>();
  readonly #byBalance = new Map<number, OwedInvoice[]>();
  readonly #byClient = new Map<string, OwedInvoice[]>();
  readonly #baskets = new Map<string, KnownReference[]>();
  readonly #remittances = new Map<string, RemittanceFact[]>();
  readonly #taken = new Set<string>();
  readonly #payers = new Map<string, Set<string>>();
  readonly #clients: ReadonlyMap<string, Client>;
  readonly #names = new ClientNames();
  readonly #finders = new Map<string, { finder: SubsetFinder; invoices: OwedInvoice[] }>();
  #subsetBudget = subsetBudget;

  constructor(facts: Facts) {
    this.#clients = new Map(facts.clients.map((client) => [client.id, client]));
    // A name that two clients share names neither.
    for (const client of facts.clients) this.#names.add(client);
    for (const { id, clientId, number, balanceCents, dueOn } of facts.invoices) {
      const invoice = { id, clientId, number, balanceCents, dueOn, leftCents: balanceCents };
      this.#invoices.set(id, invoice);
      const token = squeezed(number);
      const ofNumber = this.#byNumber.get(token) ?? new Map<string, OwedInvoice[]>();
      if (ofNumber.size === 0) this.#byNumber.set(token, ofNumber);
      push(ofNumber, clientId, invoice);
      push(this.#byBalance, balanceCents, invoice);
      push(this.#byClient, clientId, invoice);
    }
    for (const reference of facts.references) {
      this.#references.set(reference.reference, reference);
      if (reference.paymentId !== null && reference.isWaiting)
        push(this.#baskets, reference.clientId, reference);
    }
    for (const remittance of facts.remittances) {
      const { reference, clientId, totalCents } = remittance;
      push(this.#remittances, `reference ${squeezed(reference)} ${totalCents}`, remittance);
      push(this.#remittances, `client ${clientId} ${totalCents}`, remittance);
    }
    for (const { payerAccount, clientId } of facts.payers) this.#learn(payerAccount, clientId);
  }

  reference = (text: string): KnownReference | undefined => this.#references.get(text);
  client = (id: string): Client | undefined => this.#clients.get(id);
  leftOf = (invoiceId: string): number => this.#invoices.get(invoiceId)?.leftCents ?? 0;
  isOpen = ({ leftCents }: OwedInvoice): boolean => leftCents > 0;

  /** Invoices of a number by their client, settled ones too; null when nobody has one. */
  numbered = (number: string): ReadonlyMap<string, OwedInvoice[]> | null =>
    this.#byNumber.get(number) ?? null;

  /** Open invoices that owe exactly this, a few of them. */
  openWithBalance = (cents: number): OwedInvoice[] =>
    (this.#byBalance.get(cents) ?? []).slice(0, 200).filter(({ leftCents }) => leftCents === cents);

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

  openOf = (clientId: string, cents: number): OwedInvoice[] =>
    this.openWithBalance(cents).filter((invoice) => invoice.clientId === clientId);

  waitingBaskets = (clientId: string, cents: number): KnownReference[] =>
    (this.#baskets.get(clientId) ?? []).filter(
      (basket) =>
        basket.paymentId !== null && basket.askedCents === cents && !this.#taken.has(basket.paymentId),
    );

  get hasRemittances(): boolean {
    return this.#remittances.size > 0;
  }

  /** The client's own invoice of a number that still owes something. */
  invoiceOf = (clientId: string, number: string): OwedInvoice | undefined =>
    this.#byNumber.get(squeezed(number))?.get(clientId)?.find(this.isOpen);

  /** Remittances of exactly this amount whose reference the line carries. */
  remittancesNamedIn(line: LineToMatch): RemittanceFact[] {
    const { endToEnd, instruction, bankRef } = line.refs;
    const fields = [endToEnd, instruction, bankRef, line.narrative].map((text) => squeezed(text ?? ''));
    const words = new Set([...fields, ...tokensOf(line.narrative)].filter((word) => word.length >= 4));
    return [...words].flatMap((word) => this.#remittancesAt(`reference ${word} ${line.amountCents}`, line));
  }

  remittancesOf = (clientId: string, line: LineToMatch): RemittanceFact[] =>
    this.#remittancesAt(`client ${clientId} ${line.amountCents}`, line);

  /** A few, of the days around the line, that no earlier line of the run has used. */
  #remittancesAt = (key: string, line: LineToMatch): RemittanceFact[] =>
    (this.#remittances.get(key) ?? [])
      .slice(0, 50)
      .filter(({ id, paidOn }) => !this.#taken.has(id) && (paidOn === null || isNear(paidOn, line.bookedOn)));

  /** Sets of several invoices of a client that come to an amount. */
  subsets(clientId: string, cents: number): { invoices: OwedInvoice[]; isOnly: boolean } | null {
    let known = this.#finders.get(clientId);
    if (!known) {
      const invoices = (this.#byClient.get(clientId) ?? [])
        .filter(this.isOpen)
        .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.number < b.number ? -1 : 1));
      known = { invoices, finder: new SubsetFinder(invoices.map(({ leftCents }) => leftCents)) };
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
      const invoice = this.#invoices.get(invoiceId);
      if (!invoice) continue;
      invoice.leftCents -= amountCents;
      this.#finders.delete(invoice.clientId);
      if (invoice.leftCents > 0) push(this.#byBalance, invoice.leftCents, invoice);
    }
    if (match.paymentId !== null) this.#taken.add(match.paymentId);
    if (match.remittanceId !== null) this.#taken.add(match.remittanceId);
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

/** Days between saying that money was sent and its coming: a weekend and holidays, and a date typed too late. */
const isNear = (paidOn: string, bookedOn: string): boolean => {
  const days = (Date.parse(bookedOn) - Date.parse(paidOn)) / 86_400_000;
  return days >= -3 && days <= 14;
};

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
