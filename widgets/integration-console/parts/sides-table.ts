import { html, type TemplateResult } from 'lit';
import type {
  PayoutFacts,
  PayoutSide,
  ReconciliationFacts,
  ReconciliationSide,
} from '../../../server/features/reconciliation/reconciliation.contract.ts';
import type { ReconciliationWords } from '../integration-console.messages.ts';

/** Opening, what moved and closing of both sides, beside each other. */
export function sidesTable(
  facts: ReconciliationFacts,
  t: ReconciliationWords,
  money: (cents: number) => string,
  other: string,
): TemplateResult {
  const { portal, vendor } = facts;
  const row = (label: string, of: (side: ReconciliationSide) => string | number, strong = false) =>
    html`<tr class=${strong ? 'strong' : ''}><th scope="row">${label}</th><td>${of(portal)}</td><td>${of(vendor)}</td></tr>`;
  return html`<table class="sides">
    <thead><tr><th scope="col">${t.side}</th><th scope="col">${t.portal}</th><th scope="col">${other}</th></tr></thead>
    <tbody>
      ${row(t.opening, (side) => money(side.openingCents))}
      ${row(t.charges, (side) => money(side.chargesCents))}
      ${row(t.refunds, (side) => money(side.refundsCents))}
      ${row(t.withdrawals, (side) => money(side.withdrawalsCents))}
      ${row(t.closing, (side) => money(side.closingCents), true)}
      ${row(t.movements, (side) => side.movements)}
    </tbody>
  </table>`;
}

/** What the vendor sent to the bank, beside what the bank's statements say came. */
export function payoutsTable(
  { vendor, bank }: PayoutFacts,
  t: ReconciliationWords,
  money: (cents: number) => string,
): TemplateResult {
  const row = (label: string, of: (side: PayoutSide) => string | number, strong = false) =>
    html`<tr class=${strong ? 'strong' : ''}><th scope="row">${label}</th><td>${of(vendor)}</td><td>${of(bank)}</td></tr>`;
  return html`<table class="sides">
    <thead><tr><th scope="col">${t.side}</th><th scope="col">${t.vendor}</th><th scope="col">${t.bank}</th></tr></thead>
    <tbody>
      ${row(t.opening, (side) => money(side.openingCents))}
      ${row(t.sent, (side) => money(side.sentCents))}
      ${row(t.returned, (side) => money(side.returnedCents))}
      ${row(t.closing, (side) => money(side.closingCents), true)}
      ${row(t.movements, (side) => side.movements)}
    </tbody>
  </table>`;
}
