import type { Autopay, AutopayRequest } from '../../../server/features/autopay/autopay.contract.ts';
import type {
  Aging,
  AgingBucketKey,
  InvoiceSummary,
} from '../../../server/features/invoices/invoices.contract.ts';
import type { PaymentMethod } from '../../../server/features/payment-methods/payment-methods.contract.ts';
import type {
  Payment,
  PaymentRequestBody,
  Receipt,
} from '../../../server/features/payments/payments.contract.ts';
import { FoyerProblem } from '../../kit/client/problem.ts';
import type { Credit } from '../model/credit-plan.ts';
import type { RailOffer } from '../model/order.ts';
import { invoiceDetail, invoiceSummary, paymentOf, railOffers } from './facts.ts';
import { StubAccount } from './stub-account.ts';
import { timelineOf } from './stub-timeline.ts';

export type StubRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly key: string | undefined;
};

const bucketKeys: readonly AgingBucketKey[] = ['current', '1_30', '31_60', '61_90', '91_120', '121_plus'];
const asOf = '2026-11-22T03:15:00.000Z';

/** The server's part of the contract, in memory: enough of it to pay an invoice and see it paid. */
export class StubServer {
  invoices: InvoiceSummary[];
  readonly payments = new Map<string, Payment>();
  readonly requests: StubRequest[] = [];
  /** Answers or throws in place of the stub; `undefined` leaves it to the stub. */
  intercept: (request: StubRequest) => unknown = () => undefined;
  /** What the vendor says when it is asked again. */
  vendorStatus: Payment['status'] = 'succeeded';
  unallocatedCents = 0;
  credits: readonly Credit[] = [];
  methods: readonly PaymentMethod[] = [];
  rule: Autopay['rule'] = null;
  /** The bank asks who pays by a saved card. */
  bankAsks = false;
  /** What the rails come to for a total. */
  offers: (totalCents: number) => readonly RailOffer[] = railOffers;
  /** The client pays nothing without a purchase order's number. */
  poRequired = false;
  readonly account: StubAccount;
  private receipts = new Map<string, Receipt>();

  constructor(invoices: readonly InvoiceSummary[] = believableInvoices()) {
    this.invoices = [...invoices];
    this.account = new StubAccount({
      invoices: () => this.invoices,
      invoice: (id) => invoiceDetail(this.find(id)),
      replace: (invoice) => {
        this.invoices = this.invoices.map((one) => (one.id === invoice.id ? invoice : one));
      },
    });
  }

  async answer(request: StubRequest): Promise<unknown> {
    this.requests.push(request);
    const instead: unknown = await this.intercept(request);
    if (instead !== undefined) return instead;
    const ofAccount = this.account.answer(request);
    if (ofAccount !== undefined) return ofAccount;
    const [, , resource = '', id, verb] = request.path.split('/');
    switch (resource) {
      case 'invoices':
        if (verb === 'pdf') return new Blob(['%PDF-1.7'], { type: 'application/pdf' });
        return id ? invoiceDetail(this.find(id)) : this.list(request.query);
      case 'receivables':
        return this.aging(request.query);
      case 'credits':
        return {
          items: this.credits,
          totalCents: this.credits.reduce((sum, one) => sum + one.remainingCents, 0),
          asOf,
        };
      case 'payment-methods':
        return { items: this.methods, asOf };
      case 'autopay-rule':
        return this.autopay(request);
      case 'payment-options':
        return { items: this.offers(Number(request.query.totalCents)), asOf };
      case 'payments':
        return this.payment(request, id, verb);
      case 'receipts':
        if (verb === 'pdf') return new Blob(['%PDF-1.7'], { type: 'application/pdf' });
        return this.receipts.get(id ?? '') ?? notFound();
      default:
        return notFound();
    }
  }

  private autopay({ method, body }: StubRequest): Autopay {
    if (method === 'PUT') {
      const { expectedVersion, ...terms } = body as AutopayRequest;
      this.rule = { ...terms, setBy: 'Priya Raman', updatedAt: asOf, version: (expectedVersion ?? 0) + 1 };
    }
    return { rule: this.rule, runs: [], asOf };
  }

  private find(id: string): InvoiceSummary {
    return this.invoices.find((one) => one.id === id) ?? notFound();
  }

  private list(query: StubRequest['query']) {
    const statuses = typeof query.status === 'string' ? query.status.split(',') : null;
    const sites = typeof query.siteId === 'string' ? query.siteId.split(',') : null;
    const text = typeof query.q === 'string' ? query.q.toLowerCase() : '';
    const found = this.invoices
      .filter((one) => !statuses || statuses.includes(one.status))
      .filter((one) => !query.agingBucket || one.agingBucket === query.agingBucket)
      .filter((one) => !sites || one.sites.some((site) => sites.includes(site.id)))
      .filter((one) => `${one.number} ${one.poNumber} ${one.contractNumber}`.toLowerCase().includes(text))
      .sort((a, b) => compare(a, b, query.sort));
    const from = Number(query.cursor ?? 0);
    const limit = Number(query.limit ?? 50);
    const end = from + limit;
    return { items: found.slice(from, end), nextCursor: end < found.length ? String(end) : null, asOf };
  }

  private aging(query: StubRequest['query']): Aging {
    const open = this.invoices.filter((one) => one.balanceCents > 0 && one.agingBucket !== null);
    const leftOut = (one: InvoiceSummary) => (query.excludeDisputed ? one.disputedCents : 0);
    const sum = (list: readonly InvoiceSummary[]) =>
      list.reduce((total, one) => total + one.balanceCents - leftOut(one), 0);
    const buckets = bucketKeys.map((key) => {
      const list = open.filter((one) => one.agingBucket === key);
      const disputedCents = list.reduce((total, one) => total + one.disputedCents, 0);
      return { key, amountCents: sum(list), invoices: list.length, disputedCents, promisedCents: 0 };
    });
    return {
      currency: 'AUD',
      asAt: String(query.asAt ?? '2026-11-22'),
      excludeDisputed: Boolean(query.excludeDisputed),
      disputedCents: open.reduce((total, one) => total + one.disputedCents, 0),
      promisedCents: 0,
      buckets,
      totalCents: sum(open),
      overdueCents: sum(open.filter((one) => one.overdue)),
      pendingCents: open.reduce((total, one) => total + one.pendingCents, 0),
      unallocatedCents: this.unallocatedCents,
      asOf,
    };
  }

  private payment({ method, body }: StubRequest, id: string | undefined, verb: string | undefined): unknown {
    if (!id && method === 'POST') return this.open(body as PaymentRequestBody);
    if (!id) return { items: [...this.payments.values()].reverse(), nextCursor: null, asOf };
    const payment = this.payments.get(id) ?? notFound();
    if (verb === 'settle' && payment.handover) return this.settle(payment);
    if (verb === 'movements') return timelineOf(payment);
    if (verb === 'cancel') return this.keep({ ...payment, status: 'cancelled', handover: null });
    return payment;
  }

  private open(request: PaymentRequestBody): Payment {
    const lines = request.lines.map(({ invoiceId, amountCents, poNumber = null, costCentre = null }) => {
      const { number, balanceCents } = this.find(invoiceId);
      if (amountCents > balanceCents) throw refusal('amount_above_balance', 422);
      if (this.poRequired && !poNumber) throw refusal('po_number_missing', 422);
      return { invoiceId, invoiceNumber: number, amountCents, allocatedCents: 0, poNumber, costCentre };
    });
    const credits = (request.credits ?? []).map((use) => ({
      ...use,
      number: this.credits.find(({ id }) => id === use.id)?.number ?? notFound(),
      invoiceNumber: this.find(use.invoiceId).number,
      allocatedCents: 0,
    }));
    const offer = this.offers(request.expectedTotalCents).find(({ rail }) => rail === request.rail);
    const surchargeCents = offer?.surchargeCents ?? 0;
    if (surchargeCents !== (request.expectedSurchargeCents ?? 0)) throw refusal('surcharge_changed', 409);
    const amountCents = request.expectedTotalCents + surchargeCents;
    const opened = this.keep(
      paymentOf(this.payments.size + 1, {
        amountCents,
        surchargeCents,
        rail: request.rail,
        clientReference: request.clientReference ?? null,
        receiptEmail: request.receiptEmail ?? null,
        lines,
        credits,
        transfer: transferOf(request.rail, amountCents),
        version: 0,
        ...((request.rail === 'bpay' || request.rail === 'eft' || request.rail === 'credit') && {
          handover: null,
        }),
      }),
    );
    if (request.paymentMethodId) return this.charge(opened);
    return request.rail === 'credit' ? this.settle(opened) : opened;
  }

  private charge(payment: Payment): Payment {
    const { handover } = payment;
    if (!this.bankAsks || handover?.vendor !== 'stripe') return this.settle(payment);
    return this.keep({ ...payment, handover: { ...handover, step: 'authenticate' } });
  }

  /** The money of a transfer comes in at the bank. */
  receive(id: string): void {
    this.settle(this.payments.get(id) ?? notFound());
  }

  private settle(payment: Payment): Payment {
    const status = this.vendorStatus;
    if (status !== 'succeeded') {
      const failureCode = status === 'failed' ? 'card_declined' : null;
      return this.keep({
        ...payment,
        status,
        failureCode,
        handover: status === 'requires_action' ? payment.handover : null,
      });
    }
    for (const line of payment.lines) this.allocate(line.invoiceId, line.amountCents);
    for (const use of payment.credits) this.use(use.id, use.invoiceId, use.amountCents);
    const number = `R-${1041 + this.payments.size}`;
    const receipt = { id: payment.id.replace(/^./, 'f'), number };
    const paid = {
      ...payment,
      status,
      handover: null,
      receipt,
      transfer: null,
      clearedAt: asOf,
      lines: payment.lines.map((line) => ({ ...line, allocatedCents: line.amountCents })),
      credits: payment.credits.map((use) => ({ ...use, allocatedCents: use.amountCents })),
    };
    this.receipts.set(receipt.id, this.receiptOf(paid, receipt));
    return this.keep(paid);
  }

  private receiptOf(payment: Payment, { id, number }: { id: string; number: string }): Receipt {
    return {
      id,
      number,
      paymentId: payment.id,
      issuedAt: asOf,
      currency: 'AUD',
      amountCents: payment.amountCents,
      unallocatedCents: 0,
      clientReference: payment.clientReference,
      sentTo: payment.receiptEmail ?? 'finance@harbourview.example',
      lines: payment.lines.map((line) => ({
        invoiceId: line.invoiceId,
        invoiceNumber: line.invoiceNumber,
        totalCents: this.find(line.invoiceId).totalCents,
        gstCents: 0,
        allocatedCents: line.allocatedCents,
        creditCents: creditsOf(payment, line.invoiceId),
        poNumber: line.poNumber,
        costCentre: line.costCentre,
        balanceAfterCents: this.find(line.invoiceId).balanceCents,
      })),
      credits: payment.credits.map(({ number, invoiceNumber, allocatedCents }) => ({
        number,
        invoiceNumber,
        allocatedCents,
      })),
      creditCents: payment.credits.reduce((sum, use) => sum + use.allocatedCents, 0),
      surchargeCents: payment.surchargeCents,
      sha256: '0'.repeat(64),
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    };
  }

  private use(creditId: string, invoiceId: string, cents: number): void {
    this.allocate(invoiceId, cents);
    this.credits = this.credits
      .map((one) => (one.id === creditId ? { ...one, remainingCents: one.remainingCents - cents } : one))
      .filter((one) => one.remainingCents > 0);
  }

  private allocate(invoiceId: string, cents: number): void {
    this.invoices = this.invoices.map((one) => {
      if (one.id !== invoiceId) return one;
      const balanceCents = one.balanceCents - cents;
      const paid = balanceCents === 0;
      return {
        ...one,
        allocatedCents: one.allocatedCents + cents,
        balanceCents,
        status: paid ? 'paid' : 'part_paid',
        overdue: paid ? false : one.overdue,
        agingBucket: paid ? null : one.agingBucket,
        version: one.version + 1,
      };
    });
  }

  private keep(payment: Payment): Payment {
    const next = { ...payment, version: payment.version + 1 };
    this.payments.set(next.id, next);
    return next;
  }
}

function creditsOf(payment: Payment, invoiceId: string): number {
  const own = payment.credits.filter((use) => use.invoiceId === invoiceId);
  return own.reduce((sum, use) => sum + use.allocatedCents, 0);
}

function transferOf(rail: string, amountCents: number): Payment['transfer'] {
  const reference = '1000000042';
  if (rail === 'bpay') return { kind: 'bpay', billerCode: '778899', reference, amountCents };
  if (rail !== 'eft') return null;
  const accountName = 'Southern Cross Facility Services Pty Ltd';
  return { kind: 'eft', accountName, bsb: '062-000', accountNumber: '1234 5678', reference, amountCents };
}

export function refusal(
  code: string,
  status: number,
  facts: { requestId?: string; retryable?: boolean } = {},
): FoyerProblem {
  return new FoyerProblem({ code, status, title: code, requestId: 'req-7f3a', ...facts });
}

function notFound(): never {
  throw refusal('not_found', 404);
}

function compare(a: InvoiceSummary, b: InvoiceSummary, sort: unknown): number {
  if (sort === '-balance') return b.balanceCents - a.balanceCents;
  if (sort === 'dueOn') return a.dueOn.localeCompare(b.dueOn);
  return sort === 'issuedOn' ? a.issuedOn.localeCompare(b.issuedOn) : b.issuedOn.localeCompare(a.issuedOn);
}

/** Some of every age and state. */
export function believableInvoices(): InvoiceSummary[] {
  const late = (n: number, days: number, agingBucket: AgingBucketKey, dueOn: string, facts = {}) =>
    invoiceSummary(n, {
      overdue: true,
      daysOverdue: days,
      agingBucket,
      dueOn,
      issuedOn: `${dueOn.slice(0, 8)}01`,
      ...facts,
    });
  return [
    late(1, 97, '91_120', '2026-08-17', { totalCents: 88_000, allocatedCents: 44_000 }),
    late(2, 44, '31_60', '2026-10-09', { totalCents: 162_050 }),
    late(3, 8, '1_30', '2026-11-14', { totalCents: 1_248_775 }),
    late(4, 3, '1_30', '2026-11-19', { totalCents: 250_000 }),
    invoiceSummary(5, { totalCents: 412_050 }),
    invoiceSummary(6, { totalCents: 96_250, pendingCents: 96_250 }),
    invoiceSummary(7, { totalCents: 1_980_440, dueOn: '2026-12-14', issuedOn: '2026-11-14' }),
    invoiceSummary(8, { totalCents: 733_370, dueOn: '2026-12-14', issuedOn: '2026-11-14' }),
    invoiceSummary(9, {
      totalCents: 59_900,
      allocatedCents: 59_900,
      agingBucket: null,
      issuedOn: '2026-09-30',
      dueOn: '2026-10-30',
    }),
    invoiceSummary(10, {
      status: 'void',
      balanceCents: 0,
      agingBucket: null,
      issuedOn: '2026-09-12',
      dueOn: '2026-10-12',
    }),
  ];
}
