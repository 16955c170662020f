import { PushError } from './push-error.ts';

export type TokenSource = { tokenUrl: string; clientId: string; clientSecret: string };

const EARLY_MS = 30_000;

/** Gets access tokens by OAuth client credentials (RFC 6749 section 4.4), and keeps one until it is about to end. */
export function accessTokens(source: TokenSource): { get(): Promise<string>; forget(): void } {
  let kept: { token: string; until: number } | undefined;
  return {
    get: async () => {
      if (!kept || kept.until < Date.now()) kept = await request(source);
      return kept.token;
    },
    forget: () => {
      kept = undefined;
    },
  };
}

async function request(source: TokenSource): Promise<{ token: string; until: number }> {
  // Both halves are form-encoded before they are joined, as section 2.3.1 asks.
  const credentials = [source.clientId, source.clientSecret].map(encodeURIComponent).join(':');
  const response = await fetch(source.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'sync' }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new PushError(`The token endpoint answered ${response.status}: ${text.slice(0, 300)}`);
  const body: unknown = JSON.parse(text);
  if (typeof body !== 'object' || body === null || !('access_token' in body)) {
    throw new PushError('The token endpoint answered without an access token.');
  }
  const seconds = 'expires_in' in body && typeof body.expires_in === 'number' ? body.expires_in : 60;
  return { token: String(body.access_token), until: Date.now() + seconds * 1_000 - EARLY_MS };
}
