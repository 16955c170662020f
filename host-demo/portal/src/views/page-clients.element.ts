import { html, nothing, type TemplateResult } from 'lit';
import { formatAbn } from '../../../../widgets/kit/abn.ts';
import { chevronRightIcon } from '../../../../widgets/kit/icons.ts';
import { failureNote } from '../parts/failure-note.ts';
import type { ClientChoice } from '../portal.api.ts';
import { PortalPage } from './page.ts';

/** The contractor's own people choose whose portal they look at. */
export class PageClients extends PortalPage<readonly ClientChoice[]> {
  protected override fetchData(): Promise<readonly ClientChoice[]> {
    return this.portal.api.clients();
  }

  protected override render(): TemplateResult {
    const { t } = this.portal;
    return html`<div class="page narrow">
      <h1>${t.clientsTitle}</h1>
      <p class="lead">${t.clientsLead}</p>
      ${this.failure ? failureNote(t.clientsFailed, this.failure, t, () => void this.read()) : nothing}
      ${
        this.data
          ? html`<ul class="panel list">${this.data.map((one) => this.item(one))}</ul>`
          : this.failure
            ? nothing
            : html`<div class="skeleton rows"></div>`
      }
    </div>`;
  }

  private item(client: ClientChoice): TemplateResult {
    const { t, session } = this.portal;
    const current = session.me?.client?.id === client.id;
    return html`<li><button class="choice" aria-current=${current ? 'true' : nothing} @click=${() => void this.choose(client)}>
      <span><span class="strong">${client.name}</span><br /><span class="muted small">${t.abn(formatAbn(client.abn))}</span></span>${chevronRightIcon()}
    </button></li>`;
  }

  private async choose(client: ClientChoice): Promise<void> {
    try {
      await this.portal.api.chooseClient(client.id);
      // A fresh page: nothing of one client may stay in memory beside another's.
      location.assign('/');
    } catch {
      await this.read();
    }
  }
}

customElements.define('page-clients', PageClients);
