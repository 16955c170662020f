import { type CSSResultGroup, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { BankAccounts as Accounts, BankAccount } from '../../../server/features/bank/bank.contract.ts';
import { define } from '../../kit/define.ts';
import { lockIcon } from '../../kit/icons.ts';
import '../../kit/parts/button.ts';
import { banner, skeleton } from '../../kit/parts/states.ts';
import { Reading } from '../controllers/reading.ts';
import { type BankWords, bankMessages } from '../integration-console.messages.ts';
import { bankAccountName } from '../model/bank-account-name.ts';
import { around } from './around.ts';
import { ConsolePart } from './console-part.ts';
import './lock-dialog.element.ts';

/** The contractor's bank accounts: what the newest statement leaves on each, and through when it is locked. */
export class BankAccountList extends ConsolePart {
  static override styles: CSSResultGroup = [
    ConsolePart.styles,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
        gap: var(--fy-space-sm);
        margin: var(--fy-space-sm) 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        align-content: start;
        justify-items: start;
        gap: var(--fy-space-2xs);
        padding: var(--fy-space-sm) var(--fy-space-md);
        border: 1px solid var(--fy-color-border);
        border-radius: var(--fy-radius-panel);
        background: var(--fy-color-surface);
      }
      .balance {
        font-size: var(--fy-font-size-lead);
        font-weight: var(--fy-font-weight-strong);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  /** Grows with every change that may have moved a balance or a lock. */
  @property({ attribute: false }) round = 0;
  @state() private locking: BankAccount | null = null;
  @state() private said = '';

  private readonly reading = new Reading<Accounts>(this, {
    fetch: (signal) => this.api.accounts(signal),
    asOf: ({ asOf }) => asOf,
    isEmpty: ({ items }) => items.length === 0,
  });

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('round')) void this.reading.read();
  }

  protected override render(): TemplateResult {
    const { t, texts, common } = this;
    return html`<h3>${t.accounts}</h3>
      ${this.said ? banner({ tone: 'positive', title: this.said }) : nothing}
      ${around({
        state: this.reading.state,
        kit: texts.t,
        t: common,
        when: (instant) => this.when(instant),
        retry: () => void this.reading.read(),
        empty: () => html`<p class="muted">${t.accountsEmpty}</p>`,
        waiting: () => skeleton(texts.t.loading, 3),
        content: ({ items }) => html`<ul>${items.map((one) => this.account(one))}</ul>`,
      })}
      ${
        this.locking
          ? html`<foyer-ui-lock-dialog .session=${this.session} .account=${this.locking}
              .closed=${() => this.settle()} .locked=${(account: BankAccount) => this.locked(account)}></foyer-ui-lock-dialog>`
          : nothing
      }`;
  }

  private get t(): BankWords {
    return bankMessages.in(this.language);
  }

  private account(one: BankAccount): TemplateResult {
    const { t } = this;
    const name = bankAccountName(one);
    const known = one.closingCents !== null && one.closingOn !== null;
    return html`<li>
      <p>${name}</p>
      <p class="balance">${known ? this.money(one.closingCents ?? 0) : nothing}</p>
      <p class="note">${known ? t.balanceOn(this.day(one.closingOn ?? '')) : t.balanceUnknown}</p>
      <p class="note">${one.lockedThrough ? t.lockedThrough(this.day(one.lockedThrough)) : t.notLocked}</p>
      <foyer-ui-button size="small" label=${`${t.lock}: ${name}`} @click=${() => this.ask(one)}>${lockIcon()}${t.lock}</foyer-ui-button>
    </li>`;
  }

  private ask(account: BankAccount): void {
    this.keepFocus();
    this.said = '';
    this.locking = account;
  }

  private settle(): void {
    this.locking = null;
    void this.giveFocusBack();
  }

  private locked({ lockedThrough }: BankAccount): void {
    this.settle();
    if (lockedThrough) this.said = this.t.locked(this.day(lockedThrough));
    void this.reading.read();
  }
}

define('foyer-ui-bank-accounts', BankAccountList);
