/** Where a bank's CSV has what. Columns are counted from 0; null where it has none. */
export type CsvColumns = {
  bookedOn: number;
  valueOn: number | null;
  /** Signed amount, or two columns of which one is filled. */
  amount: number | null;
  debit: number | null;
  credit: number | null;
  /** `D`/`C`, `DR`/`CR`, `DEBIT`/`CREDIT` beside an unsigned amount. */
  sign: number | null;
  balance: number | null;
  /** Joined by a blank in this order. */
  narrative: number[];
  bankRef: number | null;
  endToEnd: number | null;
  crn: number | null;
  payerName: number | null;
  payerAccount: number | null;
  typeCode: number | null;
  account: number | null;
  bsb: number | null;
};

export type CsvProfile = { name: string; columns: CsvColumns };

const none: CsvColumns = {
  bookedOn: 0,
  valueOn: null,
  amount: null,
  debit: null,
  credit: null,
  sign: null,
  balance: null,
  narrative: [],
  bankRef: null,
  endToEnd: null,
  crn: null,
  payerName: null,
  payerAccount: null,
  typeCode: null,
  account: null,
  bsb: null,
};

/** What banks call their columns, squeezed to small letters. */
const names: { [Column in keyof CsvColumns]: readonly string[] } = {
  bookedOn: [
    'date',
    'transactiondate',
    'processeddate',
    'postingdate',
    'posteddate',
    'bookingdate',
    'effectivedate',
  ],
  valueOn: ['valuedate'],
  amount: ['amount', 'transactionamount', 'amountaud'],
  debit: ['debit', 'debitamount', 'debits', 'withdrawal', 'withdrawals', 'moneyout'],
  credit: ['credit', 'creditamount', 'credits', 'deposit', 'deposits', 'moneyin'],
  sign: ['debitcredit', 'drcr', 'crdr', 'creditdebit', 'dc'],
  balance: ['balance', 'runningbalance', 'accountbalance', 'closingbalance'],
  narrative: [
    'narrative',
    'description',
    'details',
    'transactiondetails',
    'transactiondescription',
    'particulars',
    'memo',
    'remittance',
  ],
  bankRef: ['serial', 'bankreference', 'transactionid', 'transactionreference', 'receiptnumber'],
  endToEnd: ['endtoendid', 'endtoend', 'payerreference', 'reference'],
  crn: ['crn', 'bpaycrn', 'customerreferencenumber', 'bpayreference'],
  payerName: ['payer', 'payername', 'remitter', 'remittername', 'merchantname'],
  payerAccount: ['payeraccount', 'remitteraccount'],
  typeCode: ['transactiontype', 'type', 'transactioncode'],
  account: ['bankaccount', 'accountnumber', 'account', 'accountno'],
  bsb: ['bsb', 'bsbnumber'],
};

const squeezed = (cell: string): string => cell.toLowerCase().replace(/[^a-z]/g, '');

/** Headers that tell the bank: every one of these names is there. */
const banksByHeader: readonly { name: string; has: readonly string[] }[] = [
  { name: 'westpac', has: ['bankaccount', 'date', 'narrative', 'debitamount', 'creditamount', 'balance'] },
  { name: 'nab', has: ['date', 'amount', 'transactiontype', 'transactiondetails', 'balance'] },
];

/** The profile of a header row; null when the row names no date and no amount. */
export function profileOfHeader(cells: readonly string[]): CsvProfile | null {
  const heads = cells.map(squeezed);
  const find = (column: keyof CsvColumns): number | null => {
    const place = heads.findIndex((head) => names[column].includes(head));
    return place < 0 ? null : place;
  };
  const bookedOn = find('bookedOn');
  const columns: CsvColumns = {
    ...none,
    bookedOn: bookedOn ?? 0,
    valueOn: find('valueOn'),
    amount: find('amount'),
    debit: find('debit'),
    credit: find('credit'),
    sign: find('sign'),
    balance: find('balance'),
    narrative: heads.flatMap((head, place) => (names.narrative.includes(head) ? [place] : [])),
    bankRef: find('bankRef'),
    endToEnd: find('endToEnd'),
    crn: find('crn'),
    payerName: find('payerName'),
    payerAccount: find('payerAccount'),
    typeCode: find('typeCode'),
    account: find('account'),
    bsb: find('bsb'),
  };
  const hasAmount = columns.amount !== null || (columns.debit !== null && columns.credit !== null);
  if (bookedOn === null || !hasAmount) return null;
  const bank = banksByHeader.find(({ has }) => has.every((head) => heads.includes(head)));
  return { name: bank?.name ?? 'columns', columns };
}

const isDayCell = (cell = ''): boolean =>
  /^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}$|^\d{1,2}[ -][A-Za-z]{3}[ -]\d{2,4}$/.test(cell.trim());
const isAmountCell = (cell = ''): boolean => /^[+-]?\$?[\d,]*\.?\d+$/.test(cell.trim());

/** Files without a header are told by their first row. */
export function profileOfRow(cells: readonly string[]): CsvProfile | null {
  if (!isDayCell(cells[0]) || !isAmountCell(cells[1])) return null;
  const columns = { ...none, amount: 1, narrative: [2] };
  if (cells.length === 4 && isAmountCell(cells[3]))
    return { name: 'cba', columns: { ...columns, balance: 3 } };
  return cells.length >= 3 ? { name: 'anz', columns } : null;
}
