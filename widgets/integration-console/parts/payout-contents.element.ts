import { type CSSResultGroup, css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  PayoutContents,
  PayoutMovement,
} from '../../../server/features/reconciliation/payout-contents.contract.ts';
import { define } from '../../kit/define.ts';
import { formatAmount } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import { facts } from '../../kit/parts/layout.ts';
import { banner, notePanel } from '../../kit/parts/states.ts';
import { Reading } from '../controllers/reading.ts';
import { type PayoutWords, payoutMessages } from '../integration-console.messages.ts';
import { payoutTone } from '../model/tones.ts';
import { around } from './around.ts';
import { ConsolePart } from './console-part.ts';
import { figuresTableStyles } from './figures-table.styles.ts';
import { freshness } from './list-foot.ts';

type Contents = NonNullable<PayoutContents['contents']>;

/** As many movements as can be read at a glance. */
const firstShown = 10;

/** What a vendor's payout is made of: its sums down to what was paid out, and each movement with its invoices. */
export class PayoutContentsPart extends ConsolePart {
  static override styles: CSSResultGroup = [
    ConsolePart.styles,
    figuresTableStyles,
    css`
      section {
        display: grid;
        gap: var(--fy-space-sm);
      }
      .head {
        margin: 0;
      }
      small {
        display: block;
        color: var(--fy-color-text-muted);
        font-size: var(--fy-font-size-small-print);
      }
    `,
  ];

  @property() reference = '';
  @state() private isWhole = false;

  private readonly reading = new Reading<PayoutContents>(this, {
    fetch: (signal) => this.api.payout('stripe', this.reference, signal),
    asOf: (payout) => payout.asOf,
  });

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('reference')) return;
    this.isWhole = false;
    this.reading.forget();
    void this.reading.read();
  }

  protected override render(): TemplateResult {
    const { t, common, texts, reading } = this;
    const when = (instant: string) => this.when(instant);
    const { state } = reading;
    const isUnknown = state.kind === 'error' && state.failure.code === 'not_found';
    return html`<section aria-labelledby="heading">
      <div class="head">
        <h3 id="heading">${t.heading}</h3>
        <div class="head-end">${freshness(reading, { kit: texts.t, t: common, when })}</div>
      </div>
      ${
        isUnknown
          ? notePanel({ title: t.notFoundTitle, body: t.notFoundBody })
          : around({
              state,
              kit: texts.t,
              t: common,
              when,
              retry: () => void reading.read(),
              content: (payout) => this.body(payout),
            })
      }
    </section>`;
  }

  private get t(): PayoutWords {
    return payoutMessages.in(this.language);
  }

  private body({ state, sentAt, arrivesAt, amountCents, contents }: PayoutContents): TemplateResult {
    const { t } = this;
    return html`<div><foyer-ui-badge tone=${payoutTone[state]} label=${t[`state_${state}`]}></foyer-ui-badge></div>
      ${facts([
        [t.sent, this.when(sentAt)],
        [t.expected, this.dayOf(arrivesAt)],
      ])}
      ${contents ? this.explained(contents, amountCents) : html`<p class="note">${t.untold}</p>`}`;
  }

  private explained(contents: Contents, amountCents: number): TemplateResult {
    const { t } = this;
    const row = (label: string, cents: number) =>
      cents === 0
        ? nothing
        : html`<tr><th scope="row">${label}</th><td class="figure">${this.money(cents)}</td></tr>`;
    const { differenceCents } = contents;
    return html`<table>
        <tbody>
          ${row(t.charges, contents.chargesCents)} ${row(t.refunds, contents.refundsCents)}
          ${row(t.chargebacks, contents.chargebacksCents)} ${row(t.other, contents.otherCents)}
          ${row(t.fees, 0 - contents.feesCents)}
          <tr class="total"><th scope="row">${t.total}</th><td class="figure">${this.money(amountCents)}</td></tr>
        </tbody>
      </table>
      ${differenceCents === 0 ? nothing : banner({ tone: 'critical', title: t.offTitle(this.money(Math.abs(differenceCents))), body: t.offBody })}
      ${this.movements(contents)}`;
  }

  private movements({ lines, lineCount }: Contents): TemplateResult {
    const { t } = this;
    const shown = this.isWhole ? lines : lines.slice(0, firstShown);
    return html`<table>
        <caption>${t.lines(lineCount)}</caption>
        <thead><tr>
          <th scope="col">${t.what}</th><th scope="col" class="figure">${t.fee}</th><th scope="col" class="figure">${t.amount}</th>
        </tr></thead>
        <tbody>${shown.map((line) => this.movement(line))}</tbody>
      </table>
      ${
        this.isWhole || lines.length <= firstShown
          ? nothing
          : html`<div><foyer-ui-button size="small" @click=${() => void this.showWhole()}>${t.showAll(lines.length)}</foyer-ui-button></div>`
      }
      ${lines.length < lineCount ? html`<p class="note">${t.firstOf(lines.length, lineCount)}</p>` : nothing}`;
  }

  private movement({ kind, payment, reference, at, amountCents, feeCents }: PayoutMovement): TemplateResult {
    const { t } = this;
    const name = payment ? payment.invoiceNumbers.join(', ') : reference;
    const kindName = kind === 'charge' && name ? null : t[`kind_${kind}`];
    const more = [
      name ? kindName : null,
      payment ? payment.clientName : reference && t.unknown,
      this.dayOf(at),
    ];
    return html`<tr>
      <th scope="row" tabindex="-1">${name ?? kindName}<small>${more.filter(Boolean).join(' · ')}</small></th>
      <td class="figure">${formatAmount(feeCents, this.language)}</td>
      <td class="figure">${formatAmount(amountCents, this.language)}</td>
    </tr>`;
  }

  /** The button goes; the reader goes on at the first movement that was not there before. */
  private showWhole(): Promise<void> {
    this.isWhole = true;
    return this.focusOn(`tbody:last-of-type tr:nth-child(${firstShown + 1}) th`);
  }
}

define('foyer-ui-payout-contents', PayoutContentsPart);
