import type { Tx } from '../../db/db.ts';
import type { Membership, Person } from './identity.model.ts';
import type { ClientRole, ContractorRole } from './roles.ts';

type PersonRow = {
  user_id: string;
  email: string;
  display_name: string;
  kind: 'client' | 'contractor';
  contractor_role: ContractorRole | null;
};

export type Account = { person: Person; passwordHash: string | null; active: boolean };

export async function findAccount(tx: Tx, email: string): Promise<Account | null> {
  const [row] = await tx<(PersonRow & { password_hash: string | null; active: boolean })[]>`
    select id as user_id, email, display_name, kind, contractor_role, password_hash, active
    from user_account where email = ${email.toLowerCase()}`;
  return row ? { person: personOf(row), passwordHash: row.password_hash, active: row.active } : null;
}

export async function findPerson(tx: Tx, userId: string): Promise<Person | null> {
  const [row] = await tx<PersonRow[]>`
    select id as user_id, email, display_name, kind, contractor_role from user_account where id = ${userId}`;
  return row ? personOf(row) : null;
}

export async function findCredentials(
  tx: Tx,
  userId: string,
): Promise<{ email: string; passwordHash: string | null } | null> {
  const [row] = await tx<{ email: string; passwordHash: string | null }[]>`
    select email, password_hash as "passwordHash" from user_account where id = ${userId} and active`;
  return row ?? null;
}

export type FoundSession = {
  id: string;
  person: Person;
  createdAt: Date;
  expiresAt: Date;
  actingClientId: string | null;
  steppedUpUntil: Date | null;
  /** Of the acting client; null for the contractor's people. */
  membership: Membership | null;
};

type SessionColumns = PersonRow &
  MembershipColumns & {
    id: string;
    created_at: Date;
    expires_at: Date;
    acting_client_id: string | null;
    stepped_up_until: Date | null;
  };

export const selectSession = (tx: Tx, sessionId: string) => tx<SessionColumns[]>`
  select s.id, s.created_at, s.expires_at, s.acting_client_id, s.stepped_up_until,
    u.id as user_id, u.email, u.display_name, u.kind, u.contractor_role,
    m.client_id, m.role, m.site_ids, m.valid_from, m.valid_to
  from user_session s
  join user_account u on u.id = s.user_id and u.active
  left join membership m on m.client_id = s.acting_client_id and m.user_id = u.id and m.active
  where s.id = ${sessionId}`;

export const sessionOf = (row: SessionColumns): FoundSession => ({
  id: row.id,
  person: personOf(row),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  actingClientId: row.acting_client_id,
  steppedUpUntil: row.stepped_up_until,
  membership: membershipOf(row),
});

export async function listMemberships(tx: Tx, userId: string): Promise<Membership[]> {
  const rows = await tx<MembershipColumns[]>`
    select m.client_id, m.role, m.site_ids, m.valid_from, m.valid_to
    from membership m join client c using (client_id)
    where m.user_id = ${userId} and m.active order by c.trading_name`;
  return rows.flatMap((row) => membershipOf(row) ?? []);
}

export async function touchSession(tx: Tx, sessionId: string, now: Date): Promise<void> {
  await tx`update user_session set last_seen_at = ${now} where id = ${sessionId}`;
}

/**
 * Gives a session another token and notes the step-up; its ends stay where they were.
 * @returns false when the session is not there any more under the former token
 */
export async function rotateSession(
  tx: Tx,
  { userId, from, to, until }: { userId: string; from: string; to: string; until: Date },
): Promise<boolean> {
  const rows = await tx`
    update user_session set id = ${to}, stepped_up_until = ${until} where id = ${from} and user_id = ${userId} returning 1`;
  return rows.length > 0;
}

export async function setActingClient(tx: Tx, sessionId: string, clientId: string): Promise<void> {
  await tx`update user_session set acting_client_id = ${clientId} where id = ${sessionId}`;
}

export type SessionRow = {
  id: string;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  ip: string | null;
  user_agent: string | null;
};

export const listSessions = (tx: Tx, userId: string, now: Date) => tx<SessionRow[]>`
  select id, created_at, last_seen_at, expires_at, ip, user_agent from user_session
  where user_id = ${userId} and expires_at > ${now} order by last_seen_at desc limit 200`;

/** @returns whether the session was there and was this person's */
export async function deleteSessionOf(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
  const rows = await tx`delete from user_session where id = ${sessionId} and user_id = ${userId} returning 1`;
  return rows.length > 0;
}

export type ClientRow = { client_id: string; trading_name: string; abn: string; brand: string };
export type SiteRow = { id: string; code: string; name: string; state: string; time_zone: string };

export const findClient = async (tx: Tx, clientId: string): Promise<ClientRow | null> => {
  const [row] = await tx<
    ClientRow[]
  >`select client_id, trading_name, abn, brand from client where client_id = ${clientId}`;
  return row ?? null;
};

export const listClients = (tx: Tx) =>
  tx<ClientRow[]>`select client_id, trading_name, abn, brand from client order by trading_name limit 1000`;

/** Row-level security keeps the sites outside the asker's scope out. */
export const listSites = (tx: Tx, clientId: string) => tx<SiteRow[]>`
  select id, code, name, state, time_zone from site where client_id = ${clientId} order by name limit 1000`;

export type EmbedGrant = {
  clientId: string;
  userId: string;
  oauthClientId: string;
  widgets: string[];
  siteIds: string[] | null;
  origin: string;
};

export async function saveEmbedSecret(
  tx: Tx,
  hash: Buffer,
  grant: EmbedGrant,
  expiresAt: Date,
): Promise<void> {
  await tx`
    insert into embed_secret (hash, client_id, user_id, oauth_client_id, widgets, site_ids, origin, expires_at)
    values (${hash}, ${grant.clientId}, ${grant.userId}, ${grant.oauthClientId}, ${grant.widgets}, ${grant.siteIds}::uuid[], ${grant.origin}, ${expiresAt})`;
}

/** Marks the secret as used, once; null when it is unknown, used, expired or bound to another origin. */
export async function takeEmbedSecret(
  tx: Tx,
  hash: Buffer,
  origin: string,
  now: Date,
): Promise<EmbedGrant | null> {
  const [row] = await tx<GrantRow[]>`
    update embed_secret set used_at = ${now}
    where hash = ${hash} and used_at is null and expires_at > ${now} and origin = ${origin}
    returning client_id, user_id, oauth_client_id, widgets, site_ids, origin`;
  return row ? grantOf(row) : null;
}

export async function saveEmbedToken(
  tx: Tx,
  hash: Buffer,
  grant: EmbedGrant,
  expiresAt: Date,
): Promise<void> {
  await tx`
    insert into embed_token (hash, client_id, user_id, oauth_client_id, widgets, site_ids, origin, expires_at)
    values (${hash}, ${grant.clientId}, ${grant.userId}, ${grant.oauthClientId}, ${grant.widgets}, ${grant.siteIds}::uuid[], ${grant.origin}, ${expiresAt})`;
}

export type FoundEmbedToken = {
  grant: EmbedGrant;
  expiresAt: Date;
  person: Person;
  membership: Membership | null;
};

type EmbedTokenColumns = PersonRow &
  MembershipColumns & {
    expires_at: Date;
    oauth_client_id: string;
    widgets: string[];
    token_site_ids: string[] | null;
    origin: string;
    token_client_id: string;
  };

export const selectEmbedToken = (tx: Tx, hash: Buffer) => tx<EmbedTokenColumns[]>`
  select t.expires_at, t.oauth_client_id, t.widgets, t.site_ids as token_site_ids, t.origin, t.client_id as token_client_id,
    u.id as user_id, u.email, u.display_name, u.kind, u.contractor_role,
    m.client_id, m.role, m.site_ids, m.valid_from, m.valid_to
  from embed_token t
  join oauth_client o on o.id = t.oauth_client_id and o.active
  join user_account u on u.id = t.user_id and u.active
  left join membership m on m.client_id = t.client_id and m.user_id = u.id and m.active
  where t.hash = ${hash}`;

export const embedTokenOf = (row: EmbedTokenColumns): FoundEmbedToken => ({
  person: personOf(row),
  membership: membershipOf(row),
  expiresAt: row.expires_at,
  grant: {
    clientId: row.token_client_id,
    userId: row.user_id,
    oauthClientId: row.oauth_client_id,
    widgets: row.widgets,
    siteIds: row.token_site_ids,
    origin: row.origin,
  },
});

export async function findMember(
  tx: Tx,
  clientId: string,
  email: string,
): Promise<{ person: Person; membership: Membership } | null> {
  const [row] = await tx<(PersonRow & MembershipColumns)[]>`
    select u.id as user_id, u.email, u.display_name, u.kind, u.contractor_role, m.client_id, m.role, m.site_ids, m.valid_from, m.valid_to
    from membership m join user_account u on u.id = m.user_id
    where m.client_id = ${clientId} and u.email = ${email.toLowerCase()} and m.active and u.active`;
  const membership = row && membershipOf(row);
  return row && membership ? { person: personOf(row), membership } : null;
}

export async function countSites(tx: Tx, clientId: string, siteIds: readonly string[]): Promise<number> {
  const [row] = await tx<{ n: number }[]>`
    select count(*)::integer as n from site where client_id = ${clientId} and id = any (${[...siteIds]}::uuid[])`;
  return row?.n ?? 0;
}

export async function listAllowedOrigins(tx: Tx): Promise<string[]> {
  const rows = await tx<{ origin: string }[]>`
    select distinct unnest(allowed_origins) as origin from oauth_client where active`;
  return rows.map((row) => row.origin);
}

export async function findOAuthClient(tx: Tx, id: string): Promise<OAuthClientRow | null> {
  const [row] = await tx<OAuthClientRow[]>`
    select id, name, secret_sealed, scopes, client_id, allowed_origins from oauth_client where id = ${id} and active`;
  return row ?? null;
}

export type OAuthClientRow = {
  id: string;
  name: string;
  secret_sealed: Uint8Array;
  scopes: string[];
  client_id: string | null;
  allowed_origins: string[];
};

export async function saveOAuthClient(tx: Tx, row: OAuthClientRow): Promise<void> {
  await tx`
    insert into oauth_client (id, name, secret_sealed, scopes, client_id, allowed_origins)
    values (${row.id}, ${row.name}, ${row.secret_sealed}, ${row.scopes}, ${row.client_id}, ${row.allowed_origins})
    on conflict (id) do update set name = excluded.name, secret_sealed = excluded.secret_sealed, scopes = excluded.scopes,
      client_id = excluded.client_id, allowed_origins = excluded.allowed_origins, active = true`;
}

export async function deleteExpiredTokens(tx: Tx, before: Date): Promise<void> {
  await tx`delete from embed_secret where expires_at < ${before}`;
  await tx`delete from embed_token where expires_at < ${before}`;
  await tx`delete from oauth_record where expires_at < ${before}`;
}

type MembershipColumns = {
  client_id: string | null;
  role: ClientRole | null;
  site_ids: string[] | null;
  valid_from: Date | null;
  valid_to: Date | null;
};
type GrantRow = {
  client_id: string;
  user_id: string;
  oauth_client_id: string;
  widgets: string[];
  site_ids: string[] | null;
  origin: string;
};

const personOf = (row: PersonRow): Person => ({
  userId: row.user_id,
  email: row.email,
  displayName: row.display_name,
  kind: row.kind,
  contractorRole: row.contractor_role,
});

const membershipOf = (row: MembershipColumns): Membership | null =>
  row.client_id && row.role
    ? {
        clientId: row.client_id,
        role: row.role,
        siteIds: row.site_ids,
        validFrom: row.valid_from,
        validTo: row.valid_to,
      }
    : null;

const grantOf = (row: GrantRow): EmbedGrant => ({
  clientId: row.client_id,
  userId: row.user_id,
  oauthClientId: row.oauth_client_id,
  widgets: row.widgets,
  siteIds: row.site_ids,
  origin: row.origin,
});
