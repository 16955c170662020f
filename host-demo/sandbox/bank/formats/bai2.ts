import { closingCents, printed, type Statement } from '../statement.ts';

const shortDay = (day: string): string => day.replaceAll('-', '').slice(2);
/** A slash would end the record and a line break is one. */
const text = (value: string): string => value.replace(/[\r\n]+/g, ' ').replace(/\/\s*$/, '');
const field = (value: string): string => value.replace(/[,/\r\n]/g, ' ');

/** BAI2 with one group a day and long texts continued on 88 records. */
export function writeBai2(statement: Statement, options: { textWidth?: number } = {}): string {
  const width = options.textWidth ?? 60;
  const records = [`01,SANDBOXBANK,FOYER,${shortDay(statement.to)},2000,1,,,2/`];
  const days = [...new Set(statement.entries.map(({ bookedOn }) => bookedOn))].sort();
  let balance = statement.openingCents;
  let fileTotal = 0;
  for (const day of days.length === 0 ? [statement.to] : days) {
    const ofDay = {
      ...statement,
      openingCents: balance,
      entries: statement.entries.filter((one) => one.bookedOn === day),
    };
    balance = closingCents(ofDay);
    const account = [
      `03,${statement.bsb}${statement.accountNumber},AUD,010,${ofDay.openingCents},,,015,${balance},,/`,
      ...ofDay.entries.flatMap((one) => {
        const code = one.reversal ? '555' : one.amountCents < 0 ? '495' : '195';
        const body = text(printed(one));
        const head = `16,${code},${Math.abs(one.amountCents)},0,${field(one.bankRef)},${field(one.endToEnd ?? '')},${body.slice(0, width)}`;
        const rest: string[] = [];
        for (let at = width; at < body.length; at += width) rest.push(`88,${body.slice(at, at + width)}`);
        return [rest.length === 0 ? `${head}/` : head, ...rest];
      }),
    ];
    const total =
      ofDay.openingCents + balance + ofDay.entries.reduce((sum, one) => sum + Math.abs(one.amountCents), 0);
    fileTotal += total;
    records.push(
      `02,FOYER,SANDBOXBANK,1,${shortDay(day)},2000,AUD,2/`,
      ...account,
      `49,${total},${account.length + 1}/`,
      `98,${total},1,${account.length + 3}/`,
    );
  }
  return `${[...records, `99,${fileTotal},${Math.max(1, days.length)},${records.length + 1}/`].join('\r\n')}\r\n`;
}
