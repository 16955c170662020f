import { type LookupAddress, lookup } from 'node:dns';
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { GatewayUnknown, SignatureInvalid } from '../../ports/payment-gateway.ts';

const maxBytes = 64 * 1024;
const patienceMs = 5_000;

/**
 * Fetches a small text from an address that was found good. Follows no redirect, and does not connect to a private
 * address even where the name's owner says so.
 */
export function fetchCertificate(url: URL, isStandIn: boolean): Promise<string> {
  if (!isStandIn && isIP(url.hostname.replace(/^\[|\]$/g, '')))
    return Promise.reject(new SignatureInvalid('the certificate is not at a name'));
  const get = url.protocol === 'http:' ? getPlain : getSecure;
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      {
        timeout: patienceMs,
        signal: AbortSignal.timeout(patienceMs),
        headers: { accept: '*/*' },
        ...(isStandIn ? {} : { lookup: publicOnly }),
      },
      (response) => readText(response).then(resolve, reject),
    );
    request.on('error', (error) => {
      reject(error instanceof SignatureInvalid ? error : unreachable(error));
    });
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const { statusCode = 0 } = response;
  if (statusCode !== 200) {
    response.destroy();
    throw statusCode >= 500 || statusCode === 429
      ? unreachable(new Error(String(statusCode)))
      : new SignatureInvalid(`the certificate's address answered ${statusCode}`);
  }
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response) {
      size += part.length;
      if (size > maxBytes) break;
      parts.push(part);
    }
  } catch (error) {
    throw unreachable(error);
  }
  if (size > maxBytes) throw new SignatureInvalid('the certificate is too large');
  return Buffer.concat(parts).toString('latin1');
}

const unreachable = (cause: unknown): GatewayUnknown =>
  new GatewayUnknown('the certificate of the signature cannot be fetched now', { cause });

const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, prefix, 'ipv6');

/** Loopback, private and link-local networks, in both versions and in IPv4 written as IPv6. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return true;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPrivateAddress(mapped);
  return inside.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** A name's addresses for a connection, refused when any of them lies inside. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return callback(error, '', 0);
    const [first] = found;
    if (!first || found.some(({ address }) => isPrivateAddress(address)))
      return callback(new SignatureInvalid('the certificate is at a private address'), '', 0);
    if (options.all) return callback(null, found);
    callback(null, first.address, first.family);
  });
};
