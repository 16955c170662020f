/** A back end that brought a valid access token. */
export type Machine = {
  id: string;
  name: string;
  /** The one client it is confined to; null for the contractor's own systems. */
  clientId: string | null;
  scopes: readonly string[];
};

export type FindMachine = (accessToken: string) => Promise<Machine | null>;
