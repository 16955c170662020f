type VendorOrigins = { scripts: string; frames: string; calls: string; images: string };

/** Where the vendors' own scripts go on to; a stand-in does everything from one origin. */
const known: Readonly<Record<string, VendorOrigins>> = {
  'https://js.stripe.com': {
    scripts: 'https://js.stripe.com',
    frames: 'https://js.stripe.com https://hooks.stripe.com',
    calls: 'https://api.stripe.com',
    images: '',
  },
  'https://www.paypal.com': {
    scripts: 'https://*.paypal.com https://*.paypalobjects.com',
    frames: 'https://*.paypal.com',
    calls: 'https://*.paypal.com',
    images: 'https://*.paypal.com https://*.paypalobjects.com',
  },
};
const standIn = (origin: string): VendorOrigins => ({
  scripts: origin,
  frames: origin,
  calls: origin,
  images: '',
});

/** The portal's own page: scripts and styles from here alone, the forms for paying from the vendors' origins. */
export function portalPolicy(vendorScriptUrls: readonly string[]): string {
  const origins = [...new Set(vendorScriptUrls.map((url) => new URL(url).origin))];
  const vendors = origins.map((origin) => known[origin] ?? standIn(origin));
  const all = (part: keyof VendorOrigins): string =>
    vendors
      .map((vendor) => vendor[part])
      .filter((list) => list !== '')
      .join(' ');
  return [
    "default-src 'none'",
    `script-src 'self' ${all('scripts')}`,
    "style-src 'self'",
    `img-src 'self' data: ${all('images')}`.trim(),
    "font-src 'self'",
    `connect-src 'self' ${all('calls')}`,
    `frame-src ${all('frames')}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
