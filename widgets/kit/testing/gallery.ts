import { css, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { formatDay, relativeDay } from '../dates.ts';
import { define } from '../define.ts';
import { FoyerElement } from '../element.ts';
import { downloadIcon, paperclipIcon, receiptIcon, refreshCwIcon } from '../icons.ts';
import { formatAmount, formatMoney } from '../money.ts';
import '../parts/badge.ts';
import '../parts/button.ts';
import '../parts/checkbox.ts';
import '../parts/dialog.ts';
import { layoutStyles } from '../parts/layout.styles.ts';
import { backLink, breadcrumbs, facts, panel, timeline } from '../parts/layout.ts';
import '../parts/menu.ts';
import '../parts/money-field.ts';
import '../parts/progress.ts';
import '../parts/search-field.ts';
import '../parts/segments.ts';
import '../parts/select.ts';
import { banner, emptyPanel, errorPanel } from '../parts/states.ts';
import '../parts/table.ts';
import type { Column, Sort } from '../parts/table.types.ts';
import '../parts/tabs.ts';
import '../parts/text-field.ts';
import '../parts/toasts.ts';
import type { FoyerUiToasts } from '../parts/toasts.ts';
import { sessionContext } from '../session/session-context.ts';
import { FakeSession } from './fake-session.ts';
import { type Bill, bills } from './gallery.data.ts';

const TODAY = '2026-03-03';

/** Every part on one page, to be looked at: `?theme=dark&brand=northside&density=compact&locale=ar`. */
class FoyerKitGallery extends FoyerElement {
  static override styles = [
    FoyerElement.styles,
    layoutStyles,
    css`
      :host {
        background: transparent;
      }
      h2 {
        margin: var(--fy-space-xl) 0 var(--fy-space-sm);
        font-size: var(--fy-font-size-title);
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
        gap: var(--fy-space-md);
      }
      .total {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--fy-space-xs) var(--fy-space-md);
        padding: var(--fy-space-xs) var(--fy-space-sm);
        background: var(--fy-color-surface-raised);
        border-block-start: 1px solid var(--fy-color-border);
        font-variant-numeric: tabular-nums;
      }
      .list {
        padding: 0;
        overflow: clip;
      }
      .list .bar {
        padding: var(--fy-space-md);
      }
    `,
  ];

  @state() private rows: readonly Bill[] = bills(12);
  @state() private sort: Sort = { key: 'dueOn', direction: 'ascending' };
  @state() private selected: ReadonlySet<string> = new Set(['INV-20418', 'INV-20423']);
  @state() private bucket: string | undefined;
  @state() private dialog: 'dialog' | 'drawer' | undefined;
  @query('foyer-ui-toasts') private readonly toasts!: FoyerUiToasts;

  private readonly columns: readonly Column<Bill>[] = [
    { key: 'number', label: 'Invoice', cell: (b) => b.number, width: '112px', sortable: true, card: 'title' },
    { key: 'site', label: 'Site', cell: (b) => b.site, width: 'minmax(0,1.6fr)', priority: 2 },
    { key: 'po', label: 'PO number', cell: (b) => b.po, width: '112px', priority: 3 },
    {
      key: 'dueOn',
      label: 'Due',
      sortable: true,
      width: 'minmax(150px,1fr)',
      cell: (b) => html`${formatDay(b.dueOn)} <span title=${b.dueOn}>· ${relativeDay(b.dueOn, TODAY)}</span>`,
    },
    {
      key: 'status',
      label: 'Status',
      width: '112px',
      cell: (b) => html`<foyer-ui-badge tone=${b.tone} label=${b.status}></foyer-ui-badge>`,
    },
    {
      key: 'balance',
      label: 'Balance (AUD)',
      align: 'end',
      sortable: true,
      width: '128px',
      card: 'figure',
      cell: (b) => formatAmount(b.balanceCents),
    },
  ];

  protected override view(): TemplateResult {
    const chosen = this.rows.filter((row) => this.selected.has(row.number));
    const sum = chosen.reduce((total, row) => total + row.balanceCents, 0);
    return html`
      ${breadcrumbs('You are here', [{ label: 'Finance', go() {} }, { label: 'Invoices', go() {} }, { label: 'INV-20418' }])}
      <h2>Receivables</h2>
      <foyer-ui-segments label="Receivables by age" .selected=${this.bucket}
        .segments=${[
          { key: 'current', label: 'Not due', amountCents: 4_832_050, note: '9 invoices' },
          { key: '1_30', label: '1 to 30 days', amountCents: 1_204_400, note: '3 invoices' },
          { key: '31_60', label: '31 to 60 days', amountCents: 611_200, note: '2 invoices' },
          { key: '61_90', label: '61 to 90 days', amountCents: 0, note: 'none' },
          { key: '91_120', label: '91–120 days', amountCents: 98_780, note: '1 invoice' },
        ]}
        @foyer-ui-segment=${(event: CustomEvent<{ key: string | undefined }>) => {
          this.bucket = event.detail.key;
        }}></foyer-ui-segments>
      <h2>Invoices</h2>
      <section class="panel list">
        <div class="bar row spread">
          <foyer-ui-search-field label="Search invoices" hide-label placeholder="Invoice, PO or site"></foyer-ui-search-field>
          <div class="row">
            <foyer-ui-button>${downloadIcon()}Download statement</foyer-ui-button>
            <foyer-ui-menu .items=${[
              { key: 'all', label: 'All invoices', checked: true },
              { key: 'open', label: 'Open only', checked: false },
            ]} label="All" variant="secondary"></foyer-ui-menu>
            <foyer-ui-menu .items=${[
              { key: 'pdf', label: 'Download PDF', icon: downloadIcon },
              { key: 'void', label: 'Withdraw request', critical: true, icon: refreshCwIcon },
            ]}></foyer-ui-menu>
          </div>
        </div>
        <foyer-ui-table caption="Invoices" .columns=${this.columns} .rows=${this.rows} .rowKey=${(b: Bill) => b.number}
          .sort=${this.sort} selectable openable .selected=${this.selected} .isSelectable=${(b: Bill) => b.balanceCents > 0}
          @foyer-ui-sort=${(event: CustomEvent<Sort>) => this.sortRows(event.detail)}
          @foyer-ui-open=${() => {
            this.dialog = 'drawer';
          }}
          @foyer-ui-select=${(event: CustomEvent<{ selected: ReadonlySet<string> }>) => {
            this.selected = event.detail.selected;
          }}>
          <div slot="total" class="total" ?hidden=${chosen.length === 0}>
            <span>${chosen.length} selected · <strong>${formatMoney(sum)}</strong></span>
            <foyer-ui-button variant="primary">Pay ${formatMoney(sum)}</foyer-ui-button>
          </div>
        </foyer-ui-table>
      </section>
      <h2>While it loads</h2>
      <section class="panel list">
        <foyer-ui-table caption="Loading invoices" .columns=${this.columns} skeleton-rows="3" selectable></foyer-ui-table>
      </section>
      <h2>Buttons</h2>
      <div class="row">
        <foyer-ui-button variant="primary">Pay ${formatMoney(412_050)}</foyer-ui-button>
        <foyer-ui-button variant="primary" busy>Pay ${formatMoney(412_050)}</foyer-ui-button>
        <foyer-ui-button>Download PDF</foyer-ui-button>
        <foyer-ui-button disabled>Not now</foyer-ui-button>
        <foyer-ui-button variant="quiet">Show history</foyer-ui-button>
        <foyer-ui-button variant="critical">Withdraw payment</foyer-ui-button>
        <foyer-ui-button icon label="Receipt">${receiptIcon()}</foyer-ui-button>
        <foyer-ui-button icon variant="quiet" label="Attach a file">${paperclipIcon()}</foyer-ui-button>
        <foyer-ui-button size="small">Small</foyer-ui-button>
        <foyer-ui-button @click=${() => {
          this.dialog = 'dialog';
        }}>Open a dialog</foyer-ui-button>
        <foyer-ui-button @click=${() => this.toasts.show({ text: 'Paid $4,120.50 across 2 invoices. Receipt R-1042 sent to finance@harbourview.example.' })}>Show a toast</foyer-ui-button>
      </div>
      <h2>Fields</h2>
      <div class="fields">
        <foyer-ui-text-field label="Your reference" hint="Printed on the receipt" optional></foyer-ui-text-field>
        <foyer-ui-text-field label="Email for the receipt" type="email" value="finance@" error="Enter a whole address, like name@example.com"></foyer-ui-text-field>
        <foyer-ui-money-field label="Amount to pay" .cents=${412_050} most="500000"></foyer-ui-money-field>
        <foyer-ui-select label="Site" value="b" .options=${[
          { value: 'a', label: 'All sites' },
          { value: 'b', label: 'Harbourview Tower, Sydney' },
        ]}></foyer-ui-select>
        <foyer-ui-text-field label="Message" rows="3" value="Please apply to the March invoices first."></foyer-ui-text-field>
        <div>
          <foyer-ui-checkbox label="Only overdue" checked></foyer-ui-checkbox><br />
          <foyer-ui-checkbox label="Email me a receipt"></foyer-ui-checkbox><br />
          <foyer-ui-checkbox label="Some of these" indeterminate></foyer-ui-checkbox>
        </div>
      </div>
      <h2>Status</h2>
      <div class="row">
        ${(
          [
            ['neutral', 'Void'],
            ['positive', 'Paid'],
            ['caution', 'Due in 3 days'],
            ['critical', 'Overdue'],
            ['info', 'Payment under way'],
            ['accent', 'Part paid'],
          ] as const
        ).map(([tone, label]) => html`<foyer-ui-badge tone=${tone} label=${label}></foyer-ui-badge>`)}
      </div>
      <h2>Tabs, facts and history</h2>
      ${panel(
        'Invoice INV-20418',
        html`<foyer-ui-tabs label="Invoice" selected="facts" .tabs=${[
          { key: 'facts', label: 'Details' },
          { key: 'history', label: 'History', count: 3 },
        ]}>
          <div slot="facts">
            ${facts([
              ['Issued', formatDay('2026-02-03')],
              ['Due', formatDay('2026-03-05')],
              ['Purchase order', '4500 118 224'],
              ['Site', 'Harbourview Tower, 88 Pitt Street'],
              ['GST', formatMoney(37_459)],
              ['Balance', formatMoney(412_050)],
            ])}
          </div>
          <div slot="history">later</div>
        </foyer-ui-tabs>
        ${timeline([
          {
            what: 'Paid by card, Visa ending 4242',
            when: '3 Mar 2026, 2:05 pm AEDT',
            at: '2026-03-03T03:05:00Z',
            figure: formatMoney(200_000),
            tone: 'positive',
            note: 'Receipt R-1042, by Priya Nair',
          },
          {
            what: 'Card declined',
            when: '3 Mar 2026, 2:03 pm AEDT',
            at: '2026-03-03T03:03:00Z',
            tone: 'critical',
          },
          { what: 'Issued', when: '3 Feb 2026', at: '2026-02-03', figure: formatMoney(612_050) },
        ])}`,
        html`<foyer-ui-button size="small">${downloadIcon()}PDF</foyer-ui-button>`,
      )}
      <h2>Long jobs</h2>
      <foyer-ui-progress label="Preparing 36 statements" done="14" total="36"></foyer-ui-progress>
      <h2>States</h2>
      ${banner({ tone: 'caution', title: 'This may be out of date.', body: 'The last update failed. You see what was true as of 3 Mar 2026, 2:05 pm AEDT.', actions: html`<foyer-ui-button size="small">Try again</foyer-ui-button>` })}
      ${banner({ tone: 'info', title: 'Payment under way.', body: 'The bank confirms within two business days.' })}
      ${banner({ tone: 'critical', title: 'Two payments failed.', body: 'Nothing was taken from your card.' })}
      ${banner({ tone: 'positive', title: 'Paid $4,120.50 across 2 invoices.', body: 'Receipt R-1042 sent to finance@harbourview.example.' })}
      <div class="fields">
        <section class="panel">${emptyPanel({ title: 'No invoices yet', body: 'Invoices appear here on the day they are issued, usually the first business day of the month.' })}</section>
        <section class="panel">${errorPanel({ title: 'Invoices cannot be loaded', body: 'Payments already made are safe. The rest of this page works.', actions: html`<foyer-ui-button>${refreshCwIcon()}Try again</foyer-ui-button>`, smallPrint: 'Request 01J9Z3K7Q2' })}</section>
      </div>
      ${backLink('All invoices', () => undefined)}
      <foyer-ui-dialog kind=${this.dialog ?? 'dialog'} ?open=${this.dialog !== undefined} heading="Pay 2 invoices"
        @foyer-ui-close=${() => {
          this.dialog = undefined;
        }}>
        <div class="stack">
          ${facts([
            ['From', 'Visa ending 4242'],
            ['Total', formatMoney(sum)],
            ['Receipt to', 'finance@harbourview.example'],
          ])}
          <foyer-ui-money-field label="Amount" .cents=${sum}></foyer-ui-money-field>
        </div>
        <foyer-ui-button slot="footer" @click=${() => {
          this.dialog = undefined;
        }}>Keep for later</foyer-ui-button>
        <foyer-ui-button slot="footer" variant="primary">Pay ${formatMoney(sum)}</foyer-ui-button>
      </foyer-ui-dialog>
      <foyer-ui-toasts></foyer-ui-toasts>
    `;
  }

  protected override sessionReady(): void {
    this.announceReady();
  }

  private sortRows(sort: Sort): void {
    this.sort = sort;
    const sign = sort.direction === 'ascending' ? 1 : -1;
    const value = (bill: Bill): string | number =>
      sort.key === 'balance' ? bill.balanceCents : sort.key === 'dueOn' ? bill.dueOn : bill.number;
    this.rows = [...this.rows].sort((a, b) => (value(a) < value(b) ? -sign : sign));
  }
}

const parameters = new URLSearchParams(location.search);
const rows = Number(parameters.get('rows') ?? 0);
const root = document.documentElement;
root.dataset.theme = parameters.get('theme') ?? 'light';
root.dataset.brand = parameters.get('brand') ?? '';
document.addEventListener('context-request', (event) => {
  if (!('context' in event) || event.context !== sessionContext || !('callback' in event)) return;
  if (typeof event.callback === 'function') event.callback(new FakeSession());
});
define('foyer-kit-gallery', FoyerKitGallery);
for (const gallery of document.querySelectorAll('foyer-kit-gallery')) {
  for (const name of ['theme', 'density', 'locale']) {
    const value = parameters.get(name);
    if (value !== null) gallery.setAttribute(name, value);
  }
  if (rows > 0) Object.assign(gallery, { rows: bills(rows) });
}
