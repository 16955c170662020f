/** Who is signed in, as `GET /v1/me` and `POST /v1/embed/token` tell it. */
export type Me = {
  readonly user: {
    readonly id: string;
    readonly displayName: string;
    readonly email: string;
    readonly kind: 'client' | 'contractor';
  };
  readonly client: {
    readonly id: string;
    readonly name: string;
    readonly abn: string;
    readonly brand: string;
  } | null;
  readonly role: string;
  /** What this person may do, in snake_case or dotted words of the server; hide what is not here. */
  readonly capabilities: readonly string[];
  readonly siteScope: 'all' | readonly string[];
  readonly sites: readonly MySite[];
  /** ISO UTC instant of these facts. */
  readonly asOf: string;
};

export type MySite = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly state: string;
  /** IANA name, such as `Australia/Perth`. */
  readonly timeZone: string;
};
