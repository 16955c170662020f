import { html, nothing, type TemplateResult } from 'lit';
import { idempotencyKey } from '../../kit/client/idempotency-key.ts';
import { paperclipIcon, xIcon } from '../../kit/icons.ts';
import '../../kit/parts/button.ts';
import type { AccountApi } from '../api/account-api.ts';
import type { AccountWords } from './account.messages.ts';

const mostBytes = 5 * 1024 * 1024;
const mostFiles = 10;

type Chosen = { readonly file: File; readonly key: string; id: string | null };

/** Files that somebody chose, sent once each: a second try sends only those that have not arrived. */
export class EvidenceFiles {
  problem: string | undefined;
  private files: Chosen[] = [];
  /** Names of files that a draft remembers and no page may read again by itself. */
  private lost: readonly string[] = [];
  private readonly changed: () => void;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  /** One name a line: for a draft, which cannot keep what is in them. */
  get names(): string {
    return [...this.files.map(({ file }) => file.name), ...this.lost].join('\n');
  }

  /** That these were chosen before the page was loaded anew. */
  remember(names: string | undefined): void {
    this.lost = names ? names.split('\n') : [];
  }

  view(t: AccountWords): TemplateResult {
    const take = (event: Event) => {
      const { currentTarget } = event;
      if (!(currentTarget instanceof HTMLInputElement)) return;
      this.add([...(currentTarget.files ?? [])], t);
      currentTarget.value = '';
    };
    return html`<div>
      <label class="what" for="evidence">${paperclipIcon()}<span>${t.evidence}</span></label>
      <p class="hint" id="evidence-hint">${t.evidenceHint}</p>
      <input id="evidence" type="file" multiple accept="image/png,image/jpeg,image/webp,image/gif,application/pdf"
        aria-describedby="evidence-hint" @change=${take} />
      ${this.files.map(
        (one) => html`<p class="what">${one.file.name}
          <foyer-ui-button icon size="small" variant="quiet" label=${t.removeFile(one.file.name)} @click=${() => this.drop(one)}>${xIcon()}</foyer-ui-button></p>`,
      )}
      ${this.lost.length > 0 ? html`<p>${t.evidenceAgain(this.lost.join(', '))}</p>` : nothing}
      ${this.problem ? html`<p class="late" role="alert">${this.problem}</p>` : nothing}
    </div>`;
  }

  /** Sends what has not been sent, and gives the ids of all. Rejects with what the sending failed with. */
  async send(api: AccountApi, t: AccountWords): Promise<string[]> {
    for (const one of this.files) {
      if (one.id !== null) continue;
      try {
        one.id = (await api.upload(one.file, one.key)).id;
      } catch (error) {
        this.problem = t.evidenceFailed(one.file.name);
        this.changed();
        throw error;
      }
    }
    return this.files.flatMap(({ id }) => id ?? []);
  }

  clear(): void {
    this.files = [];
    this.lost = [];
    this.problem = undefined;
    this.changed();
  }

  private add(files: readonly File[], t: AccountWords): void {
    const large = files.find(({ size }) => size > mostBytes);
    this.problem = large ? t.evidenceTooLarge(large.name) : undefined;
    const fresh = files
      .filter(({ size }) => size <= mostBytes)
      .map((file) => ({ file, key: idempotencyKey(), id: null }));
    this.files = [...this.files, ...fresh].slice(0, mostFiles);
    this.lost = this.lost.filter((name) => !fresh.some(({ file }) => file.name === name));
    this.changed();
  }

  private drop(one: Chosen): void {
    this.files = this.files.filter((other) => other !== one);
    this.problem = undefined;
    this.changed();
  }
}
