import type { Tx } from '../../../db/db.ts';
import type { UserRow } from '../sync.contract.ts';
import { type Incoming, type Known, sortRows } from '../sync.model.ts';
import { type Batch, externalIds, type Obstacle, readIds, resolver, type Writer } from './writer.ts';

type KnownMember = Known & {
  email: string;
  role: string;
  siteIds: string[] | null;
  validFrom: Date | null;
  validTo: Date | null;
  active: boolean;
};
type Account = { id: string; email: string; kind: string };
type Member = Incoming<UserRow> & {
  known: KnownMember | null;
  email: string;
  userId: string;
  siteIds: string[] | null;
};

/**
 * People of a client who may sign in. Runs as the identity role, which alone reads accounts and sessions. Who loses
 * access or gets another extent of it loses the sessions and tokens that were given out for the old one (S6).
 */
export const writeUsers: Writer<UserRow> = async (tx, batch, rows) => {
  const { writes, confirmed, tally } = sortRows(rows, await readMembers(tx, batch, rows));
  await confirmMembers(tx, batch, confirmed);
  if (writes.length === 0) return { tally, obstacles: [] };
  const obstacles: Obstacle[] = [];
  const accounts = new Map((await readAccounts(tx, writes)).map((account) => [account.email, account]));
  const names = writes.flatMap(({ row }) => row.siteExternalIds ?? []);
  const siteId = resolver(await readIds(tx, 'site', batch, names), 'site_unknown', 'site', obstacles);
  const members = writes.map((write): Member => {
    const email = write.row.email.toLowerCase();
    const account = accounts.get(email);
    const userId = write.known?.id ?? account?.id ?? batch.newId();
    if (account && (account.kind !== 'client' || account.id !== userId))
      obstacles.push({
        index: write.index,
        path: 'email',
        code: 'email_taken',
        message: 'Another account has this address.',
      });
    accounts.set(email, { id: userId, email, kind: 'client' });
    const siteIds = write.row.siteExternalIds?.map((name, n) =>
      siteId(write.index, `siteExternalIds/${n}`, name),
    );
    return { ...write, email, userId, siteIds: siteIds ? [...new Set(siteIds)].sort() : null };
  });
  obstacles.push(...(await secondMemberships(tx, batch, members)));
  if (obstacles.length > 0) return { tally, obstacles };
  await writeAccounts(tx, members);
  await writeMembers(tx, batch, members);
  await endAccess(
    tx,
    batch,
    members.filter(accessChanged).map(({ userId }) => userId),
  );
  return { tally, obstacles };
};

const readMembers = (tx: Tx, batch: Batch, rows: readonly Incoming<UserRow>[]) => tx<KnownMember[]>`
  select m.user_id as id, m.external_id as "externalId", m.source_updated_at as "sourceUpdatedAt", encode(m.content_hash, 'hex') as "contentHash",
    u.email, m.role, m.site_ids as "siteIds", m.valid_from as "validFrom", m.valid_to as "validTo", m.active
  from membership m join user_account u on u.id = m.user_id
  where m.client_id = ${batch.clientId} and m.source = ${batch.source} and m.external_id = any(${externalIds(rows)}::text[])
  order by m.user_id for update of m`;

const readAccounts = (tx: Tx, rows: readonly Incoming<UserRow>[]) => tx<Account[]>`
  select id, email, kind from user_account where email = any(${rows.map(({ row }) => row.email.toLowerCase())}::text[])
  order by id for update`;

/** A person is a member of a client once; the same address under two of the source's ids is a fault in the source. */
async function secondMemberships(tx: Tx, batch: Batch, members: readonly Member[]): Promise<Obstacle[]> {
  const stored = await tx<{ userId: string; source: string; externalId: string }[]>`
    select user_id as "userId", source, external_id as "externalId" from membership
    where client_id = ${batch.clientId} and user_id = any(${members.map(({ userId }) => userId)}::uuid[])`;
  const owners = new Map(stored.map((row) => [row.userId, row]));
  const obstacles: Obstacle[] = [];
  for (const { index, row, userId } of members) {
    const owner = owners.get(userId);
    if (owner && (owner.source !== batch.source || owner.externalId !== row.externalId))
      obstacles.push({
        index,
        path: 'email',
        code: 'member_repeated',
        message: `${owner.externalId} of ${owner.source} is the same person.`,
      });
    owners.set(userId, { userId, source: batch.source, externalId: row.externalId });
  }
  return obstacles;
}

async function writeAccounts(tx: Tx, members: readonly Member[]): Promise<void> {
  const records = members.map(({ userId, email, row }) => ({
    id: userId,
    email,
    display_name: row.displayName,
  }));
  await tx`
    insert into user_account as stored (id, email, display_name, kind)
    select id, email, display_name, 'client' from jsonb_to_recordset(${tx.json(records)}) as r (id uuid, email text, display_name text)
    on conflict (id) do update set email = excluded.email, display_name = excluded.display_name`;
}

async function writeMembers(tx: Tx, batch: Batch, members: readonly Member[]): Promise<void> {
  const records = members.map(({ userId, siteIds, row, hash }) => ({
    user_id: userId,
    role: row.role,
    site_ids: siteIds,
    valid_from: utc(row.validFrom),
    valid_to: utc(row.validTo),
    active: row.active,
    external_id: row.externalId,
    source_updated_at: utc(row.sourceUpdatedAt),
    content_hash: hash,
  }));
  await tx`
    insert into membership as stored (client_id, user_id, role, site_ids, valid_from, valid_to, active,
      source, external_id, source_updated_at, provenance, synced_at, content_hash)
    select ${batch.clientId}, user_id, role, site_ids, valid_from, valid_to, active,
      ${batch.source}, external_id, source_updated_at, 'synced', ${batch.now}, decode(content_hash, 'hex')
    from jsonb_to_recordset(${tx.json(records)}) as r (user_id uuid, role text, site_ids uuid[], valid_from timestamptz, valid_to timestamptz,
      active boolean, external_id text, source_updated_at timestamptz, content_hash text)
    on conflict (client_id, user_id) do update set
      role = excluded.role, site_ids = excluded.site_ids, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
      active = excluded.active, version = stored.version + 1, source_updated_at = excluded.source_updated_at,
      provenance = excluded.provenance, synced_at = excluded.synced_at, content_hash = excluded.content_hash`;
}

async function confirmMembers(
  tx: Tx,
  batch: Batch,
  confirmed: readonly (Incoming<UserRow> & { known: KnownMember })[],
): Promise<void> {
  for (const { row, known } of confirmed)
    await tx`
      update membership set source_updated_at = ${utc(row.sourceUpdatedAt)}, synced_at = ${batch.now}
      where client_id = ${batch.clientId} and user_id = ${known.id}`;
}

/** Sessions and tokens answer for what they were given for; the next request has to show the new access. */
async function endAccess(tx: Tx, batch: Batch, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await tx`delete from user_session where user_id = any(${userIds}::uuid[])`;
  await tx`delete from embed_token where client_id = ${batch.clientId} and user_id = any(${userIds}::uuid[])`;
  await tx`delete from embed_secret where client_id = ${batch.clientId} and user_id = any(${userIds}::uuid[])`;
}

function accessChanged({ known, row, email, siteIds }: Member): boolean {
  if (!known) return false;
  const before = [
    known.email,
    known.role,
    known.siteIds === null ? null : [...known.siteIds].sort(),
    known.validFrom?.getTime(),
    known.validTo?.getTime(),
    known.active,
  ];
  const after = [
    email,
    row.role,
    siteIds,
    row.validFrom ? Date.parse(row.validFrom) : undefined,
    row.validTo ? Date.parse(row.validTo) : undefined,
    row.active,
  ];
  return JSON.stringify(before) !== JSON.stringify(after);
}

const utc = (moment: string | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();
