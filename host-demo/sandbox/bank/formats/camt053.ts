import { type BankEntry, closingCents, decimal, escapeXml, type Statement } from '../statement.ts';

export type CamtVersion = '02' | '03' | '04' | '05' | '06' | '07' | '08';

/** ISO 20022 camt.053. Version .08 wraps a party in `Pty` and writes a status as a code. */
export function writeCamt053(statement: Statement, version: CamtVersion = '08'): string {
  const { bsb, accountNumber, accountName, from, to, openingCents, entries } = statement;
  const groups = inBatches(entries);
  const credits = groups.filter((group) => sumOf(group) >= 0);
  const debits = groups.filter((group) => sumOf(group) < 0);
  const total = (list: BankEntry[][]) =>
    decimal(list.reduce((sum, group) => sum + Math.abs(sumOf(group)), 0));
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}">
<BkToCstmrStmt><GrpHdr><MsgId>SANDBOX-${to}</MsgId><CreDtTm>${to}T20:00:00+11:00</CreDtTm></GrpHdr>
<Stmt><Id>${to}</Id><CreDtTm>${to}T20:00:00+11:00</CreDtTm><FrToDt><FrDtTm>${from}T00:00:00</FrDtTm><ToDtTm>${to}T23:59:59</ToDtTm></FrToDt>
<Acct><Id><Othr><Id>${accountNumber}</Id></Othr></Id><Ccy>AUD</Ccy><Nm>${escapeXml(accountName)}</Nm><Svcr><FinInstnId><ClrSysMmbId><MmbId>${bsb}</MmbId></ClrSysMmbId></FinInstnId></Svcr></Acct>
${balance('OPBD', openingCents, from)}${balance('CLBD', closingCents(statement), to)}<TxsSummry><TtlNtries><NbOfNtries>${groups.length}</NbOfNtries><Sum>${total(groups)}</Sum></TtlNtries><TtlCdtNtries><NbOfNtries>${credits.length}</NbOfNtries><Sum>${total(credits)}</Sum></TtlCdtNtries><TtlDbtNtries><NbOfNtries>${debits.length}</NbOfNtries><Sum>${total(debits)}</Sum></TtlDbtNtries></TxsSummry>
${groups.map((group) => entry(group, version)).join('')}</Stmt></BkToCstmrStmt></Document>
`;
}

const sumOf = (entries: readonly BankEntry[]): number =>
  entries.reduce((sum, { amountCents }) => sum + amountCents, 0);

/** Entries of one batch and one sign next to each other are one entry. */
function inBatches(entries: readonly BankEntry[]): BankEntry[][] {
  const groups: BankEntry[][] = [];
  for (const one of entries) {
    const [before] = groups.at(-1) ?? [];
    const joins =
      before !== undefined &&
      one.batch !== undefined &&
      before.batch === one.batch &&
      before.bookedOn === one.bookedOn &&
      before.amountCents < 0 === one.amountCents < 0;
    if (joins) groups.at(-1)?.push(one);
    else groups.push([one]);
  }
  return groups;
}

const direction = (cents: number): string => `<CdtDbtInd>${cents < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`;
const amount = (cents: number): string => `<Amt Ccy="AUD">${decimal(Math.abs(cents))}</Amt>`;
const balance = (code: string, cents: number, day: string): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amount(cents)}${direction(cents)}<Dt><Dt>${day}</Dt></Dt></Bal>\n`;

function entry(group: readonly BankEntry[], version: CamtVersion): string {
  const [first] = group;
  if (!first) return '';
  const status = version === '08' ? '<Sts><Cd>BOOK</Cd></Sts>' : '<Sts>BOOK</Sts>';
  const reversal = first.reversal ? '<RvslInd>true</RvslInd>' : '';
  const details = group.map((one) => transaction(one, version, group.length > 1)).join('');
  return `<Ntry>${amount(sumOf(group))}${direction(sumOf(group))}${reversal}${status}<BookgDt><Dt>${first.bookedOn}</Dt></BookgDt><ValDt><Dt>${first.bookedOn}</Dt></ValDt><AcctSvcrRef>${escapeXml(first.batch ?? first.bankRef)}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls>${details}</NtryDtls></Ntry>\n`;
}

function transaction(one: BankEntry, version: CamtVersion, inBatch: boolean): string {
  const side = one.amountCents < 0 ? 'Cdtr' : 'Dbtr';
  const name = one.payerName === null ? '' : `<Nm>${escapeXml(one.payerName)}</Nm>`;
  const party = name === '' ? '' : `<${side}>${version === '08' ? `<Pty>${name}</Pty>` : name}</${side}>`;
  const account =
    one.payerAccount === null
      ? ''
      : `<${side}Acct><Id><Othr><Id>${one.payerAccount}</Id></Othr></Id></${side}Acct>`;
  const parties = party + account === '' ? '' : `<RltdPties>${party}${account}</RltdPties>`;
  const money = inBatch ? `${amount(one.amountCents)}${direction(one.amountCents)}` : '';
  const text = one.narrative === '' ? '' : `<Ustrd>${escapeXml(one.narrative)}</Ustrd>`;
  const crn = one.crn === null ? '' : `<Strd><CdtrRefInf><Ref>${one.crn}</Ref></CdtrRefInf></Strd>`;
  return `<TxDtls><Refs><AcctSvcrRef>${escapeXml(one.bankRef)}</AcctSvcrRef><EndToEndId>${escapeXml(one.endToEnd ?? 'NOTPROVIDED')}</EndToEndId></Refs>${money}${parties}<RmtInf>${text}${crn}</RmtInf></TxDtls>`;
}
