import type {
  BankAccount,
  BankAccounts,
  BankCandidates,
  BankImport,
  BankLinePage,
  BankLineView,
  BankStatementPage,
  BankStatementView,
  ConfirmRequest,
  MatchStatus,
  PayerAccount,
} from '../../server/features/bank/bank.contract.ts';
import type { PayoutContents } from '../../server/features/reconciliation/payout-contents.contract.ts';
import type {
  Certificate,
  Discrepancy,
  DiscrepancyPage,
  DiscrepancyProposal,
  Reconciliation,
  ReconciliationPage,
  ReconciliationRequest,
} from '../../server/features/reconciliation/reconciliation.contract.ts';
import type { FoyerSession } from '../kit/session/session.ts';

/** What every reading of a list is told: how many rows at most, from where, and when nobody waits for it any more. */
export type PageWish = { readonly limit?: number; readonly cursor?: string; readonly signal?: AbortSignal };
export type CaseStep = 'assign' | 'approve' | 'reject';

const of = (id: string): string => encodeURIComponent(id);

/** Every call of the widget. Each throws `FoyerProblem`, or an `AbortError` when its signal was aborted. */
export class IntegrationConsoleApi {
  private readonly session: Pick<FoyerSession, 'request'>;

  constructor(session: Pick<FoyerSession, 'request'>) {
    this.session = session;
  }

  reconciliations({ signal, ...query }: PageWish = {}) {
    return this.session.request<ReconciliationPage>('/v1/reconciliations', { query, signal });
  }

  reconciliation(id: string, signal?: AbortSignal) {
    return this.session.request<Reconciliation>(`/v1/reconciliations/${of(id)}`, { signal });
  }

  /** The same key with the same period is the same reconciliation, however often it is sent. */
  compare(body: ReconciliationRequest, idempotencyKey: string) {
    return this.session.request<Reconciliation>('/v1/reconciliations', {
      method: 'POST',
      body,
      idempotencyKey,
    });
  }

  certificate(id: string) {
    return this.session.request<Certificate>(`/v1/reconciliations/${of(id)}/certificate`);
  }

  certificatePdf(id: string) {
    const path = `/v1/reconciliations/${of(id)}/certificate/pdf`;
    return this.session.request<Blob>(path, { as: 'blob', timeoutMs: 60_000 });
  }

  cases(reconciliationId: string, { signal, ...query }: PageWish = {}) {
    return this.session.request<DiscrepancyPage>('/v1/discrepancies', {
      query: { reconciliationId, ...query },
      signal,
    });
  }

  propose(id: string, body: DiscrepancyProposal) {
    return this.post<Discrepancy>(`/v1/discrepancies/${of(id)}/propose`, body);
  }

  stepCase(id: string, step: CaseStep) {
    return this.post<Discrepancy>(`/v1/discrepancies/${of(id)}/${step}`);
  }

  /** The vendor is asked anew each time. */
  payout(vendor: 'stripe', reference: string, signal?: AbortSignal) {
    return this.session.request<PayoutContents>(`/v1/payouts/${vendor}/${of(reference)}`, {
      timeoutMs: 60_000,
      signal,
    });
  }

  accounts(signal?: AbortSignal) {
    return this.session.request<BankAccounts>('/v1/bank-accounts', { signal });
  }

  statements({ signal, ...query }: PageWish = {}) {
    return this.session.request<BankStatementPage>('/v1/bank-statements', { query, signal });
  }

  statement(id: string, signal?: AbortSignal) {
    return this.session.request<BankStatementView>(`/v1/bank-statements/${of(id)}`, { signal });
  }

  /** The file's own bytes are its key: sent twice, the second answer is the first import. */
  upload(file: Blob, signal?: AbortSignal) {
    return this.session.request<BankImport>('/v1/bank-statements', {
      method: 'POST',
      // Browsers name types of statement files after whatever office program is installed.
      body: new Blob([file], { type: 'application/octet-stream' }),
      timeoutMs: 120_000,
      signal,
    });
  }

  lines(statementId: string, matchStatus: MatchStatus | undefined, { signal, ...query }: PageWish = {}) {
    return this.session.request<BankLinePage>(`/v1/bank-statements/${of(statementId)}/lines`, {
      query: { matchStatus, ...query },
      signal,
    });
  }

  candidates(lineId: string, query: string | undefined, signal?: AbortSignal) {
    return this.session.request<BankCandidates>(`/v1/bank-lines/${of(lineId)}/candidates`, {
      query: { query },
      signal,
    });
  }

  confirm(lineId: string, body: ConfirmRequest) {
    return this.post<BankLineView>(`/v1/bank-lines/${of(lineId)}/confirm`, body);
  }

  exclude(lineId: string, reason: string) {
    return this.post<BankLineView>(`/v1/bank-lines/${of(lineId)}/exclude`, { reason });
  }

  unmatch(lineId: string, reason: string) {
    return this.post<BankLineView>(`/v1/bank-lines/${of(lineId)}/unmatch`, { reason });
  }

  lockPeriod(accountId: string, lockedThrough: string, reason: string) {
    return this.post<BankAccount>(`/v1/bank-accounts/${of(accountId)}/period-locks`, {
      lockedThrough,
      reason,
    });
  }

  /** Refused with `step_up_required` until the password was given again. */
  payerAccount(lineId: string) {
    return this.post<PayerAccount>(`/v1/bank-lines/${of(lineId)}/payer-account`);
  }

  stepUp(password: string) {
    return this.post<{ until: string }>('/v1/session/step-up', { password });
  }

  private post<T>(path: string, body?: unknown) {
    return this.session.request<T>(path, { method: 'POST', body, timeoutMs: 30_000 });
  }
}
