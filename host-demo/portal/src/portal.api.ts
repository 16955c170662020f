import type { Aging, InvoicePage } from '../../../server/features/invoices/invoices.contract.ts';
import type { Verification } from '../../../server/features/verifications/verifications.contract.ts';
import type { CookieSession } from '../../../widgets/kit/session/cookie-session.ts';

export type SignedInSession = {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
};

export type ClientChoice = { readonly id: string; readonly name: string; readonly abn: string };

export type SystemStatus = {
  readonly state: 'ok' | 'degraded';
  readonly items: readonly { readonly name: string; readonly state: string; readonly asOf: string | null }[];
};

type Items<T> = { readonly items: readonly T[] };

/** What the shell itself asks the server; everything else is the widgets' business. Each call throws `FoyerProblem`. */
export class PortalApi {
  private readonly session: Pick<CookieSession, 'request' | 'ask'>;

  constructor(session: Pick<CookieSession, 'request' | 'ask'>) {
    this.session = session;
  }

  status() {
    return this.session.request<SystemStatus>('/v1/status');
  }

  async sessions() {
    return (await this.session.request<Items<SignedInSession>>('/v1/sessions')).items;
  }

  endSession(id: string) {
    return this.session.request<void>(`/v1/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  async clients() {
    return (await this.session.request<Items<ClientChoice>>('/v1/clients')).items;
  }

  chooseClient(clientId: string) {
    return this.session.request<void>('/v1/session/client', { method: 'PUT', body: { clientId } });
  }

  aging(siteId: string | null) {
    return this.session.request<Aging>('/v1/receivables/aging', { query: { siteId: siteId ?? undefined } });
  }

  /** What was issued under a printed code; nobody needs to be signed in. */
  verify(code: string) {
    return this.session.ask<Verification>(`/v1/verifications/${encodeURIComponent(code)}`);
  }

  /** The open invoices that are due first. */
  nextDue(siteId: string | null) {
    const query = { status: 'issued,part_paid', sort: 'dueOn', limit: 5, siteId: siteId ?? undefined };
    return this.session.request<InvoicePage>('/v1/invoices', { query });
  }
}
