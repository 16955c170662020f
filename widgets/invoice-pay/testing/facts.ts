import type { Invoice, InvoiceSummary } from '../../../server/features/invoices/invoices.contract.ts';
import type { PaymentMethod } from '../../../server/features/payment-methods/payment-methods.contract.ts';
import type { Payment } from '../../../server/features/payments/payments.contract.ts';
import type { Me } from '../../kit/session/me.ts';
import type { Credit } from '../model/credit-plan.ts';
import type { RailOffer } from '../model/order.ts';

/** Believable facts for the widget's tests: one client, two sites, amounts that do not divide evenly. */

const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const quaySite = { id: uuid(901), code: 'QUAY', name: 'Quay Street Tower' };
export const depotSite = { id: uuid(902), code: 'DEPOT', name: 'Port Adelaide Depot' };

export const me: Me = {
  user: {
    id: uuid(1),
    displayName: 'Priya Raman',
    email: 'finance@harbourview.example',
    kind: 'client',
  },
  client: { id: uuid(2), name: 'Harbourview Property Group', abn: '51824753556', brand: 'harbourview' },
  role: 'finance',
  capabilities: ['invoices:read', 'invoices:pay', 'disputes:raise', 'contracts:read', 'sites:read'],
  siteScope: 'all',
  sites: [
    { ...quaySite, state: 'NSW', timeZone: 'Australia/Sydney' },
    { ...depotSite, state: 'SA', timeZone: 'Australia/Adelaide' },
  ],
  asOf: '2026-11-22T03:15:00.000Z',
};

export function invoiceSummary(n: number, facts: Partial<InvoiceSummary> = {}): InvoiceSummary {
  const totalCents = facts.totalCents ?? 110_000 + n * 1_237;
  const allocatedCents = facts.allocatedCents ?? 0;
  const disputedCents = facts.disputedCents ?? 0;
  return {
    id: uuid(1000 + n),
    number: `INV-${20_400 + n}`,
    issuedOn: '2026-10-31',
    dueOn: '2026-11-30',
    currency: 'AUD',
    totalCents,
    allocatedCents,
    balanceCents: totalCents - allocatedCents,
    pendingCents: 0,
    disputedCents,
    payableCents: totalCents - allocatedCents - disputedCents,
    promisedOn: null,
    status: allocatedCents === 0 ? 'issued' : allocatedCents < totalCents ? 'part_paid' : 'paid',
    overdue: false,
    daysOverdue: 0,
    agingBucket: 'current',
    sites: [n % 2 ? quaySite : depotSite],
    poNumber: n % 3 ? `PO-77${n}` : null,
    contractNumber: 'CT-2024-018',
    version: 1,
    ...facts,
  };
}

export function invoiceDetail(summary: InvoiceSummary): Invoice {
  const netCents = Math.round(summary.totalCents / 1.1);
  const gstCents = summary.totalCents - netCents;
  const site = summary.sites[0] ?? null;
  const half = Math.floor(netCents / 2);
  return {
    ...summary,
    netCents,
    gstCents,
    gstRoundingMethod: 'total',
    viewedAt: null,
    supplier: {
      legalName: 'Southern Cross Facility Services Pty Ltd',
      abn: '53004085616',
      addressLines: ['Level 4, 120 Sussex Street', 'Sydney NSW 2000'],
    },
    recipient: {
      legalName: 'Harbourview Property Group Pty Ltd',
      abn: '51824753556',
      addressLines: ['GPO Box 4012', 'Sydney NSW 2001'],
    },
    lines: [
      {
        lineNo: 1,
        description: 'Periodic cleaning, levels 1 to 12, October',
        quantity: '152.5',
        unit: 'hour',
        unitPrice: '41.2750',
        netCents: half,
        gstCode: 'GST',
        gstCents: Math.round(half / 10),
        site,
        workbillNumber: null,
        contractNumber: 'CT-2024-018',
      },
      {
        lineNo: 2,
        description: 'Window cleaning, east face, by rope access',
        quantity: '1',
        unit: 'visit',
        unitPrice: ((netCents - half) / 100).toFixed(4),
        netCents: netCents - half,
        gstCode: 'GST',
        gstCents: gstCents - Math.round(half / 10),
        site,
        workbillNumber: 'WB-88213',
        contractNumber: null,
      },
    ],
    history: [
      {
        at: `${summary.issuedOn}T02:00:00.000Z`,
        kind: 'issued',
        amountCents: summary.totalCents,
        reference: summary.number,
        paymentId: null,
        creditNoteId: null,
        rail: null,
        by: null,
      },
      ...(summary.allocatedCents > 0
        ? [
            {
              at: '2026-11-12T23:41:00.000Z',
              kind: 'payment_allocated' as const,
              amountCents: summary.allocatedCents,
              reference: 'R-1009',
              paymentId: uuid(5001),
              creditNoteId: null,
              rail: 'card',
              by: 'Priya Raman',
            },
          ]
        : []),
    ],
    provenance: {
      kind: 'synced',
      source: 'Southern Cross accounts',
      externalId: summary.number,
      sourceUpdatedAt: '2026-11-22T01:05:00.000Z',
      syncedAt: '2026-11-22T01:10:00.000Z',
    },
    asOf: '2026-11-22T03:15:00.000Z',
  };
}

export function paymentOf(n: number, facts: Partial<Payment> = {}): Payment {
  return {
    id: uuid(6000 + n),
    status: 'requires_action',
    currency: 'AUD',
    amountCents: 412_050,
    unallocatedCents: 0,
    refundedCents: 0,
    surchargeCents: 0,
    rail: 'card',
    credits: [],
    transfer: null,
    clientReference: null,
    receiptEmail: null,
    lines: [],
    requestedBy: 'Priya Raman',
    createdAt: '2026-11-22T03:16:00.000Z',
    clearedAt: null,
    failureCode: null,
    receipt: null,
    handover: {
      vendor: 'stripe',
      publishableKey: 'pk_test_foyer',
      clientSecret: `pi_${n}_secret_x`,
      scriptUrl: 'http://localhost:4402/stripe/v3/stripe.js',
      step: 'enter_details',
    },
    version: 1,
    asOf: '2026-11-22T03:16:00.000Z',
    ...facts,
  };
}

export function savedMethod(n: number, facts: Partial<PaymentMethod> = {}): PaymentMethod {
  return {
    id: uuid(9500 + n),
    kind: 'card',
    status: 'active',
    label: null,
    isDefault: n === 1,
    last4: `424${n}`,
    brand: 'visa',
    bsbMasked: null,
    payIdMasked: null,
    holder: 'Priya Raman',
    expiresOn: '2030-12-31',
    endsSoon: false,
    mandateMaxCents: null,
    mandateEndsOn: null,
    authority: { limitCents: null, poRequired: false, allowedRoles: null, allowedUserIds: null },
    mayUse: true,
    addedBy: 'Priya Raman',
    addedAt: '2026-10-02T03:15:00.000Z',
    usedByAutopay: false,
    handover: null,
    version: 1,
    ...facts,
  };
}

export function credit(n: number, facts: Partial<Credit> = {}): Credit {
  return {
    kind: 'credit_note',
    id: uuid(7000 + n),
    number: `CN-${3_010 + n}`,
    issuedOn: `2026-10-0${(n % 9) + 1}`,
    ofInvoiceId: uuid(900),
    ofInvoiceNumber: 'INV-20311',
    reason: 'Two visits were missed',
    remainingCents: 12_000,
    ...facts,
  };
}

/** Every rail, with limits as a contractor's agreements have them. */
export function railOffers(totalCents: number): RailOffer[] {
  const offer = (rail: RailOffer['rail'], most: number, clears: RailOffer['clears']): RailOffer => ({
    rail,
    offered: totalCents <= most,
    reason: totalCents <= most ? null : 'above_limit',
    minCents: 100,
    maxCents: most,
    surchargeCents: 0,
    clears,
  });
  return [
    offer('card', 5_000_000, 'at_once'),
    offer('becs', 1_000_000, 'within_days'),
    offer('payto', 1_000_000, 'at_once'),
    offer('paypal', 1_000_000, 'at_once'),
    offer('bpay', 10_000_000, 'when_received'),
    offer('eft', 99_999_999, 'when_received'),
  ];
}
