import type { Autopay, AutopayRequest } from '../../../server/features/autopay/autopay.contract.ts';
import type {
  AuthorityRequest,
  MethodKind,
  PaymentMethod,
  PaymentMethods,
} from '../../../server/features/payment-methods/payment-methods.contract.ts';
import { idempotencyKey } from '../../kit/client/idempotency-key.ts';
import type { FoyerSession } from '../../kit/session/session.ts';

export type MethodStep = 'default' | 'pause' | 'resume' | 'cancel' | 'refresh';

const base = '/v1/payment-methods';

/** Calls about saved methods and autopay. Each throws `FoyerProblem`, or an `AbortError` when its signal was aborted. */
export class PaymentMethodsApi {
  private readonly session: Pick<FoyerSession, 'request'>;

  constructor(session: Pick<FoyerSession, 'request'>) {
    this.session = session;
  }

  methods(signal?: AbortSignal) {
    return this.session.request<PaymentMethods>(base, { signal });
  }

  /** The same key is the same method, however often it is sent. */
  save(kind: MethodKind, maxCents: number | null, key: string) {
    return this.session.request<PaymentMethod>(base, {
      method: 'POST',
      body: { kind, maxCents, termsAccepted: true },
      idempotencyKey: key,
      timeoutMs: 30_000,
    });
  }

  step(id: string, step: MethodStep) {
    return this.session.request<PaymentMethod>(`${base}/${encodeURIComponent(id)}/${step}`, {
      method: 'POST',
      idempotencyKey: idempotencyKey(),
      timeoutMs: 30_000,
    });
  }

  authority(id: string, body: AuthorityRequest) {
    return this.session.request<PaymentMethod>(`${base}/${encodeURIComponent(id)}/authority`, {
      method: 'PUT',
      body,
    });
  }

  remove(id: string) {
    return this.session.request<void>(`${base}/${encodeURIComponent(id)}`, {
      method: 'DELETE',
      timeoutMs: 30_000,
    });
  }

  autopay(signal?: AbortSignal) {
    return this.session.request<Autopay>('/v1/autopay-rule', { signal });
  }

  setAutopay(body: AutopayRequest) {
    return this.session.request<Autopay>('/v1/autopay-rule', { method: 'PUT', body });
  }
}
