import type {
  BankAccount,
  BankLineView,
  BankStatementView,
  MatchStatus,
} from '../../../server/features/bank/bank.contract.ts';
import type {
  PayoutContents,
  PayoutMovement,
} from '../../../server/features/reconciliation/payout-contents.contract.ts';
import type {
  Discrepancy,
  Reconciliation,
} from '../../../server/features/reconciliation/reconciliation.contract.ts';
import type { Me } from '../../kit/session/me.ts';
import type { Candidate } from '../model/split.ts';

export const idOf = (kind: string, n: number): string =>
  `0197f0c2-${kind}-7000-8000-${String(n).padStart(12, '0')}`;

export const asOf = '2026-11-22T03:15:00.000Z';

export const ops: Me = {
  user: {
    id: idOf('0001', 1),
    displayName: 'Dana Whitfield',
    email: 'ops@foyer.example',
    kind: 'contractor',
  },
  client: null,
  role: 'ops',
  capabilities: ['bank:manage', 'reconciliation:manage'],
  siteScope: 'all',
  sites: [],
  asOf,
};

const client = { clientId: idOf('00c1', 1), clientName: 'Harbourview Property Group' };

const payoutSide = (sentCents: number) => ({
  openingCents: 2_400_000,
  sentCents,
  returnedCents: 0,
  closingCents: 2_400_000 + sentCents,
  movements: 1,
});

const payouts = {
  vendor: payoutSide(1_100_000),
  bank: payoutSide(900_000),
  differenceCents: 200_000,
  inTransitCents: 200_000,
  carriedCents: 0,
};

const side = (chargesCents: number, movements: number) => ({
  openingCents: 1_204_350,
  chargesCents,
  refundsCents: -42_000,
  withdrawalsCents: 0,
  closingCents: 1_204_350 + chargesCents - 42_000,
  movements,
});

export function reconciliation(n: number, facts: Partial<Reconciliation> = {}): Reconciliation {
  return {
    id: idOf('00e1', n),
    account: 'stripe',
    from: '2026-11-21',
    to: '2026-11-21',
    status: 'balanced',
    requestedBy: 'Nightly run',
    requestedAt: '2026-11-21T16:00:00.000Z',
    finishedAt: '2026-11-21T16:00:04.000Z',
    facts: {
      portal: side(918_240, 14),
      vendor: side(918_240, 14),
      feesCents: 8_120,
      payoutsCents: 1_100_000,
      differenceCents: 0,
      inTransitCents: 0,
      carriedCents: 0,
      payouts,
      undecidedCents: 0,
    },
    failure: null,
    openDiscrepancies: 0,
    healed: 0,
    certificate: { issuedAt: '2026-11-21T16:00:04.000Z', sha256: '4f'.repeat(32) },
    asOf,
    ...facts,
  };
}

/** One with two cases, of which somebody else proposed the end of the second. */
export const withBreaks = (n: number): Reconciliation =>
  reconciliation(n, {
    account: 'paypal',
    status: 'with_breaks',
    healed: 2,
    openDiscrepancies: 2,
    certificate: null,
    facts: {
      portal: side(918_240, 14),
      vendor: side(960_240, 15),
      feesCents: 8_120,
      payoutsCents: 1_100_000,
      differenceCents: 42_000,
      inTransitCents: 0,
      carriedCents: 0,
      payouts,
      undecidedCents: 0,
    },
  });

export function discrepancy(n: number, facts: Partial<Discrepancy> = {}): Discrepancy {
  return {
    id: idOf('00d1', n),
    reconciliationId: idOf('00e1', 2),
    account: 'paypal',
    kind: 'missing_left',
    movement: 'charge',
    reference: `5O190127TN36471${n}`,
    paymentId: null,
    clientId: null,
    oursCents: 0,
    theirsCents: 42_000,
    explanation: 'The vendor took $420.00 that the portal does not know.',
    status: 'open',
    owner: null,
    dueAt: '2026-11-25T03:00:00.000Z',
    proposal: null,
    decidedBy: null,
    decidedAt: null,
    version: 1,
    ...facts,
  };
}

export const bankAccount = (facts: Partial<BankAccount> = {}): BankAccount => ({
  id: idOf('00ba', 1),
  bsb: '062000',
  numberMasked: '•••678',
  lockedThrough: '2026-10-31',
  closingCents: 4_821_377,
  closingOn: '2026-11-21',
  ...facts,
});

const noCounts: BankStatementView['counts'] = {
  imported: 0,
  auto_matched: 0,
  suggested: 0,
  unmatched: 0,
  confirmed: 0,
  split: 0,
  excluded: 0,
};

export function countsOf(lines: readonly BankLineView[]): BankStatementView['counts'] {
  const counts = { ...noCounts };
  for (const { matchStatus } of lines) counts[matchStatus] += 1;
  return counts;
}

export function statement(n: number, facts: Partial<BankStatementView> = {}): BankStatementView {
  return {
    id: idOf('00b5', n),
    status: 'done',
    format: 'camt053',
    profile: null,
    account: { id: idOf('00ba', 1), bsb: '062000', numberMasked: '•••678' },
    currency: 'AUD',
    period: { from: '2026-11-21', to: '2026-11-21' },
    openingCents: 4_102_120,
    closingCents: 4_821_377,
    control: 'footed',
    faults: [],
    lineCount: 6,
    knownCount: 0,
    counts: { ...noCounts, confirmed: 2, suggested: 1, unmatched: 2, excluded: 1 },
    importedBy: 'Dana Whitfield',
    importedAt: '2026-11-22T01:05:00.000Z',
    finishedAt: '2026-11-22T01:05:02.000Z',
    ...facts,
  };
}

export const quarantined = (n: number): BankStatementView =>
  statement(n, {
    status: 'quarantined',
    format: 'bai2',
    faults: ['The closing balance is $48,213.77; opening and lines come to $48,113.77.'],
    counts: noCounts,
    lineCount: 12,
    finishedAt: null,
  });

const decisions: Partial<Record<MatchStatus, NonNullable<BankLineView['match']>['decision']>> = {
  suggested: 'suggested',
  unmatched: 'unmatched',
  confirmed: 'matched',
  split: 'confirmed',
  excluded: 'excluded',
};

const explanations: Partial<Record<MatchStatus, string>> = {
  suggested: 'INV-20403 and INV-20404 of Harbourview Property Group come to this amount together.',
  unmatched: 'The text names no invoice, and no client is known by this account.',
  confirmed: 'The customer reference number 1000000042 was made for a waiting BPAY payment.',
  split: 'Divided over two invoices by hand.',
  excluded: 'Interest of the bank.',
};

export function bankLine(
  n: number,
  matchStatus: MatchStatus,
  facts: Partial<BankLineView> = {},
): BankLineView {
  const amountCents = facts.amountCents ?? 162_050;
  const decision = decisions[matchStatus];
  const half = Math.floor(amountCents / 2);
  return {
    id: idOf('00b1', n),
    statementId: idOf('00b5', 1),
    lineNo: n,
    bookedOn: '2026-11-21',
    valueOn: '2026-11-21',
    amountCents,
    refs: { bankRef: `BR${1000 + n}`, endToEnd: null, instruction: null, crn: null, fitid: null },
    payerName: matchStatus === 'excluded' ? null : 'HARBOURVIEW PROPERTY',
    payerAccountMasked: '···912',
    narrative: `DIRECT CREDIT HARBOURVIEW ${n}`,
    typeCode: 'NTRF',
    reversal: false,
    occurrenceNo: 1,
    matchStatus,
    match: decision
      ? {
          decision,
          rule: matchStatus === 'suggested' ? 'payer_subset' : matchStatus === 'excluded' ? 'person' : 'none',
          score: matchStatus === 'suggested' ? 0.82 : 1,
          explanation: explanations[matchStatus] ?? '',
          by: 'Matching',
          at: '2026-11-22T01:05:01.000Z',
          parts:
            matchStatus === 'unmatched' || matchStatus === 'excluded'
              ? []
              : [
                  {
                    target: 'invoice',
                    ...client,
                    paymentId: null,
                    vendorRef: null,
                    amountCents,
                    allocations: [
                      { invoiceId: idOf('00a1', 3), invoiceNumber: 'INV-20403', amountCents: half },
                      { invoiceId: idOf('00a1', 4), invoiceNumber: 'INV-20404', amountCents: half },
                    ],
                  },
                ],
        }
      : null,
    asked: [],
    ...facts,
  };
}

/** A bank line that is matched to a basket of so many invoices. */
export function basketBankLine(
  n: number,
  matchStatus: 'suggested' | 'confirmed',
  invoices: number,
): BankLineView {
  const asked = Array.from({ length: invoices }, (_, at) => ({
    ...client,
    paymentId: idOf('0pay', n),
    invoiceId: idOf('00a1', at + 1),
    invoiceNumber: `INV-${20401 + at}`,
    amountCents: 41_005 + at,
  }));
  const amountCents = asked.reduce((sum, one) => sum + one.amountCents, 0);
  const line = bankLine(n, matchStatus, { amountCents, asked });
  const parts = [
    {
      target: 'basket' as const,
      ...client,
      paymentId: idOf('0pay', n),
      vendorRef: null,
      amountCents,
      allocations: [],
    },
  ];
  return { ...line, match: line.match && { ...line.match, parts } };
}

export const candidate = (n: number, facts: Partial<Candidate> = {}): Candidate => ({
  target: 'invoice',
  ...client,
  invoiceId: idOf('00a1', n),
  paymentId: null,
  label: `INV-${20400 + n}`,
  dueOn: '2026-11-30',
  balanceCents: 88_000,
  asked: [],
  score: 0.4,
  explanation: 'The payer has paid this client’s invoices before.',
  ...facts,
});

/** A bank line that is a payout of Stripe. */
export const payoutBankLine = (n: number): BankLineView => {
  const line = bankLine(n, 'confirmed', {
    amountCents: 234_560,
    payerName: 'STRIPE',
    payerAccountMasked: null,
    narrative: 'STRIPE PAYOUT po_1Weekly',
  });
  const parts = [
    {
      target: 'vendor_payout' as const,
      clientId: null,
      clientName: null,
      paymentId: null,
      vendorRef: 'po_1Weekly',
      amountCents: line.amountCents,
      allocations: [],
    },
  ];
  return { ...line, match: line.match && { ...line.match, parts } };
};

const movement = (n: number, facts: Partial<PayoutMovement> = {}): PayoutMovement => ({
  kind: 'charge',
  amountCents: 20_000,
  feeCents: 370,
  netCents: 19_630,
  at: '2026-11-20T03:12:00.000Z',
  reference: `pi_3Q${1000 + n}`,
  payment: {
    id: idOf('0pay', n),
    clientId: client.clientId ?? '',
    clientName: client.clientName ?? '',
    invoiceNumbers: [`INV-${20300 + n}`],
  },
  ...facts,
});

/** Twelve payments and a refund, which come to what was paid out. */
export const payoutContents = (reference = 'po_1Weekly', differenceCents = 0): PayoutContents => ({
  vendor: 'stripe',
  reference,
  amountCents: 234_560 + differenceCents,
  sentAt: '2026-11-21T02:00:00.000Z',
  arrivesAt: '2026-11-23T02:00:00.000Z',
  state: 'under_way',
  contents: {
    chargesCents: 240_000,
    refundsCents: -1_000,
    chargebacksCents: 0,
    otherCents: 0,
    feesCents: 4_440,
    netCents: 234_560,
    differenceCents,
    lineCount: 13,
    lines: [
      ...Array.from({ length: 12 }, (_, n) => movement(n)),
      movement(12, { kind: 'refund', amountCents: -1_000, feeCents: 0, netCents: -1_000, payment: null }),
    ],
  },
  asOf,
});
