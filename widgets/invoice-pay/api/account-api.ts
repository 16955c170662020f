import type { CreditNotePage } from '../../../server/features/credit-notes/credit-notes.contract.ts';
import type {
  Dispute,
  DisputePage,
  DisputeRequestBody,
  Evidence,
} from '../../../server/features/disputes/disputes.contract.ts';
import type { Aging } from '../../../server/features/invoices/invoices.contract.ts';
import type { PaymentTimeline } from '../../../server/features/payments/payment-timeline.contract.ts';
import type {
  PromiseList,
  PromiseRequestBody,
  PromiseToPay,
} from '../../../server/features/promises/promises.contract.ts';
import type {
  Remittance,
  RemittancePage,
  RemittanceRequestBody,
} from '../../../server/features/remittances/remittances.contract.ts';
import type { Statement, StatementMode } from '../../../server/features/statements/statements.contract.ts';
import type { FoyerSession } from '../../kit/session/session.ts';

/** Of an open-item statement `to` is its day; of an activity statement its last one. Days are `YYYY-MM-DD`, or empty. */
export type StatementChoice = { readonly mode: StatementMode; readonly from: string; readonly to: string };

/** Calls of the account's views. Each throws `FoyerProblem`, or an `AbortError` when its signal was aborted. */
export class AccountApi {
  private readonly session: Pick<FoyerSession, 'request'>;
  private readonly siteId: string | undefined;

  constructor(session: Pick<FoyerSession, 'request'>, siteIds: readonly string[]) {
    this.session = session;
    this.siteId = siteIds.length > 0 ? siteIds.join(',') : undefined;
  }

  aging(asAt: string, excludeDisputed: boolean, signal?: AbortSignal) {
    const query = {
      asAt: asAt || undefined,
      excludeDisputed: excludeDisputed ? true : undefined,
      siteId: this.siteId,
    };
    return this.session.request<Aging>('/v1/receivables/aging', { query, signal });
  }

  statement(choice: StatementChoice, signal?: AbortSignal) {
    return this.session.request<Statement>('/v1/statements', { query: this.statementQuery(choice), signal });
  }

  statementCsv(choice: StatementChoice) {
    return this.file('/v1/statements/csv', this.statementQuery(choice));
  }

  /** With the tax invoices that it names, at most 50 (`too_many_invoices`), or alone. */
  statementPdf(choice: StatementChoice, withInvoices: boolean) {
    const invoices = withInvoices ? 'true' : undefined;
    return this.file('/v1/statements/pdf', { ...this.statementQuery(choice), invoices });
  }

  creditNotes(cursor: string | undefined, signal?: AbortSignal) {
    return this.session.request<CreditNotePage>('/v1/credit-notes', { query: { limit: 50, cursor }, signal });
  }

  creditNotePdf(id: string) {
    return this.file(`/v1/credit-notes/${encodeURIComponent(id)}/pdf`);
  }

  /** Every movement of a payment's money, the first one first. */
  movements(id: string, signal?: AbortSignal) {
    const path = `/v1/payments/${encodeURIComponent(id)}/movements`;
    return this.session.request<PaymentTimeline>(path, { signal });
  }

  invoicePeppol(id: string) {
    return this.file(`/v1/invoices/${encodeURIComponent(id)}/peppol`);
  }

  disputes(invoiceId: string | undefined, cursor: string | undefined, signal?: AbortSignal) {
    return this.session.request<DisputePage>('/v1/disputes', {
      query: { limit: 50, invoiceId, cursor },
      signal,
    });
  }

  dispute(id: string, signal?: AbortSignal) {
    return this.session.request<Dispute>(disputePath(id), { signal });
  }

  raise(body: DisputeRequestBody, idempotencyKey: string) {
    return this.session.request<Dispute>('/v1/disputes', { method: 'POST', body, idempotencyKey });
  }

  /** @param version the one that was read: what changed since is not decided upon unseen */
  step(id: string, verb: 'agree' | 'escalate' | 'withdraw', version: number, idempotencyKey: string) {
    const path = `${disputePath(id)}/${verb}`;
    return this.session.request<Dispute>(path, { method: 'POST', body: { version }, idempotencyKey });
  }

  message(id: string, text: string, evidenceIds: readonly string[], idempotencyKey: string) {
    const body = { text, evidenceIds };
    return this.session.request<Dispute>(`${disputePath(id)}/messages`, {
      method: 'POST',
      body,
      idempotencyKey,
    });
  }

  /** The file as it is; the server looks at its first bytes and not at its name. */
  upload(file: File, idempotencyKey: string) {
    return this.session.request<Evidence>('/v1/evidence', {
      method: 'POST',
      query: { fileName: file.name },
      body: file,
      idempotencyKey,
      timeoutMs: 60_000,
    });
  }

  evidence(id: string) {
    return this.file(`/v1/evidence/${encodeURIComponent(id)}`);
  }

  promises(invoiceId: string, signal?: AbortSignal) {
    return this.session.request<PromiseList>(`/v1/invoices/${encodeURIComponent(invoiceId)}/promises`, {
      signal,
    });
  }

  promise(invoiceId: string, body: PromiseRequestBody, idempotencyKey: string) {
    const path = `/v1/invoices/${encodeURIComponent(invoiceId)}/promises`;
    return this.session.request<PromiseToPay>(path, { method: 'POST', body, idempotencyKey });
  }

  withdrawPromise(id: string, idempotencyKey: string) {
    const path = `/v1/promises/${encodeURIComponent(id)}/withdraw`;
    return this.session.request<PromiseToPay>(path, { method: 'POST', idempotencyKey });
  }

  remittances(cursor: string | undefined, signal?: AbortSignal) {
    return this.session.request<RemittancePage>('/v1/remittances', { query: { limit: 50, cursor }, signal });
  }

  /** The file goes as its text; the server reads it whole or refuses it whole. */
  sendRemittance(body: RemittanceRequestBody, idempotencyKey: string) {
    return this.session.request<Remittance>('/v1/remittances', { method: 'POST', body, idempotencyKey });
  }

  private statementQuery({ mode, from, to }: StatementChoice) {
    const range =
      mode === 'activity' ? { from: from || undefined, to: to || undefined } : { asAt: to || undefined };
    return { mode, ...range, siteId: this.siteId };
  }

  private file(path: string, query: Readonly<Record<string, string | undefined>> = {}) {
    return this.session.request<Blob>(path, { as: 'blob', query, timeoutMs: 60_000 });
  }
}

function disputePath(id: string): string {
  return `/v1/disputes/${encodeURIComponent(id)}`;
}
