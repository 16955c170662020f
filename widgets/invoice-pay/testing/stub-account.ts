import type {
  CreditNotePage,
  CreditNoteSummary,
} from '../../../server/features/credit-notes/credit-notes.contract.ts';
import type { Dispute, DisputeRequestBody } from '../../../server/features/disputes/disputes.contract.ts';
import type { Invoice, InvoiceSummary } from '../../../server/features/invoices/invoices.contract.ts';
import type {
  PromiseRequestBody,
  PromiseToPay,
} from '../../../server/features/promises/promises.contract.ts';
import type {
  Remittance,
  RemittanceRequestBody,
} from '../../../server/features/remittances/remittances.contract.ts';
import type { Statement, StatementLine } from '../../../server/features/statements/statements.contract.ts';
import type { StubRequest } from './stub-server.ts';

const asOf = '2026-11-22T03:15:00.000Z';
const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`;

type Ledger = {
  invoices(): readonly InvoiceSummary[];
  invoice(id: string): Invoice;
  replace(invoice: InvoiceSummary): void;
};

/** Statements, credit notes, disputes and promises over the stub's invoices. */
export class StubAccount {
  creditNotes: CreditNoteSummary[] = [];
  readonly disputes = new Map<string, Dispute>();
  promises: PromiseToPay[] = [];
  uploads: string[] = [];
  remittances: Remittance[] = [];
  private readonly ledger: Ledger;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  /** `undefined` for what is not of the account. */
  answer(request: StubRequest): unknown {
    const [, , resource = '', id = '', verb] = request.path.split('/');
    const file = new Blob(['%PDF-1.7'], { type: 'application/pdf' });
    if (verb === 'pdf' && resource === 'credit-notes') return file;
    if (resource === 'credit-notes') return this.creditNotePage();
    if (resource === 'statements') return id ? file : this.statement(request.query);
    if (resource === 'evidence') return this.evidence(request);
    if (resource === 'disputes') return this.dispute(request, id, verb);
    if (resource === 'remittances') return this.remittance(request);
    if (resource === 'promises') return this.withdrawPromise(id);
    if (resource !== 'invoices') return undefined;
    if (verb === 'peppol') return new Blob(['<Invoice/>'], { type: 'application/xml' });
    return verb === 'promises' ? this.promise(request, id) : undefined;
  }

  /** The contractor settles it, and the credit note comes with it. */
  settle(id: string, settledCents: number): void {
    const dispute = this.disputes.get(id);
    if (!dispute) throw new Error(`No dispute ${id}.`);
    const creditNote = {
      id: uuid(8_000 + this.creditNotes.length),
      number: `CN-${5_001 + this.creditNotes.length}`,
    };
    this.creditNotes.push({
      ...creditNote,
      issuedOn: '2026-11-22',
      currency: 'AUD',
      ofInvoice: { id: dispute.subject.invoiceId, number: dispute.subject.invoiceNumber },
      reason: dispute.description,
      totalCents: settledCents,
      gstCents: Math.round(settledCents / 11),
      allocatedCents: settledCents,
      remainingCents: 0,
      status: 'applied',
      disputeId: id,
      version: 1,
    });
    this.keep({
      ...dispute,
      status: 'closed',
      outcome: settledCents === dispute.amountCents ? 'upheld' : 'partly',
      settledCents,
      creditNote,
      respondBy: null,
      resolveBy: null,
      actions: [],
    });
  }

  private creditNotePage(): CreditNotePage {
    return { items: this.creditNotes, nextCursor: null, asOf };
  }

  private remittance({ method, body }: StubRequest): unknown {
    if (method === 'GET') return { items: [...this.remittances].reverse(), nextCursor: null, asOf };
    const { reference, totalCents, paidOn, csv } = body as RemittanceRequestBody;
    const lines = (csv ?? '')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => {
        const [invoiceNumber = '', amount = ''] = row.split(',');
        const invoice = this.ledger.invoices().find(({ number }) => number === invoiceNumber);
        return {
          invoiceNumber,
          invoiceId: invoice?.id ?? null,
          amountCents: Math.round(Number(amount) * 100),
          reference: null,
        };
      });
    const id = uuid(8_900 + this.remittances.length);
    const sent = {
      id,
      reference,
      totalCents,
      paidOn: paidOn ?? null,
      lines,
      matched: null,
      sentBy: 'Priya Raman',
      sentAt: asOf,
    };
    this.remittances.push(sent);
    return sent;
  }

  private evidence({ method, query }: StubRequest): unknown {
    if (method === 'GET') return new Blob(['x'], { type: 'image/png' });
    const fileName = String(query.fileName);
    this.uploads.push(fileName);
    return {
      id: uuid(8_500 + this.uploads.length),
      fileName,
      contentType: 'image/png',
      sizeBytes: 1,
      sha256: '0'.repeat(64),
      uploadedBy: 'Priya Raman',
      uploadedAt: asOf,
    };
  }

  private dispute({ method, body, query }: StubRequest, id: string, verb: string | undefined): unknown {
    if (!id && method === 'POST') return this.raise(body as DisputeRequestBody);
    const all = [...this.disputes.values()].reverse();
    if (!id) {
      const items = all.filter((one) => !query.invoiceId || one.subject.invoiceId === query.invoiceId);
      return { items, nextCursor: null, asOf };
    }
    const dispute = this.disputes.get(id);
    if (!dispute || !verb) return dispute;
    if (verb === 'messages') {
      const { text } = body as { text: string };
      const message = {
        id: uuid(8_700),
        at: asOf,
        side: 'client' as const,
        by: 'Priya Raman',
        text,
        evidence: [],
      };
      return this.keep({ ...dispute, messages: [...dispute.messages, message] });
    }
    const status = verb === 'withdraw' ? 'withdrawn' : verb === 'agree' ? 'agreed' : 'escalated';
    return this.keep({ ...dispute, status, actions: ['message'], respondBy: null });
  }

  private raise(request: DisputeRequestBody): Dispute {
    const invoice = this.ledger.invoice(request.subject.invoiceId);
    const line = invoice.lines.find(({ lineNo }) => lineNo === request.subject.lineNo);
    const n = this.disputes.size + 1;
    this.ledger.replace({ ...invoice, disputedCents: request.amountCents, version: invoice.version + 1 });
    return this.keep({
      id: uuid(8_100 + n),
      number: `D-${1_000 + n}`,
      subject: {
        ...request.subject,
        invoiceNumber: invoice.number,
        description: line?.description ?? '',
        lineTotalCents: (line?.netCents ?? 0) + (line?.gstCents ?? 0),
        site: null,
      },
      currency: 'AUD',
      reasonCode: request.reasonCode,
      amountCents: request.amountCents,
      status: 'raised',
      raisedBy: 'Priya Raman',
      raisedAt: asOf,
      respondBy: '2026-11-24T06:00:00.000Z',
      resolveBy: '2026-12-04T06:00:00.000Z',
      pausedSince: null,
      pausedMinutes: 0,
      late: false,
      outcome: null,
      settledCents: null,
      creditNote: null,
      version: 0,
      description: request.description,
      evidence: [],
      messages: [],
      proposal: null,
      settlementReason: null,
      history: [{ at: asOf, from: null, to: 'raised', side: 'client', by: 'Priya Raman' }],
      actions: ['message', 'withdraw'],
      asOf,
    });
  }

  private keep(dispute: Dispute): Dispute {
    const next = { ...dispute, version: dispute.version + 1 };
    this.disputes.set(next.id, next);
    return next;
  }

  private promise({ method, body }: StubRequest, invoiceId: string): unknown {
    if (method === 'GET') {
      const items = this.promises.filter((one) => one.invoiceId === invoiceId);
      return { items, nextCursor: null, asOf };
    }
    const { amountCents, promisedOn, note = null } = body as PromiseRequestBody;
    const made: PromiseToPay = {
      id: uuid(8_800 + this.promises.length),
      invoiceId,
      invoiceNumber: this.ledger.invoice(invoiceId).number,
      amountCents,
      promisedOn,
      note,
      status: 'open',
      settledCents: 0,
      promisedBy: 'Priya Raman',
      promisedAt: asOf,
      withdrawnAt: null,
    };
    this.promises.push(made);
    return made;
  }

  private withdrawPromise(id: string): unknown {
    this.promises = this.promises.map((one) => (one.id === id ? { ...one, status: 'withdrawn' } : one));
    return this.promises.find((one) => one.id === id);
  }

  private statement(query: StubRequest['query']): Statement {
    const open = this.ledger.invoices().filter((one) => one.balanceCents > 0);
    let balanceCents = 0;
    const lines = open.map((one): StatementLine => {
      balanceCents += one.balanceCents;
      return {
        on: one.issuedOn,
        kind: 'invoice',
        reference: one.number,
        detail: one.sites[0]?.name ?? null,
        dueOn: one.dueOn,
        daysOverdue: one.daysOverdue,
        totalCents: one.totalCents,
        amountCents: one.balanceCents,
        balanceCents,
        disputedCents: one.disputedCents,
        invoiceId: one.id,
        creditNoteId: null,
        paymentId: null,
      };
    });
    const { supplier, recipient } = this.ledger.invoice(this.ledger.invoices()[0]?.id ?? '');
    const isActivity = query.mode === 'activity';
    return {
      mode: isActivity ? 'activity' : 'open_item',
      currency: 'AUD',
      from: isActivity ? String(query.from ?? '2026-11-01') : null,
      to: String(query.to ?? query.asAt ?? '2026-11-22'),
      wholeAccount: true,
      sites: [],
      supplier,
      client: recipient,
      openingCents: 0,
      addedCents: balanceCents,
      takenCents: 0,
      closingCents: balanceCents,
      lines,
      aging: { buckets: [], totalCents: balanceCents, overdueCents: 0 },
      disputedCents: 0,
      promisedCents: 0,
      unallocatedCents: 0,
      payUrl: 'http://localhost/',
      syncedAt: asOf,
      asOf,
    };
  }
}
