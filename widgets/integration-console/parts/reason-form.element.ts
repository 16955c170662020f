import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../../kit/define.ts';
import type { FormDraft } from '../../kit/form-draft.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/text-field.ts';
import { reasonIsUsable } from '../model/reason.ts';
import { ConsolePart } from './console-part.ts';
import { typed } from './typed.ts';

/** Asks for a reason before something is done. */
export class ReasonForm extends ConsolePart {
  @property() lead = '';
  /** What the button says that does it. */
  @property() deed = '';
  @property() cancelLabel = '';
  @property({ type: Boolean }) critical = false;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) given: (reason: string) => void = () => undefined;
  @property({ attribute: false }) cancelled: () => void = () => undefined;
  /** Where what is typed survives a reload. */
  @property({ attribute: false }) draft: FormDraft | undefined;
  @state() private reason = '';
  @state() private tried = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.reason = this.draft?.text('reason') ?? '';
  }

  protected override firstUpdated(): void {
    void this.focusOn('#reason');
  }

  protected override render(): TemplateResult {
    const { common } = this;
    const error = this.tried && !reasonIsUsable(this.reason) ? common.reasonShort : undefined;
    return html`<form @submit=${this.send}>
      <p class="muted">${this.lead}</p>
      <foyer-ui-text-field id="reason" rows="3" required max-length="400" label=${common.reason} hint=${common.reasonHint}
        .value=${this.reason} .error=${error}
        @input=${(event: Event) => {
          this.reason = typed(event);
          this.draft?.keep({ reason: this.reason });
        }}></foyer-ui-text-field>
      <div class="row">
        <foyer-ui-button variant=${this.critical ? 'critical' : 'primary'} ?busy=${this.busy} @click=${this.send}>${this.deed}</foyer-ui-button>
        <foyer-ui-button variant="quiet" @click=${() => this.cancelled()}>${this.cancelLabel}</foyer-ui-button>
      </div>
    </form>`;
  }

  private readonly send = (event: Event): void => {
    event.preventDefault();
    this.tried = true;
    if (reasonIsUsable(this.reason)) this.given(this.reason.trim());
    else void this.focusOn('#reason');
  };
}

define('foyer-ui-reason-form', ReasonForm);
