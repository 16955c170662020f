/** Text made safe for HTML content and double-quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A complete document without a line of inline script or style. */
export function htmlDocument(page: {
  title: string;
  head?: string;
  body: string;
  bodyClass?: string;
}): string {
  return `<!doctype html>
<html lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
${page.head ?? ''}
</head>
<body${page.bodyClass ? ` class="${page.bodyClass}"` : ''}>
${page.body}
</body>
</html>
`;
}

/** Everything from the sandbox itself and nothing inline; framed by anyone only where a page is made for it. */
export function pagePolicy(options: { framed: boolean; frames?: boolean }): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      options.frames ? "frame-src 'self'" : "frame-src 'none'",
      "require-trusted-types-for 'script'",
      ...(options.framed ? [] : ["frame-ancestors 'self'"]),
    ].join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
