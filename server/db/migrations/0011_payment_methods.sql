-- What a client pays with again: a vendor's references and what may be shown of them, who may use them, and the rule by
-- which invoices pay themselves. Account and card numbers never come here.

create table vendor_customer (
  client_id uuid not null references client,
  vendor text not null,
  customer_ref text not null,
  primary key (client_id, vendor)
);
call app.guard('vendor_customer', '(select app.can(''invoices:pay''))');
grant select, insert on vendor_customer to foyer_app;

create table payment_method (
  client_id uuid not null references client,
  id uuid not null,
  vendor text not null,
  kind text not null check (kind in ('card', 'becs', 'payto')),
  status text not null check (status in ('setting_up', 'active', 'paused', 'declined', 'expired', 'cancelled', 'removed')),
  label text,
  customer_ref text,
  setup_ref text,
  method_ref text,
  mandate_ref text,
  brand text,
  last4 text check (last4 ~ '^[0-9]{4}$'),
  bsb_masked text,
  pay_id_masked text,
  holder text,
  expires_on date,
  -- What the payer's bank agreed to, not what the client set for itself.
  mandate_max_cents bigint check (mandate_max_cents > 0),
  mandate_ends_on date,
  is_default boolean not null default false,
  -- The authority: the most that one payment may take, whether it needs an order's number, and who may use the method.
  limit_cents bigint check (limit_cents > 0),
  po_required boolean not null default false,
  allowed_roles text[],
  allowed_user_ids uuid[],
  -- The version of the direct debit terms that the payer accepted, and when.
  terms_version text,
  accepted_at timestamptz,
  added_by uuid,
  added_by_name text not null,
  contact_email text,
  notified_of date,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (client_id, id),
  check (not is_default or status in ('active', 'paused'))
);
create unique index payment_method_default on payment_method (client_id) where is_default;
create index payment_method_setup on payment_method (vendor, setup_ref) where setup_ref is not null;
create index payment_method_ref on payment_method (vendor, method_ref) where method_ref is not null;
create index payment_method_mandate on payment_method (vendor, mandate_ref) where mandate_ref is not null;
call app.guard('payment_method', '(select app.can(''invoices:pay''))');
grant select, insert, update on payment_method to foyer_app;

alter table payment add foreign key (client_id, payment_method_id) references payment_method;

-- A vendor's event names a method and not whose it is. Only the house asks.
create policy keeper on payment_method for select to current_user using ((select app.house()));
create function app.owner_of_method(of_vendor text, subject text, ref text)
returns table (client_id uuid, id uuid) language sql stable security definer set search_path = pg_catalog, public as $$
  select m.client_id, m.id from payment_method m
  where app.house() and m.vendor = of_vendor
    and case subject when 'setup' then m.setup_ref when 'mandate' then m.mandate_ref when 'method' then m.method_ref end = ref
  limit 1
$$;
revoke execute on function app.owner_of_method(text, text, text) from public;
grant execute on function app.owner_of_method(text, text, text) to foyer_app;

-- Events about methods pass through the same inbox.
alter table inbox add column subject text not null default 'payment' check (subject in ('payment', 'setup', 'mandate', 'method'));

create table autopay_rule (
  client_id uuid not null references client,
  enabled boolean not null,
  payment_method_id uuid not null,
  max_cents bigint not null check (max_cents > 0),
  days_before_due integer not null check (days_before_due between 0 and 30),
  site_ids uuid[],
  excludes_disputed boolean not null,
  notice_email text,
  set_by uuid,
  set_by_name text not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (client_id),
  foreign key (client_id, payment_method_id) references payment_method
);
call app.guard('autopay_rule', '(select app.can(''invoices:pay''))');
grant select, insert, update on autopay_rule to foyer_app;

-- One row an invoice and day: announced the day before, then opened once.
create table autopay_run (
  client_id uuid not null,
  invoice_id uuid not null,
  pay_on date not null,
  amount_cents bigint not null check (amount_cents > 0),
  outcome text not null check (outcome in ('announced', 'opening', 'opened', 'skipped')),
  reason text,
  payment_id uuid,
  at timestamptz not null,
  primary key (client_id, invoice_id, pay_on),
  foreign key (client_id, invoice_id) references invoice
);
create index autopay_run_open on autopay_run (client_id, pay_on) where outcome in ('announced', 'opening');
call app.guard('autopay_run', '(select app.can(''invoices:pay''))');
grant select, insert on autopay_run to foyer_app;
grant update (outcome, reason, payment_id, at, amount_cents) on autopay_run to foyer_app;
