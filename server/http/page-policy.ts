/** The portal's own page: scripts and styles from here alone, the card form from the payment vendor's origin. */
export function portalPolicy(vendorScriptUrl: string): string {
  const vendor = new URL(vendorScriptUrl).origin;
  const vendorFrames =
    vendor === 'https://js.stripe.com' ? 'https://js.stripe.com https://hooks.stripe.com' : vendor;
  const vendorCalls = vendor === 'https://js.stripe.com' ? 'https://api.stripe.com' : vendor;
  return [
    "default-src 'none'",
    `script-src 'self' ${vendor}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${vendorCalls}`,
    `frame-src ${vendorFrames}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
