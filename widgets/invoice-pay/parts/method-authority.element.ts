import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PaymentMethod } from '../../../server/features/payment-methods/payment-methods.contract.ts';
import { define } from '../../kit/define.ts';
import { FormDraft } from '../../kit/form-draft.ts';
import { formatAmount } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { FoyerUiCheckbox } from '../../kit/parts/checkbox.ts';
import '../../kit/parts/money-field.ts';
import { parseTyped } from '../controllers/typed-amount.ts';
import { textOf } from './field-text.ts';
import { MethodsElement } from './methods-element.ts';

const roles = ['admin', 'finance'] as const;
type Role = (typeof roles)[number];

/** Who may use a method, up to what amount. Fires `foyer-ui-done` when it is saved. */
export class MethodAuthority extends MethodsElement {
  @property({ attribute: false }) method!: PaymentMethod;
  @state() private limit: string | undefined;
  @state() private needsPo: boolean | undefined;
  @state() private allowed: readonly Role[] | null | undefined;
  @state() private isChecked = false;
  private draft: FormDraft | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const draft = new FormDraft(`authority:${this.method.id}`, this.widget.me);
    this.draft = draft;
    this.limit = draft.text('limit');
    this.needsPo = draft.flag('needsPo');
    const kept = draft.text('roles');
    if (kept !== undefined)
      this.allowed = kept === 'all' ? null : roles.filter((role) => kept.includes(role));
  }

  protected override render(): TemplateResult {
    const { words: t, method } = this;
    const { limitCents, poRequired } = method.authority;
    const text = this.limit ?? (limitCents === null ? '' : formatAmount(limitCents, this.language));
    const allowed = this.roles;
    return html`<form class="form" novalidate @submit=${(event: Event) => {
      event.preventDefault();
      this.widget.run(() => this.save());
    }}>
      ${this.shownTrouble()}
      <foyer-ui-money-field optional label=${t.limit} hint=${t.limitHint} .value=${text}
        .error=${this.isChecked && this.cents === undefined ? t.amountWrong : undefined}
        @input=${(event: Event) => {
          this.limit = textOf(event);
          this.keep();
        }}></foyer-ui-money-field>
      <foyer-ui-checkbox label=${t.poRequired} ?checked=${this.needsPo ?? poRequired}
        @change=${(event: Event) => {
          this.needsPo = isTicked(event);
          this.keep();
        }}></foyer-ui-checkbox>
      <fieldset><legend>${t.who}</legend>
        <foyer-ui-checkbox label=${t.who_all} ?checked=${allowed === null}
          @change=${(event: Event) => {
            this.allowed = isTicked(event) ? null : roles;
            this.keep();
          }}></foyer-ui-checkbox>
        ${roles.map(
          (
            role,
          ) => html`<foyer-ui-checkbox label=${t[`who_${role}`]} ?disabled=${allowed === null} ?checked=${allowed === null || allowed.includes(role)}
            @change=${(event: Event) => this.choose(role, isTicked(event))}></foyer-ui-checkbox>`,
        )}
      </fieldset>
      ${this.isEdited ? html`<p class="hint" role="status">${t.unsaved}</p>` : nothing}
      <div><foyer-ui-button type="submit" variant="primary" ?busy=${this.busy === 'authority'}>${t.saveLimits}</foyer-ui-button></div>
    </form>`;
  }

  private get isEdited(): boolean {
    return this.limit !== undefined || this.needsPo !== undefined || this.allowed !== undefined;
  }

  private get roles(): readonly Role[] | null {
    return this.allowed === undefined ? this.method.authority.allowedRoles : this.allowed;
  }

  /** Whole cents, null for no limit, undefined for what is no amount. */
  private get cents(): number | null | undefined {
    if (this.limit === undefined) return this.method.authority.limitCents;
    if (this.limit.trim() === '') return null;
    const cents = parseTyped(this.limit);
    return cents !== null && cents >= 100 ? cents : undefined;
  }

  private choose(role: Role, isChosen: boolean): void {
    const now = this.roles ?? roles;
    this.allowed = roles.filter((one) => (one === role ? isChosen : now.includes(one)));
    this.keep();
  }

  private keep(): void {
    const { limit, needsPo, allowed } = this;
    this.draft?.keep({ limit, needsPo, roles: allowed === null ? 'all' : allowed?.join(' ') });
  }

  private async save(): Promise<void> {
    this.isChecked = true;
    const { method, cents } = this;
    if (cents === undefined) return;
    const isSaved = await this.change('authority', () =>
      this.methodsApi.authority(method.id, {
        limitCents: cents,
        poRequired: this.needsPo ?? method.authority.poRequired,
        allowedRoles: this.roles === null ? null : [...this.roles],
        // Named people go with the list of roles: everybody needs no names.
        allowedUserIds: this.roles === null ? null : method.authority.allowedUserIds,
        expectedVersion: method.version,
      }),
    );
    if (!isSaved) return;
    this.draft?.drop();
    this.widget.announce(this.words.limitsSaved);
    this.dispatchEvent(new CustomEvent('foyer-ui-done'));
  }
}

const isTicked = (event: Event): boolean =>
  event.currentTarget instanceof FoyerUiCheckbox && event.currentTarget.checked;

define('foyer-ui-method-authority', MethodAuthority);
