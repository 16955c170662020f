import { randomBytes } from 'node:crypto';
import { PaypalError } from './errors.ts';

const LIFETIME_S = 32_400;

/** Bearer tokens for the account's API; they end with the process, as a vendor may end them at any time. */
export class AccessTokens {
  readonly #until = new Map<string, number>();

  /** Answers `POST /v1/oauth2/token` with client credentials; the stand-in knows every client that has a secret. */
  issue(authorization: string | undefined) {
    const [id = '', secret = ''] = credentialsOf(authorization);
    if (id === '' || secret === '') throw unauthenticated('invalid_client');
    const token = `A21AA${randomBytes(48).toString('base64url')}`;
    this.#until.set(token, Date.now() + LIFETIME_S * 1_000);
    return {
      scope: 'https://uri.paypal.com/services/payments/payment https://uri.paypal.com/services/reporting',
      access_token: token,
      token_type: 'Bearer',
      app_id: 'APP-80W284485P519543T',
      expires_in: LIFETIME_S,
      nonce: new Date().toISOString(),
    };
  }

  check(authorization: string | undefined): void {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
    if ((this.#until.get(token) ?? 0) < Date.now()) throw unauthenticated('invalid_token');
  }

  revokeAll(): void {
    this.#until.clear();
  }
}

function credentialsOf(authorization: string | undefined): string[] {
  const encoded = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return Buffer.from(encoded, 'base64').toString('utf8').split(':');
}

const unauthenticated = (issue: string): PaypalError =>
  new PaypalError(
    401,
    'AUTHENTICATION_FAILURE',
    'Authentication failed due to invalid authentication credentials or a missing Authorization header.',
    [{ issue, description: 'The credentials or the token are not valid.' }],
  );
