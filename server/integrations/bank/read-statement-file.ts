import type { AccountStatement, StatementFile, StatementFormat } from '../../ports/bank-statement.ts';
import { FileFault } from './file-fault.ts';
import { isBai2, readBai2 } from './read-bai2.ts';
import { isCamt053, readCamt053 } from './read-camt053.ts';
import { readCsv } from './read-csv.ts';
import { isOfx1, isOfx2, readOfx1, readOfx2 } from './read-ofx.ts';

/** Finds out what a file is and reads it; what cannot be read is said in words for the contractor's staff. */
export const readStatementFile = (bytes: Uint8Array): StatementFile => {
  let format: StatementFormat | null = null;
  try {
    const text = textOf(bytes);
    format = formatOf(text.slice(0, 4_000));
    const { statements, profile } = read(text, format);
    return { ok: true, format, profile, statements };
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return { ok: false, format, faults: [error.message] };
  }
};

function read(
  text: string,
  format: StatementFormat,
): { statements: AccountStatement[]; profile: string | null } {
  switch (format) {
    case 'camt053':
      return { statements: readCamt053(text), profile: null };
    case 'bai2':
      return { statements: readBai2(text), profile: null };
    case 'ofx1':
      return { statements: readOfx1(text), profile: null };
    case 'ofx2':
      return { statements: readOfx2(text), profile: null };
    case 'csv':
      return readCsv(text);
  }
}

function formatOf(head: string): StatementFormat {
  if (isOfx1(head)) return 'ofx1';
  if (isOfx2(head)) return 'ofx2';
  if (isCamt053(head)) return 'camt053';
  if (isBai2(head)) return 'bai2';
  if (head.startsWith('<')) throw new FileFault('the file is XML, but no statement that is read here');
  return 'csv';
}

/** UTF-8, or the Western European code page that older exports are written in. */
function textOf(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new FileFault('the file is empty');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  if (!/^(utf-8|us-ascii|iso-8859-1|windows-1252)$/.test(declared))
    throw new FileFault(`the file is written in ${declared.slice(0, 20)}`);
  const text = declared === 'utf-8' ? decodeUtf8(bytes) : new TextDecoder('windows-1252').decode(bytes);
  if (text.includes('\u0000')) throw new FileFault('the file is not text');
  return text.trimStart();
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
