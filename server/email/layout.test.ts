import fc from 'fast-check';
import mjml2html from 'mjml';
import { beforeAll, describe, expect, it } from 'vitest';
import { escapeHtml, frame, pairTable, toHtml } from './layout.ts';

const mailOf = (texts: readonly string[], facts: readonly (readonly [string, string])[]): string =>
  frame({
    language: 'en-AU',
    title: texts[0] ?? '',
    preview: texts.join(' '),
    heading: texts.at(-1) ?? '',
    body: `${texts.map((text) => `<mj-text>${escapeHtml(text)}</mj-text>`).join('')}${pairTable(facts)}
      <mj-text font-size="12px"><a href="https://portal.example/?a=1&amp;b=2">See</a></mj-text>`,
    footer: texts.slice(0, 2),
  });
const asMjmlMakesIt = async (mail: string): Promise<string> =>
  (await mjml2html(mail, { validationLevel: 'strict', keepComments: false, fonts: {} })).html;

describe('the layout of a mail', () => {
  beforeAll(() => toHtml(mailOf(['The first loads MJML'], [])), 60_000);

  it('E31 is to the letter what MJML makes of the whole mail, whatever its texts are', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '[text 0]',
        '[text 1]',
        '</mj-text>',
        '$1 $& $`',
        '<img src=x>',
        '{{name}}',
        '付款 دفعة',
      ),
    );
    const fact = fc.tuple(text, text);
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.array(fact, { maxLength: 3 }),
        async (texts, facts) => {
          const mail = mailOf(texts, facts);
          expect(await toHtml(mail)).toBe(await asMjmlMakesIt(mail));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a mail that is not well made, again and again', async () => {
    for (let n = 0; n < 2; n += 1)
      await expect(toHtml('<mjml><mj-body><mj-no></mj-no></mj-body></mjml>')).rejects.toThrow();
  });
});
