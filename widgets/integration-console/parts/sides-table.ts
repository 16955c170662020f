import { html, type TemplateResult } from 'lit';
import type {
  ReconciliationFacts,
  ReconciliationSide,
} from '../../../server/features/reconciliation/reconciliation.contract.ts';
import type { ReconciliationWords } from '../integration-console.messages.ts';

/** Opening, what moved and closing of both sides, beside each other. */
export function sidesTable(
  facts: ReconciliationFacts,
  t: ReconciliationWords,
  money: (cents: number) => string,
): TemplateResult {
  const { portal, vendor } = facts;
  const row = (label: string, of: (side: ReconciliationSide) => string | number, strong = false) =>
    html`<tr class=${strong ? 'strong' : ''}><th scope="row">${label}</th><td>${of(portal)}</td><td>${of(vendor)}</td></tr>`;
  return html`<table class="sides">
    <thead><tr><th scope="col">${t.side}</th><th scope="col">${t.portal}</th><th scope="col">${t.vendor}</th></tr></thead>
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
