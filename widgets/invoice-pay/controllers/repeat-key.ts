import { idempotencyKey } from '../../kit/client/idempotency-key.ts';

/** One key per request as it reads: sending the same words again after a lost answer is the same intention. */
export class RepeatKey {
  private key = idempotencyKey();
  private fingerprint = '';

  for(body: unknown): string {
    const fingerprint = JSON.stringify(body);
    if (fingerprint !== this.fingerprint) this.renew();
    this.fingerprint = fingerprint;
    return this.key;
  }

  /** After it was carried out: the same words would be a new intention. */
  renew(): void {
    this.key = idempotencyKey();
    this.fingerprint = '';
  }
}
