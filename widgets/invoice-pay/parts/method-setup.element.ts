import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  MethodKind,
  PaymentMethod,
} from '../../../server/features/payment-methods/payment-methods.contract.ts';
import { idempotencyKey } from '../../kit/client/idempotency-key.ts';
import { define } from '../../kit/define.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/money-field.ts';
import '../../kit/parts/select.ts';
import { skeleton } from '../../kit/parts/states.ts';
import { parseTyped } from '../controllers/typed-amount.ts';
import { textOf } from './field-text.ts';
import { MethodsElement } from './methods-element.ts';
import { makePaymentMount } from './payment-mount.ts';
import { stripeAppearance } from './stripe-appearance.ts';
import { StripeSetup } from './stripe-setup.ts';

const kinds: readonly MethodKind[] = ['card', 'becs', 'payto'];
const isKind = (text: string): text is MethodKind => kinds.some((kind) => kind === text);

/**
 * Saves a card, an account or an agreement: the kind first, then the vendor's form, slotted in from the page's own
 * document. Fires `foyer-ui-done` when it is over, saved or not.
 */
export class MethodSetup extends MethodsElement {
  static override styles = [
    MethodsElement.styles,
    css`
      :host {
        inline-size: 100%;
        max-inline-size: 560px;
      }
      .probe {
        outline-color: var(--fy-color-accent);
        background-color: var(--fy-color-surface);
        border-radius: var(--fy-radius-control);
        column-rule-color: var(--fy-color-text-muted);
        text-decoration-color: var(--fy-color-critical);
        font-size: var(--fy-font-size-lead);
      }
    `,
  ];

  @state() private kind: MethodKind = 'card';
  @state() private max = '';
  @state() private isChecked = false;
  @state() private isReady = false;
  @property({ attribute: false }) method: PaymentMethod | undefined;

  private key = idempotencyKey();
  private form: StripeSetup | undefined;
  private place: HTMLElement | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  protected override render(): TemplateResult {
    const { words: t } = this;
    return html`<span class="probe" aria-hidden="true"></span>
      <p class="hint">${t.addLead}</p>${this.shownTrouble()}
      ${this.method ? this.vendorForm() : this.choice()}`;
  }

  private choice(): TemplateResult {
    const { words: t } = this;
    const options = kinds.map((kind) => ({ value: kind, label: t[`kind_${kind}`] }));
    return html`<form class="form gap" novalidate @submit=${(event: Event) => {
      event.preventDefault();
      this.widget.run(() => this.begin());
    }}>
      <foyer-ui-select label=${t.addKind} .options=${options} .value=${this.kind}
        @change=${(event: Event) => {
          const text = textOf(event);
          if (isKind(text)) this.kind = text;
          this.key = idempotencyKey();
        }}></foyer-ui-select>
      ${
        this.kind === 'payto'
          ? html`<foyer-ui-money-field label=${t.addMax} hint=${t.addMaxHint} .value=${this.max}
            .error=${this.isChecked && this.maxCents === null ? t.amountWrong : undefined}
            @input=${(event: Event) => {
              this.max = textOf(event);
              this.key = idempotencyKey();
            }}></foyer-ui-money-field>`
          : nothing
      }
      <div class="what">
        <foyer-ui-button type="submit" variant="primary" ?busy=${this.busy === 'begin'}>${t.addNext}</foyer-ui-button>
        <foyer-ui-button variant="quiet" @click=${() => this.done()}>${t.addStop}</foyer-ui-button>
      </div>
    </form>`;
  }

  private vendorForm(): TemplateResult {
    const { words: t, widget } = this;
    return html`<div class="gap">${this.isReady ? nothing : skeleton(widget.kit.loading, 4)}<slot></slot></div>
      <div class="what gap">
        <foyer-ui-button variant="primary" ?disabled=${!this.isReady} ?busy=${this.busy === 'save'}
          @click=${() => widget.run(() => this.save())}>${t.addSave}</foyer-ui-button>
        <foyer-ui-button variant="quiet" ?disabled=${this.busy !== ''} @click=${() => widget.run(() => this.stop())}>${t.addStop}</foyer-ui-button>
        <span class="hint" role="status">${this.busy === 'save' && this.method?.kind === 'payto' ? t.addAsked : nothing}</span>
      </div>`;
  }

  private get maxCents(): number | null {
    const cents = parseTyped(this.max);
    return cents !== null && cents >= 100 ? cents : null;
  }

  private async begin(): Promise<void> {
    this.isChecked = true;
    const { kind } = this;
    if (kind === 'payto' && this.maxCents === null) return;
    await this.change('begin', async () => {
      this.method = await this.methodsApi.save(kind, kind === 'payto' ? this.maxCents : null, this.key);
    });
    if (this.method?.handover) await this.open(this.method.handover);
  }

  private async open(handover: NonNullable<PaymentMethod['handover']>): Promise<void> {
    await this.updateComplete;
    try {
      const probe = this.renderRoot.querySelector('.probe') ?? this;
      this.form = await StripeSetup.open(handover, stripeAppearance(probe), this.language);
      this.place = makePaymentMount(this.widget.element);
      if (!this.place) throw new Error('There is no place for the form of the vendor.');
      await this.form.mount(this.place);
      this.isReady = true;
    } catch (error) {
      this.close();
      this.trouble = this.words.addFailed;
      this.widget.report(error);
    }
  }

  private async save(): Promise<void> {
    const { form, method } = this;
    if (!form || !method) return;
    const isSaved = await this.change('save', async () => {
      const outcome = await form.confirm(location.href);
      if (outcome === 'done') return this.methodsApi.step(method.id, 'refresh');
      throw new SetupRefused(outcome);
    });
    if (!isSaved) {
      this.trouble = this.words.addRefused;
      return;
    }
    this.widget.announce(this.words.added);
    this.done();
  }

  /** What was begun is taken away again: nobody has to see it in the list. */
  private async stop(): Promise<void> {
    const { method } = this;
    if (method) await this.change('stop', () => this.methodsApi.remove(method.id));
    this.done();
  }

  private done(): void {
    this.close();
    this.dispatchEvent(new CustomEvent('foyer-ui-done'));
  }

  private close(): void {
    this.isReady = false;
    this.form?.destroy();
    this.form = undefined;
    this.place?.remove();
    this.place = null;
  }
}

/** Stripe did not take it; its form says why beside the field. */
class SetupRefused extends Error {
  override readonly name = 'SetupRefused';
}

define('foyer-ui-method-setup', MethodSetup);
