import { idempotencyKey } from '../../kit/client/idempotency-key.ts';
import type { FormDraft } from '../../kit/form-draft.ts';

/**
 * One key per request as it reads: sending the same words again after a lost answer is the same intention, also when the
 * page was loaded anew between.
 */
export class RepeatKey {
  private readonly kept: FormDraft | undefined;
  private key: string;
  private fingerprint: string;

  constructor(kept?: FormDraft) {
    this.kept = kept;
    this.key = kept?.text('key') ?? idempotencyKey();
    this.fingerprint = kept?.text('fingerprint') ?? '';
  }

  for(body: unknown): string {
    const fingerprint = JSON.stringify(body);
    if (fingerprint !== this.fingerprint) this.key = idempotencyKey();
    this.fingerprint = fingerprint;
    this.kept?.keep({ key: this.key, fingerprint });
    return this.key;
  }

  /** After it was carried out: the same words would be a new intention. */
  renew(): void {
    this.key = idempotencyKey();
    this.fingerprint = '';
    this.kept?.drop();
  }
}
