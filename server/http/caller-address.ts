import type { IncomingMessage } from 'node:http';

/**
 * The caller's address. A forwarded address counts only as many hops from the right as there are proxies of our own
 * (security.md S11): what stands further left is the caller's claim.
 */
export function callerAddress(
  forwardedFor: string | undefined,
  socketAddress: string,
  trustedHops: number,
): string {
  if (trustedHops === 0 || !forwardedFor) return socketAddress;
  const hops = forwardedFor.split(',').map((hop) => hop.trim());
  return hops[hops.length - trustedHops] || socketAddress;
}

export const socketAddressOf = (c: { env: unknown }): string => {
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming;
  return incoming?.socket.remoteAddress ?? 'unknown';
};
