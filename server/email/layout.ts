/** Shared by every mail: the frame, the escaping, and the light theme's colours (mail programs read no variables). */
const ink = '#161f25';
const muted = '#51616a';
const accent = '#0c5a6b';
const wash = '#f4f6f7';
const rule = '#d9e0e3';

export const palette = { ink, muted, accent, wash, rule };

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that came from people or systems, made harmless inside markup. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

export type Frame = {
  language: string;
  title: string;
  preview: string;
  heading: string;
  body: string;
  footer: string[];
};

/** All values but `body` are text and escaped here; `body` is MJML. */
export function frame({ language, title, preview, heading, body, footer }: Frame): string {
  return `<mjml lang="${escapeHtml(language)}">
  <mj-head>
    <mj-title>${escapeHtml(title)}</mj-title>
    <mj-preview>${escapeHtml(preview)}</mj-preview>
    <mj-attributes>
      <mj-all font-family="-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" />
      <mj-text font-size="15px" line-height="22px" color="${ink}" padding="8px 24px" />
      <mj-table font-size="14px" line-height="20px" color="${ink}" padding="8px 24px" />
      <mj-section padding="0" background-color="#ffffff" />
    </mj-attributes>
    <mj-style>
      .amount { font-variant-numeric: tabular-nums; }
      @media (max-width: 480px) { .wide { display: none !important; } }
    </mj-style>
  </mj-head>
  <mj-body background-color="${wash}" width="600px">
    <mj-section padding="16px 0" background-color="${wash}"><mj-column></mj-column></mj-section>
    <mj-section border-top="3px solid ${accent}" padding="20px 0 0">
      <mj-column><mj-text font-size="22px" line-height="28px" font-weight="600">${escapeHtml(heading)}</mj-text></mj-column>
    </mj-section>
    <mj-section padding="0 0 20px"><mj-column>${body}</mj-column></mj-section>
    <mj-section background-color="${wash}" padding="12px 0 24px">
      <mj-column>${footer.map((line) => `<mj-text font-size="12px" line-height="18px" color="${muted}" padding="0 24px">${escapeHtml(line)}</mj-text>`).join('')}</mj-column>
    </mj-section>
  </mj-body>
</mjml>`;
}

/**
 * The mail as mail programs take it. MJML takes ten milliseconds of the processor for each, so a mail of one shape is
 * rendered once with marks in the places of its texts, which are put in afterwards. No web font: a mail loads nothing.
 */
export async function toHtml(mjml: string): Promise<string> {
  const texts: string[] = [];
  const shape = mjml.replace(content, (_, open: string, __, text: string, close: string) => {
    const core = text.trim();
    // MJML leaves out what is empty.
    return `${open}${core && text.replace(core, () => `[text ${texts.push(core) - 1}]`)}${close}`;
  });
  const page = await (shapes.get(shape) ?? remember(shape));
  return page.replace(/\[text (\d+)\]/g, (_, n: string) => texts[Number(n)] ?? '');
}

/** What MJML passes on as it is. */
const content = /(<(mj-title|mj-preview|mj-text|mj-table)(?: [^>]*[^/>])?>)([\s\S]*?)(<\/\2>)/g;
const shapes = new Map<string, Promise<string>>();
/** There are as many as mails differ in their number of paragraphs, in each language. */
const mostShapes = 200;

function remember(shape: string): Promise<string> {
  if (shapes.size >= mostShapes) shapes.clear();
  const page = render(shape);
  shapes.set(shape, page);
  page.catch(() => shapes.delete(shape));
  return page;
}

/** MJML is heavy and needed only here, so it is loaded when the first mail is written. */
async function render(mjml: string): Promise<string> {
  const { default: mjml2html } = await import('mjml');
  const { html, errors } = await mjml2html(mjml, {
    validationLevel: 'strict',
    keepComments: false,
    fonts: {},
  });
  if (errors.length > 0)
    throw new Error(`mail template: ${errors.map((error) => error.formattedMessage).join('; ')}`);
  return html;
}

/** Labels with their values, as a table of two columns. */
export const pairTable = (rows: readonly (readonly [string, string])[]): string =>
  `<mj-table>${rows
    .map(
      ([label, value]) =>
        `<tr><td style="padding:2px 16px 2px 0;vertical-align:top;white-space:nowrap;color:${muted}">${escapeHtml(label)}</td><td class="amount" style="padding:2px 0;text-align:right;font-weight:600">${escapeHtml(value)}</td></tr>`,
    )
    .join('')}</mj-table>`;
