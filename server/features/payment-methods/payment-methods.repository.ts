import type { Tx } from '../../db/db.ts';
import type { SavedMethod, Vendor } from '../../ports/payment-gateway.ts';
import type { MethodPicture, MethodRefs } from '../../ports/payment-method-vault.ts';
import type { Authority, MethodKind } from './payment-methods.contract.ts';
import type { Standing } from './payment-methods.model.ts';

export type MethodRow = Authority &
  MethodRefs & {
    id: string;
    vendor: Vendor;
    kind: MethodKind;
    status: Standing;
    label: string | null;
    customerRef: string | null;
    brand: string | null;
    last4: string | null;
    bsbMasked: string | null;
    payIdMasked: string | null;
    holder: string | null;
    expiresOn: string | null;
    mandateMaxCents: number | null;
    mandateEndsOn: string | null;
    isDefault: boolean;
    addedBy: string | null;
    addedByName: string;
    contactEmail: string | null;
    createdAt: Date;
    version: number;
    usedByAutopay: boolean;
  };

const columns = (tx: Tx) => tx`
  m.id, m.vendor, m.kind, m.status, m.label, m.customer_ref as "customerRef", m.setup_ref as "setupRef",
  m.method_ref as "methodRef", m.mandate_ref as "mandateRef", m.brand, m.last4, m.bsb_masked as "bsbMasked",
  m.pay_id_masked as "payIdMasked", m.holder, m.expires_on as "expiresOn", m.mandate_max_cents as "mandateMaxCents",
  m.mandate_ends_on as "mandateEndsOn", m.is_default as "isDefault", m.limit_cents as "limitCents",
  m.po_required as "poRequired", m.allowed_roles as "allowedRoles", m.allowed_user_ids as "allowedUserIds",
  m.added_by as "addedBy", m.added_by_name as "addedByName", m.contact_email as "contactEmail",
  m.created_at as "createdAt", m.version,
  exists (select 1 from autopay_rule r where r.client_id = m.client_id and r.payment_method_id = m.id and r.enabled) as "usedByAutopay"`;

/** Without those that were removed; the default first, then the newest. */
export async function listMethods(tx: Tx, clientId: string): Promise<MethodRow[]> {
  return tx<MethodRow[]>`
    select ${columns(tx)} from payment_method m where m.client_id = ${clientId} and m.status <> 'removed'
    order by m.is_default desc, m.created_at desc, m.id limit 200`;
}

export async function findMethod(tx: Tx, clientId: string, id: string): Promise<MethodRow | null> {
  const [row] = await tx<MethodRow[]>`
    select ${columns(tx)} from payment_method m where m.client_id = ${clientId} and m.id = ${id}`;
  return row ?? null;
}

export async function lockMethod(tx: Tx, clientId: string, id: string): Promise<MethodRow | null> {
  const [row] = await tx<MethodRow[]>`
    select ${columns(tx)} from payment_method m where m.client_id = ${clientId} and m.id = ${id} for update of m`;
  return row ?? null;
}

export type NewMethod = {
  id: string;
  vendor: Vendor;
  kind: MethodKind;
  label: string | null;
  mandateMaxCents: number | null;
  termsVersion: string;
  addedBy: string | null;
  addedByName: string;
  contactEmail: string | null;
  at: Date;
};

/** False when it exists already. */
export async function insertMethod(tx: Tx, clientId: string, method: NewMethod): Promise<boolean> {
  const inserted = await tx`
    insert into payment_method (client_id, id, vendor, kind, status, label, mandate_max_cents, terms_version, accepted_at,
      added_by, added_by_name, contact_email, created_at, updated_at)
    values (${clientId}, ${method.id}, ${method.vendor}, ${method.kind}, 'setting_up', ${method.label},
      ${method.mandateMaxCents}, ${method.termsVersion}, ${method.at}, ${method.addedBy}, ${method.addedByName},
      ${method.contactEmail}, ${method.at}, ${method.at})
    on conflict (client_id, id) do nothing`;
  return inserted.count > 0;
}

/** The client's name at the vendor; null before its first method. */
export async function findCustomer(tx: Tx, clientId: string, vendor: Vendor): Promise<string | null> {
  const [row] = await tx<{ ref: string }[]>`
    select customer_ref as ref from vendor_customer where client_id = ${clientId} and vendor = ${vendor}`;
  return row?.ref ?? null;
}

export async function insertCustomer(tx: Tx, clientId: string, vendor: Vendor, ref: string): Promise<void> {
  await tx`
    insert into vendor_customer (client_id, vendor, customer_ref) values (${clientId}, ${vendor}, ${ref})
    on conflict (client_id, vendor) do nothing`;
}

export async function updateSetup(
  tx: Tx,
  clientId: string,
  id: string,
  refs: { setupRef: string; customerRef: string },
): Promise<void> {
  await tx`
    update payment_method set setup_ref = ${refs.setupRef}, customer_ref = ${refs.customerRef}
    where client_id = ${clientId} and id = ${id} and setup_ref is null`;
}

export async function updatePicture(
  tx: Tx,
  clientId: string,
  id: string,
  change: { status: Standing; picture: MethodPicture; at: Date },
): Promise<void> {
  const { status, picture, at } = change;
  const { details } = picture;
  const keepsDefault = status === 'active' || status === 'paused';
  await tx`
    update payment_method set status = ${status}, is_default = is_default and ${keepsDefault},
      customer_ref = coalesce(customer_ref, ${picture.customerRef}), method_ref = coalesce(method_ref, ${picture.methodRef}),
      mandate_ref = coalesce(mandate_ref, ${picture.mandateRef}), brand = coalesce(${details.brand}, brand),
      last4 = coalesce(${details.last4}, last4), bsb_masked = coalesce(${details.bsbMasked}, bsb_masked),
      pay_id_masked = coalesce(${details.payIdMasked}, pay_id_masked), holder = coalesce(${details.holder}, holder),
      expires_on = coalesce(${details.expiresOn}::date, expires_on),
      mandate_max_cents = coalesce(${picture.mandateMaxCents}, mandate_max_cents),
      mandate_ends_on = coalesce(${picture.mandateEndsOn}::date, mandate_ends_on),
      updated_at = ${at}, version = version + 1
    where client_id = ${clientId} and id = ${id}`;
}

export async function updateStatus(
  tx: Tx,
  clientId: string,
  id: string,
  change: { status: Standing; at: Date },
): Promise<void> {
  const keepsDefault = change.status === 'active' || change.status === 'paused';
  await tx`
    update payment_method set status = ${change.status}, is_default = is_default and ${keepsDefault},
      updated_at = ${change.at}, version = version + 1
    where client_id = ${clientId} and id = ${id}`;
}

export async function updateDefault(tx: Tx, clientId: string, id: string, at: Date): Promise<void> {
  await tx`
    update payment_method set is_default = false, updated_at = ${at}, version = version + 1
    where client_id = ${clientId} and is_default and id <> ${id}`;
  await tx`
    update payment_method set is_default = true, updated_at = ${at}, version = version + 1
    where client_id = ${clientId} and id = ${id}`;
}

export async function updateAuthority(
  tx: Tx,
  clientId: string,
  id: string,
  change: Authority & { at: Date },
): Promise<void> {
  await tx`
    update payment_method set limit_cents = ${change.limitCents}, po_required = ${change.poRequired},
      allowed_roles = ${change.allowedRoles}::text[], allowed_user_ids = ${change.allowedUserIds}::uuid[],
      updated_at = ${change.at}, version = version + 1
    where client_id = ${clientId} and id = ${id}`;
}

/** A rule without its method pays nothing: it is switched off, and kept. */
export async function disableAutopayBy(tx: Tx, clientId: string, id: string, at: Date): Promise<boolean> {
  const changed = await tx`
    update autopay_rule set enabled = false, updated_at = ${at}, version = version + 1
    where client_id = ${clientId} and payment_method_id = ${id} and enabled`;
  return changed.count > 0;
}

/** Whose method a vendor's event speaks of; from the house's scope. */
export async function findOwner(
  tx: Tx,
  vendor: Vendor,
  subject: string,
  ref: string,
): Promise<{ clientId: string; id: string } | null> {
  const [row] = await tx<{ clientId: string; id: string }[]>`
    select client_id as "clientId", id from app.owner_of_method(${vendor}, ${subject}, ${ref})`;
  return row ?? null;
}

/** What the vendor needs to charge a saved method. */
export async function findSaved(tx: Tx, clientId: string, id: string): Promise<SavedMethod | null> {
  const [row] = await tx<SavedMethod[]>`
    select customer_ref as "customerRef", method_ref as "methodRef", mandate_ref as "mandateRef" from payment_method
    where client_id = ${clientId} and id = ${id} and customer_ref is not null and method_ref is not null`;
  return row ?? null;
}

export type EndingMethod = MethodRow & { endsOn: string };

/** Good methods that end by a day and whose people were not told of that end yet. */
export async function listEnding(
  tx: Tx,
  clientId: string,
  days: { from: string; to: string },
): Promise<EndingMethod[]> {
  return tx<EndingMethod[]>`
    select ${columns(tx)}, least(m.expires_on, m.mandate_ends_on) as "endsOn" from payment_method m
    where m.client_id = ${clientId} and m.status in ('active', 'paused')
      and least(m.expires_on, m.mandate_ends_on) between ${days.from} and ${days.to}
      and m.notified_of is distinct from least(m.expires_on, m.mandate_ends_on)
    order by m.id`;
}

export async function markNotified(tx: Tx, clientId: string, id: string, endsOn: string): Promise<void> {
  await tx`update payment_method set notified_of = ${endsOn} where client_id = ${clientId} and id = ${id}`;
}

/** Past their last day and still taken for good. */
export async function listEnded(tx: Tx, clientId: string, today: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from payment_method where client_id = ${clientId} and status in ('active', 'paused')
      and least(expires_on, mandate_ends_on) < ${today} order by id`;
  return rows.map(({ id }) => id);
}

/** Begun long ago and never finished. */
export async function listAbandoned(tx: Tx, clientId: string, before: Date): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from payment_method where client_id = ${clientId} and status = 'setting_up' and created_at < ${before} order by id`;
  return rows.map(({ id }) => id);
}

export async function listClientIds(tx: Tx): Promise<string[]> {
  const rows = await tx<{ client_id: string }[]>`select client_id from client order by client_id`;
  return rows.map((row) => row.client_id);
}

export async function findClientName(tx: Tx, clientId: string): Promise<string> {
  const [row] = await tx<{ name: string }[]>`
    select legal_name as name from client where client_id = ${clientId}`;
  return row?.name ?? '';
}
