import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type {
  MethodStatus,
  PaymentMethod,
  PaymentMethods,
} from '../../../server/features/payment-methods/payment-methods.contract.ts';
import { formatDay, formatInstant } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import type { BadgeTone } from '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/dialog.ts';
import { emptyPanel } from '../../kit/parts/states.ts';
import type { MethodStep } from '../api/payment-methods-api.ts';
import { methodName } from '../model/method-name.ts';
import './autopay-form.element.ts';
import './method-authority.element.ts';
import './method-setup.element.ts';
import { MethodsElement } from './methods-element.ts';
import { Reading } from './reading.ts';
import { readerZone } from './times.ts';

const tones: Record<MethodStatus, BadgeTone> = {
  setting_up: 'caution',
  active: 'positive',
  paused: 'neutral',
  declined: 'critical',
  expired: 'critical',
  cancelled: 'neutral',
};

type Asking = { readonly about: 'remove' | 'cancel' | 'authority'; readonly method: PaymentMethod };

/** Saved cards, accounts and agreements: what they are, who may use them, and how invoices pay themselves with them. */
export class PaymentMethodsSection extends MethodsElement {
  @state() private asking: Asking | undefined;
  @state() private saving: PaymentMethod | 'new' | undefined;

  private readonly methods = new Reading<PaymentMethods>(this, (signal) => this.methodsApi.methods(signal));

  protected override render(): TemplateResult {
    const { words: t, widget, language } = this;
    return this.reading(
      this.methods,
      ({ items }) => html`<p class="hint">${t.lead}</p>
        <div class="controls gap">
          ${
            this.saving
              ? html`<foyer-ui-method-setup .widget=${widget} .language=${language} .method=${this.saving === 'new' ? undefined : this.saving}
                @foyer-ui-done=${() => widget.run(() => this.saved())}><slot></slot></foyer-ui-method-setup>`
              : html`<foyer-ui-button variant="primary" @click=${() => {
                  this.saving = 'new';
                }}>${t.add}</foyer-ui-button>`
          }
        </div>
        ${items.length === 0 ? emptyPanel({ title: t.emptyTitle, body: t.emptyBody }) : html`<ul class="list single">${items.map((one) => this.item(one))}</ul>`}
        <foyer-ui-autopay-form class="gap" .widget=${widget} .language=${language} .methods=${items}
          @foyer-ui-done=${() => void this.methods.read()}></foyer-ui-autopay-form>
        ${this.asking ? this.question(this.asking) : nothing}`,
    );
  }

  private item(method: PaymentMethod): TemplateResult {
    const { words: t } = this;
    return html`<li>
      <p class="what"><strong>${methodName(method, t)}</strong>
        <foyer-ui-badge tone=${tones[method.status]} label=${t[`status_${method.status}`]}></foyer-ui-badge>
        ${method.isDefault ? html`<foyer-ui-badge tone="accent" label=${t.isDefault}></foyer-ui-badge>` : nothing}
        ${method.usedByAutopay ? html`<foyer-ui-badge tone="info" label=${t.usedByAutopay}></foyer-ui-badge>` : nothing}</p>
      <p class="hint">${this.facts(method).join(' · ')}</p>
      <p class="what">${this.actions(method)}</p>
    </li>`;
  }

  private facts(method: PaymentMethod): string[] {
    const { words: t, language } = this;
    const { limitCents, poRequired, allowedRoles, allowedUserIds } = method.authority;
    const end = method.mandateEndsOn ?? method.expiresOn;
    const endText = end && (method.endsSoon ? t.endsSoon : t.lastDay)(formatDay(end, language));
    return [
      method.status === 'setting_up' ? t.waitsForBank : null,
      method.holder,
      method.bsbMasked && `BSB ${method.bsbMasked}`,
      endText,
      method.mandateMaxCents === null ? null : t.bankLimit(formatMoney(method.mandateMaxCents, language)),
      limitCents === null ? null : t.ownLimit(formatMoney(limitCents, language)),
      poRequired ? t.needsPo : null,
      allowedRoles === null && allowedUserIds === null ? null : t.onlyRoles,
      t.addedBy(method.addedBy, formatInstant(method.addedAt, readerZone(), language)),
    ].filter((text): text is string => Boolean(text));
  }

  private actions(method: PaymentMethod): TemplateResult[] {
    const { words: t } = this;
    const step = (name: MethodStep, label: string) =>
      this.button(method, name, label, () => this.step(method, name));
    const ask = (about: Asking['about'], label: string) =>
      this.button(method, about, label, () => {
        this.asking = { about, method };
      });
    const isLive = method.status === 'active' || method.status === 'paused';
    const isUnfinished = method.status === 'setting_up';
    return [
      ...(isUnfinished ? [step('refresh', t.check)] : []),
      ...(method.status === 'active' && !method.isDefault ? [step('default', t.makeDefault)] : []),
      ...(isLive ? [ask('authority', t.authority)] : []),
      ...(method.status === 'active' ? [step('pause', t.pause)] : []),
      ...(method.status === 'paused' ? [step('resume', t.resume)] : []),
      ...(isLive && method.kind !== 'card' ? [ask('cancel', t.cancel)] : []),
      ask('remove', t.remove),
    ];
  }

  private button(method: PaymentMethod, name: string, label: string, run: () => unknown): TemplateResult {
    return html`<foyer-ui-button size="small" variant="quiet" label=${`${label}: ${methodName(method, this.words)}`}
      ?busy=${this.busy === `${name} ${method.id}`} @click=${() => this.widget.run(run)}>${label}</foyer-ui-button>`;
  }

  private question({ about, method }: Asking): TemplateResult {
    const { words: t, widget, language } = this;
    const name = methodName(method, t);
    const close = () => {
      this.asking = undefined;
    };
    if (about === 'authority') {
      return html`<foyer-ui-dialog open persistent heading=${t.authorityTitle(name)} @foyer-ui-close=${close}>
        <foyer-ui-method-authority .widget=${widget} .language=${language} .method=${method}
          @foyer-ui-done=${() => {
            close();
            void this.methods.read();
          }}></foyer-ui-method-authority>
      </foyer-ui-dialog>`;
    }
    const isRemoval = about === 'remove';
    return html`<foyer-ui-dialog open heading=${isRemoval ? t.removeTitle(name) : t.cancelTitle(name)} @foyer-ui-close=${close}>
      <p>${isRemoval ? t.removeBody : t.cancelBody}</p>
      ${method.usedByAutopay ? html`<p>${t.removeAutopay}</p>` : nothing}
      <foyer-ui-button slot="footer" @click=${close}>${t.keep}</foyer-ui-button>
      <foyer-ui-button slot="footer" variant="critical" ?busy=${this.busy === `${about} ${method.id}`}
        @click=${() => widget.run(() => this.end(method, about))}>${isRemoval ? t.remove : t.cancel}</foyer-ui-button>
    </foyer-ui-dialog>`;
  }

  private async step(method: PaymentMethod, name: MethodStep): Promise<void> {
    await this.change(`${name} ${method.id}`, () => this.methodsApi.step(method.id, name));
    await this.methods.read();
  }

  private async end(method: PaymentMethod, about: 'remove' | 'cancel'): Promise<void> {
    const api = this.methodsApi;
    await this.change(`${about} ${method.id}`, () =>
      about === 'remove' ? api.remove(method.id) : api.step(method.id, 'cancel'),
    );
    this.asking = undefined;
    await this.methods.read();
  }

  private async saved(): Promise<void> {
    this.saving = undefined;
    await this.methods.read();
  }
}

define('foyer-ui-payment-methods', PaymentMethodsSection);
