import { html, nothing, type TemplateResult } from 'lit';
import { deviceOf } from '../parts/device.ts';
import { failureNote } from '../parts/failure-note.ts';
import { momentOf } from '../parts/time.ts';
import type { SignedInSession } from '../portal.api.ts';
import { PortalPage } from './page.ts';

/** Every session of this person, and how to end one. */
export class PageSessions extends PortalPage<readonly SignedInSession[]> {
  private announcement = '';

  protected override fetchData(): Promise<readonly SignedInSession[]> {
    return this.portal.api.sessions();
  }

  protected override render(): TemplateResult {
    const { t } = this.portal;
    return html`<div class="page narrow">
      <h1>${t.sessionsTitle}</h1>
      <p class="lead">${t.sessionsLead}</p>
      ${this.failure ? failureNote(t.sessionsFailed, this.failure, t, () => void this.read()) : nothing}
      ${this.data ? html`<ul class="panel list">${this.data.map((one) => this.item(one))}</ul>` : html`<div class="skeleton rows"></div>`}
      <div class="hidden" role="status">${this.announcement}</div>
    </div>`;
  }

  private item(session: SignedInSession): TemplateResult {
    const { t, locale } = this.portal;
    const device = deviceOf(session.userAgent) ?? t.unknownDevice;
    return html`<li>
      <div>
        <p class="strong">${device} ${session.current ? html`<span class="badge">${t.thisDevice}</span>` : nothing}</p>
        <p class="muted small">${t.lastSeen(momentOf(session.lastSeenAt, locale))}${session.ip ? html` · <bdi>${session.ip}</bdi>` : nothing}</p>
        <p class="muted small">${t.since(momentOf(session.createdAt, locale))}</p>
      </div>
      ${
        session.current
          ? nothing
          : html`<button class="button" aria-label=${t.endSessionOf(device)} @click=${() => void this.end(session)}>${t.endSession}</button>`
      }
    </li>`;
  }

  private async end(session: SignedInSession): Promise<void> {
    try {
      await this.portal.api.endSession(session.id);
      this.announcement = this.portal.t.sessionEnded;
      this.querySelector<HTMLElement>('h1')?.focus();
    } finally {
      await this.read();
    }
  }
}

customElements.define('page-sessions', PageSessions);
