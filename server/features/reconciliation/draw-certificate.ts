import { newDocument } from '../../pdf/document.ts';
import { abn, money } from '../payments/index.ts';
import type { Certificate, PayoutFacts, PayoutSide, ReconciliationSide } from './reconciliation.contract.ts';

/** The certificate on paper: every side of the period, what was accepted and by whom, and the code of its content. */
export async function drawCertificate(content: Certificate): Promise<Uint8Array> {
  const { facts, supplier, from, to } = content;
  const account = names[content.account];
  const sheet = await newDocument({
    title: `Reconciliation certificate ${account} ${from} to ${to}`,
    author: supplier.legalName,
    subject: 'What the portal, the vendor and the bank say, held side by side',
    createdAt: new Date(content.issuedAt),
  });
  sheet.pageNumbers(`${supplier.legalName} · Reconciliation of ${account}, ${from} to ${to}`);
  sheet.masthead(
    { name: supplier.legalName, lines: [`ABN ${abn(supplier.abn)}`] },
    { title: 'Reconciliation certificate', reference: `${account}, ${from} to ${to}` },
  );
  sheet.heading('Opening, movements and closing');
  sheet.table(
    [
      { label: '', share: 2.4 },
      { label: 'Portal', share: 1.6, align: 'right' },
      { label: account, share: 1.6, align: 'right' },
    ],
    rows.map(([label, key]) => [label, money(facts.portal[key]), money(facts.vendor[key])]),
  );
  sheet.totals([
    { label: 'Difference of the closings', value: money(facts.differenceCents), strong: true },
    { label: 'Of this, booked by one side after the period', value: money(facts.inTransitCents) },
    { label: 'Of this, from earlier periods', value: money(facts.carriedCents) },
    ...(facts.payouts
      ? [
          { label: 'Fees kept by the vendor', value: money(facts.feesCents) },
          { label: 'Paid out to the bank', value: money(facts.payoutsCents) },
        ]
      : [{ label: 'Came in, and not yet decided whose it is', value: money(facts.undecidedCents) }]),
  ]);
  if (facts.payouts) drawPayouts(sheet, facts.payouts, account);
  sheet.heading('Differences that were accepted');
  if (content.accepted.length === 0) sheet.paragraph('None.');
  else
    sheet.table(
      [
        { label: 'Reference', share: 2 },
        { label: 'Ours', share: 1.2, align: 'right' },
        { label: 'Theirs', share: 1.2, align: 'right' },
        { label: 'Reason', share: 2.4 },
        { label: 'Proposed, approved', share: 2 },
      ],
      content.accepted.map((one) => [
        one.reference,
        money(one.oursCents),
        money(one.theirsCents),
        one.reason,
        `${one.proposedBy}, ${one.approvedBy}`,
      ]),
    );
  sheet.keyValues(
    [
      { label: 'Issued', value: content.issuedAt },
      { label: 'Code of the content (SHA-256)', value: content.sha256 },
    ],
    1,
  );
  return sheet.save();
}

/** The third side: what the vendor sent to the bank, and what the bank says came. */
function drawPayouts(sheet: Sheet, { vendor, bank, ...sums }: PayoutFacts, account: string): void {
  sheet.heading('Payouts to the bank');
  sheet.table(
    [
      { label: '', share: 2.4 },
      { label: account, share: 1.6, align: 'right' },
      { label: 'Bank', share: 1.6, align: 'right' },
    ],
    payoutRows.map(([label, key]) => [label, money(vendor[key]), money(bank[key])]),
  );
  sheet.totals([
    { label: 'Difference of the closings', value: money(sums.differenceCents), strong: true },
    { label: 'Of this, on its way', value: money(sums.inTransitCents) },
    { label: 'Of this, from earlier periods', value: money(sums.carriedCents) },
  ]);
}

type Sheet = Awaited<ReturnType<typeof newDocument>>;

const payoutRows: [string, Exclude<keyof PayoutSide, 'movements'>][] = [
  ['Opening', 'openingCents'],
  ['Paid out', 'sentCents'],
  ['Came back', 'returnedCents'],
  ['Closing', 'closingCents'],
];

const names: Record<Certificate['account'], string> = { stripe: 'Stripe', paypal: 'PayPal', bank: 'Bank' };

const rows: [string, Exclude<keyof ReconciliationSide, 'movements'>][] = [
  ['Opening', 'openingCents'],
  ['Charges', 'chargesCents'],
  ['Refunds', 'refundsCents'],
  ['Chargebacks and dishonours', 'withdrawalsCents'],
  ['Closing', 'closingCents'],
];
