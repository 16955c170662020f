import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';

/** A file's bytes, fetched with the page's own session. */
export async function fileOf(page: Page, path: string): Promise<Uint8Array> {
  const answer = await page.request.get(new URL(path, page.url()).href);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return new Uint8Array(await answer.body());
}

/** The rows of a CSV file, by the names of its columns. */
export const csvOf = async (page: Page, path: string): Promise<Record<string, string>[]> =>
  parse(Buffer.from(await fileOf(page, path)), { bom: true, columns: true });

/** The amounts of an element, in cents and in their order. */
export const xmlAmounts =
  (xml: string) =>
  (name: string): number[] =>
    [...xml.matchAll(new RegExp(`<cbc:${name} currencyID="AUD">(-?)(\\d+)\\.(\\d\\d)<`, 'g'))].map(
      ([, sign, whole, cents]) => Number(`${sign}${whole}${cents}`),
    );

/** Labels and their figures, as a list of terms on the screen shows them. */
export async function labelled(page: Page, selector: string): Promise<Record<string, string>> {
  const pairs = await page
    .locator(selector)
    .evaluateAll((items) =>
      items.map((item) => [
        item.querySelector('dt')?.textContent ?? '',
        item.querySelector('dd')?.textContent ?? '',
      ]),
    );
  return Object.fromEntries(pairs.map(([label = '', figure = '']) => [label.trim(), figure.trim()]));
}
