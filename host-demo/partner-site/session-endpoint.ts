/** What a partner's back end needs to know of Foyer. */
export type FoyerAccess = {
  /** Address of the Foyer server, such as `https://portal.example`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/**
 * All that a partner's back end has to do: it says, with its own credentials, which of its signed-in users is looking at
 * which of its pages, and hands the browser the single-use secret that comes back.
 */
export async function makeFoyerSession(
  foyer: FoyerAccess,
  userEmail: string,
  origin: string,
): Promise<Response> {
  const credentials = Buffer.from(`${foyer.clientId}:${foyer.clientSecret}`).toString('base64');
  const granted = await fetch(`${foyer.baseUrl}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'embed' }),
  });
  if (!granted.ok) throw new Error(`Foyer refused the partner's credentials: ${granted.status}`);
  const { access_token } = (await granted.json()) as { access_token: string };
  return fetch(`${foyer.baseUrl}/v1/embed/sessions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${access_token}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ userEmail, widgets: ['invoice-pay'], origin }),
  });
}
