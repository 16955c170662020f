import { type CSSResultGroup, css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AskedInvoice } from '../../../server/features/bank/bank.contract.ts';
import { define } from '../../kit/define.ts';
import { formatAmount } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { type BankWords, bankMessages } from '../integration-console.messages.ts';
import { ConsolePart } from './console-part.ts';
import { figuresTableStyles } from './figures-table.styles.ts';

/** A handful: the drawer has the decision to show as well. */
const firstShown = 5;

/** The invoices that a basket's payer asked to pay, and what they come to. */
export class AskedInvoices extends ConsolePart {
  static override styles: CSSResultGroup = [
    ConsolePart.styles,
    figuresTableStyles,
    css`
      :host {
        display: grid;
        gap: var(--fy-space-xs);
        margin-block: var(--fy-space-xs);
      }
    `,
  ];

  @property({ attribute: false }) asked: readonly AskedInvoice[] = [];
  @state() private isWhole = false;

  protected override render(): TemplateResult {
    const { t, common, asked, isWhole } = this;
    const shown = isWhole ? asked : asked.slice(0, firstShown);
    return html`<table>
        <caption>${t.asked}</caption>
        <thead><tr><th scope="col">${t.invoice}</th><th scope="col" class="figure">${common.amount}</th></tr></thead>
        <tbody>${shown.map(({ invoiceNumber, amountCents }) => this.row(invoiceNumber, amountCents))}</tbody>
        ${asked.length > 1 ? html`<tfoot class="total">${this.total()}</tfoot>` : nothing}
      </table>
      ${
        shown.length === asked.length
          ? nothing
          : html`<div><foyer-ui-button size="small" @click=${() => void this.showWhole()}>${t.showAllAsked(asked.length)}</foyer-ui-button></div>`
      }`;
  }

  private get t(): BankWords {
    return bankMessages.in(this.language);
  }

  private total(): TemplateResult {
    const { asked } = this;
    const cents = asked.reduce((sum, { amountCents }) => sum + amountCents, 0);
    return this.row(this.t.askedTogether(asked.length), cents);
  }

  private row(name: string, cents: number): TemplateResult {
    return html`<tr><th scope="row" tabindex="-1">${name}</th><td class="figure">${formatAmount(cents, this.language)}</td></tr>`;
  }

  /** The button goes; the reader goes on at the first invoice that was not there before. */
  private showWhole(): Promise<void> {
    this.isWhole = true;
    return this.focusOn(`tbody tr:nth-child(${firstShown + 1}) th`);
  }
}

define('foyer-ui-asked-invoices', AskedInvoices);
