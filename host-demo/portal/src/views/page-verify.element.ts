import { html, nothing, type TemplateResult } from 'lit';
import type { Verification } from '../../../../server/features/verifications/verifications.contract.ts';
import { formatAbn } from '../../../../widgets/kit/abn.ts';
import { formatDay } from '../../../../widgets/kit/dates.ts';
import { circleAlertIcon, circleCheckIcon, triangleAlertIcon } from '../../../../widgets/kit/icons.ts';
import { formatMoney } from '../../../../widgets/kit/money.ts';
import { failureNote } from '../parts/failure-note.ts';
import { momentOf } from '../parts/time.ts';
import { PortalPage } from './page.ts';

type Fact = { readonly label: string; readonly value: string };

/** A printed code, and what was issued under it: what the paper must say, or it is not ours. */
export class PageVerify extends PortalPage<Verification> {
  static override properties = { ...PortalPage.properties, code: { attribute: false } };
  declare code: string | null;

  protected override get mayRead(): boolean {
    return this.code !== null;
  }

  protected override fetchData(): Promise<Verification> {
    return this.portal.api.verify(this.code ?? '');
  }

  protected override render(): TemplateResult {
    const { t, href } = this.portal;
    return html`<h1>${t.verifyTitle}</h1>
      <p class="lead">${t.verifyLead}</p>
      ${this.form()}
      <div aria-live="polite">${this.answer()}</div>
      <p class="small muted">${t.verifyAddress(location.host)}
        <a href=${href.call(this.portal, { name: 'overview' })}>${t.verifyPortal}</a></p>`;
  }

  private get isChecking(): boolean {
    return this.mayRead && this.data === null && this.failure === null;
  }

  private form(): TemplateResult {
    const { t } = this.portal;
    const wrong = this.failure?.code === 'invalid_request';
    return html`<form novalidate @submit=${(event: SubmitEvent) => this.submit(event)}>
      <div class="field">
        <label for="code">${t.verifyCode}</label>
        <input id="code" name="code" dir="ltr" maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false"
          .value=${this.code ?? ''} aria-invalid=${wrong} aria-describedby="code-hint code-problem" />
        <p class="field-problem" id="code-problem">${wrong ? t.verifyCodeWrong : nothing}</p>
        <p class="small muted" id="code-hint">${t.verifyCodeHint}</p>
      </div>
      <button class="button primary" aria-busy=${this.isChecking}>${this.isChecking ? t.verifying : t.verifyAction}</button>
    </form>`;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.isChecking || !(event.target instanceof HTMLFormElement)) return;
    const code = String(new FormData(event.target).get('code') ?? '').trim();
    if (code === '') this.querySelector<HTMLElement>('#code')?.focus();
    else if (code === this.code) void this.read();
    else this.portal.go({ name: 'verify', code });
  }

  private answer(): TemplateResult | typeof nothing {
    const { t } = this.portal;
    if (this.failure) return this.refusal();
    if (this.data) return this.issued(this.data);
    return this.isChecking
      ? html`<div class="skeleton rows"></div><p class="hidden">${t.verifying}</p>`
      : nothing;
  }

  private refusal(): TemplateResult | typeof nothing {
    const { t } = this.portal;
    const { failure } = this;
    if (failure?.code === 'invalid_request') return nothing;
    if (failure?.code === 'not_found')
      return html`<div class="notice critical">${circleAlertIcon()}<p>${t.verifyUnknown}</p></div>`;
    const words = failure?.code === 'too_many_requests' ? t.throttled(t.aMinute) : t.verifyFailed;
    return failureNote(words, failure, t, () => void this.read());
  }

  private issued(issued: Verification): TemplateResult {
    const { t, locale } = this.portal;
    return html`<section class="panel">
      <h2>${t.invoice} <bdi>${issued.number}</bdi></h2>
      <p class="muted">${t.verifyIssuedBy(issued.supplier.legalName, formatAbn(issued.supplier.abn))}</p>
      ${this.standing(issued)}
      ${this.facts([
        { label: t.verifyTotal, value: formatMoney(issued.totalCents, locale) },
        { label: t.verifyOwed, value: formatMoney(issued.balanceCents, locale) },
        { label: t.verifyIssuedOn, value: formatDay(issued.issuedOn, locale) },
        { label: t.due, value: formatDay(issued.dueOn, locale) },
      ])}
      ${issued.payTo ? this.payTo(issued.payTo) : nothing}
      <p class="muted small">${t.asOf(momentOf(issued.asOf, locale))}</p>
    </section>`;
  }

  private standing({ status, balanceCents, supplier }: Verification): TemplateResult {
    const { t } = this.portal;
    if (status === 'void')
      return html`<div class="notice critical">${circleAlertIcon()}<p>${t.verifyVoid}</p></div>`;
    if (balanceCents === 0) return html`<div class="notice">${circleCheckIcon()}<p>${t.verifyPaid}</p></div>`;
    return html`<div class="notice caution">${triangleAlertIcon()}<p>${t.verifyOwedNote} <bdi><a href=${`tel:${supplier.phone.replaceAll(' ', '')}`}>${supplier.phone}</a></bdi></p></div>`;
  }

  private payTo({ reference, bpay, eft }: NonNullable<Verification['payTo']>): TemplateResult {
    const { t } = this.portal;
    const ways = [
      ...(bpay
        ? [
            [
              { label: t.verifyBiller, value: bpay.billerCode },
              { label: t.verifyReference, value: reference },
            ],
          ]
        : []),
      ...(eft
        ? [
            [
              { label: t.verifyAccountName, value: eft.accountName },
              { label: t.verifyBsb, value: `${eft.bsb.slice(0, 3)}-${eft.bsb.slice(3)}` },
              { label: t.verifyAccount, value: eft.accountNumber },
              { label: t.verifyReference, value: reference },
            ],
          ]
        : []),
    ];
    return html`<h3>${t.verifyPayTo}</h3>
      ${ways.map((way) => this.facts(way))}`;
  }

  private facts(facts: readonly Fact[]): TemplateResult {
    return html`<dl class="facts">${facts.map(
      ({ label, value }) => html`<div><dt>${label}</dt><dd><bdi>${value}</bdi></dd></div>`,
    )}</dl>`;
  }
}

customElements.define('page-verify', PageVerify);
