export type PolicyParts = {
  /** Origin that serves the widgets and their data. */
  readonly foyer: string;
  /** Origins that the card form needs: its script, its frames, its calls. */
  readonly cardForm: readonly string[];
  /** Whether scripts may hand text to the page only through a Trusted Types policy. */
  readonly trustedTypes: boolean;
};

/** The Content-Security-Policy of a page with a widget on it; docs/embedding/content-security-policy.md explains each line. */
export function contentSecurityPolicy({ foyer, cardForm, trustedTypes }: PolicyParts): string {
  const cards = cardForm.join(' ');
  const lines = [
    `default-src 'none'`,
    `script-src 'self' ${foyer} ${cards}`,
    `connect-src 'self' ${foyer} ${cards}`,
    `frame-src ${cards}`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ];
  if (trustedTypes) {
    lines.push(
      `require-trusted-types-for 'script'`,
      'trusted-types foyer foyer-2 foyer-vendor-script foyer-vendor-script-2',
    );
  }
  return lines.join('; ');
}
