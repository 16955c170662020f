import { randomUUID, sign } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { makeSigningIdentity, type SigningIdentity } from './certificate.ts';
import { newId } from './ids.ts';

/** Signs deliveries as PayPal does. The key is made when it is first needed. */
export class Signer {
  readonly #base: () => string;
  readonly #name = `CERT-${newId(8).toLowerCase()}-${newId(8).toLowerCase()}`;
  #identity: SigningIdentity | undefined;

  constructor(base: () => string) {
    this.#base = base;
  }

  /** The certificate's file name; its address goes with every delivery. */
  get name(): string {
    return this.#name;
  }

  get chain(): string {
    return this.#own().chain;
  }

  /** The headers over the exact body: RSA with SHA-256 over `id|time|webhook id|CRC32 of the body`. */
  headersFor(body: string, webhookId: string, at: Date): Record<string, string> {
    const id = randomUUID();
    const time = at.toISOString().replace(/\.\d+Z$/, 'Z');
    const signed = `${id}|${time}|${webhookId}|${crc32(Buffer.from(body, 'utf8'))}`;
    return {
      'paypal-transmission-id': id,
      'paypal-transmission-time': time,
      'paypal-transmission-sig': sign('sha256', Buffer.from(signed), this.#own().privateKey).toString(
        'base64',
      ),
      'paypal-cert-url': `${this.#base()}/v1/notifications/certs/${this.#name}`,
      'paypal-auth-algo': 'SHA256withRSA',
    };
  }

  #own(): SigningIdentity {
    this.#identity ??= makeSigningIdentity();
    return this.#identity;
  }
}
