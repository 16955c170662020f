import type { AccountStatement } from '../../ports/bank-statement.ts';
import { FileFault } from './file-fault.ts';

const maxLines = 250_000;

/** Opening and the lines come to closing, in Australian dollars. @throws FileFault when they do not */
export function foot(statement: AccountStatement): AccountStatement {
  const { currency, openingCents, closingCents, lines, account } = statement;
  const named = account ? ` of account ${maskedNumber(account.number)}` : '';
  if (currency !== 'AUD') throw new FileFault(`the statement${named} is in ${currency}, not in AUD`);
  if (lines.length > maxLines) throw new FileFault(`the statement${named} has more than ${maxLines} lines`);
  if (openingCents === null || closingCents === null) return statement;
  const sum = lines.reduce((total, line) => total + line.amountCents, 0);
  if (openingCents + sum !== closingCents)
    throw new FileFault(
      `the statement${named} does not foot: opening ${dollars(openingCents)} and lines ${dollars(sum)} are ` +
        `${dollars(openingCents + sum)}, and it closes with ${dollars(closingCents)}`,
    );
  return statement;
}

/** Figures for the contractor's staff: `-$1,234.50`. */
export const dollars = (cents: number): string =>
  `${cents < 0 ? '-' : ''}$${Math.floor(Math.abs(cents) / 100).toLocaleString('en-AU')}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;

const maskedNumber = (number: string): string => `*${number.slice(-3)}`;
