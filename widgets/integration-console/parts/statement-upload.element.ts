import { type CSSResultGroup, css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { BankImport, BankStatementView } from '../../../server/features/bank/bank.contract.ts';
import { define } from '../../kit/define.ts';
import { paperclipIcon } from '../../kit/icons.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/progress.ts';
import { banner } from '../../kit/parts/states.ts';
import { Action } from '../controllers/action.ts';
import { type BankWords, bankMessages } from '../integration-console.messages.ts';
import { type FileTrouble, fileTrouble } from '../model/statement-file.ts';
import { ConsolePart } from './console-part.ts';
import { troubleBanner } from './trouble-banner.ts';

/** Takes a bank's file, dropped or chosen, and says what became of it. */
export class StatementUpload extends ConsolePart {
  static override styles: CSSResultGroup = [
    ConsolePart.styles,
    css`
      .drop {
        display: grid;
        justify-items: start;
        gap: var(--fy-space-sm);
        padding: var(--fy-space-md) var(--fy-space-lg);
        border: 1px dashed var(--fy-color-border-strong);
        border-radius: var(--fy-radius-panel);
        background: var(--fy-color-surface);
      }
      .drop.over {
        border-color: var(--fy-color-accent);
        background: var(--fy-color-accent-subtle);
      }
      foyer-ui-progress {
        inline-size: 100%;
      }
      .outcome {
        margin-block-start: var(--fy-space-sm);
      }
      .outcome ul {
        margin: 0;
        padding-inline-start: var(--fy-space-md);
      }
      .outcome li::first-letter {
        text-transform: uppercase;
      }
    `,
  ];

  @property({ attribute: false }) imported: (answer: BankImport) => void = () => undefined;
  @state() private over = false;
  @state() private name = '';
  @state() private outcome: BankImport | null = null;
  @state() private trouble: FileTrouble | undefined;
  @query('input') private readonly input!: HTMLInputElement;

  private readonly action = new Action(this);

  protected override render(): TemplateResult {
    const { t, action } = this;
    return html`<div class="drop ${this.over ? 'over' : ''}" @dragover=${this.onDragover}
        @dragleave=${() => this.hover(false)} @drop=${this.onDrop}>
        <h3>${t.upload}</h3>
        <p class="muted">${t.uploadLead}</p>
        <input type="file" hidden accept=".xml,.bai,.bai2,.ofx,.qfx,.csv,.txt" @change=${this.onChosen} />
        <foyer-ui-button ?busy=${action.busy !== null} @click=${() => this.input.click()}>${paperclipIcon()}${t.choose}</foyer-ui-button>
        ${action.busy === null ? nothing : html`<foyer-ui-progress label=${t.uploading(this.name)}></foyer-ui-progress>`}
      </div>
      <div class="outcome">${this.result()}</div>`;
  }

  private get t(): BankWords {
    return bankMessages.in(this.language);
  }

  private result(): unknown {
    const { t, outcome, action, trouble } = this;
    if (trouble) return banner({ tone: 'critical', title: t[trouble] });
    const own = { payload_too_large: t.tooLarge, unsupported_media_type: t.unreadable };
    if (action.failure) return troubleBanner(action.failure, this.common, own);
    if (!outcome) return nothing;
    if (outcome.repeated) return banner({ tone: 'info', title: t.repeated(this.name) });
    return outcome.items.map((one) => (one.status === 'quarantined' ? this.refused(one) : this.taken(one)));
  }

  private taken({ lineCount, knownCount }: BankStatementView): TemplateResult {
    const { t, name } = this;
    const body = knownCount > 0 ? t.known(knownCount) : undefined;
    return banner({ tone: 'positive', title: t.imported(name, lineCount), body });
  }

  private refused({ faults }: BankStatementView): TemplateResult {
    const body = html`<ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul>`;
    return banner({ tone: 'critical', title: this.t.quarantined(this.name), body });
  }

  private hover(over: boolean): void {
    this.over = over;
  }

  private readonly onDragover = (event: DragEvent): void => {
    event.preventDefault();
    this.hover(true);
  };

  private readonly onDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.hover(false);
    this.take([...(event.dataTransfer?.files ?? [])]);
  };

  private readonly onChosen = (): void => {
    const files = [...(this.input.files ?? [])];
    // So that the same file can be chosen again.
    this.input.value = '';
    if (files.length > 0) this.take(files);
  };

  private take(files: readonly File[]): void {
    if (this.action.busy !== null) return;
    const [file] = files;
    this.action.clear();
    this.outcome = null;
    this.trouble = fileTrouble(files);
    if (!file || this.trouble) return;
    this.name = file.name;
    void this.action.run('upload', async () => {
      this.outcome = await this.api.upload(file);
      this.imported(this.outcome);
    });
  }
}

define('foyer-ui-statement-upload', StatementUpload);
