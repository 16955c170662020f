-- Client organisations, their sites and contract headers: facts of the contractor's core system.

create table client (
  client_id uuid primary key,
  legal_name text not null,
  trading_name text not null,
  abn char(11) not null check (abn ~ '^[0-9]{11}$'),
  gst_registered boolean not null,
  payment_terms_days integer not null check (payment_terms_days between 0 and 365),
  po_required boolean not null,
  brand text not null default 'default',
  postal_address text[] not null,
  version integer not null default 1,
  source text not null,
  external_id text not null,
  source_updated_at timestamptz not null,
  provenance text not null default 'synced' check (provenance in ('synced', 'manual', 'derived')),
  synced_at timestamptz not null default now(),
  content_hash bytea,
  unique (source, external_id)
);
alter table client enable row level security;
alter table client force row level security;
create policy scope on client
  using (client_id = (select app.client_id()) or (select app.house()))
  with check (client_id = (select app.client_id()));
grant select, insert, update on client to foyer_app;

create table site (
  client_id uuid not null references client,
  id uuid not null,
  code text not null,
  name text not null,
  street_address text not null,
  suburb text not null,
  state text not null check (state in ('ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA')),
  postcode char(4) not null,
  time_zone text not null,
  version integer not null default 1,
  source text not null,
  external_id text not null,
  source_updated_at timestamptz not null,
  provenance text not null default 'synced' check (provenance in ('synced', 'manual', 'derived')),
  synced_at timestamptz not null default now(),
  content_hash bytea,
  primary key (client_id, id),
  unique (client_id, source, external_id)
);
call app.guard('site', '(select app.all_sites()) or id = any ((select app.site_ids())::uuid[])');
grant select, insert, update on site to foyer_app;

create table contract (
  client_id uuid not null references client,
  id uuid not null,
  number text not null,
  title text not null,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  status text not null check (status in ('active', 'expired', 'terminated', 'holdover')),
  annual_value_cents bigint not null,
  site_ids uuid[] not null,
  version integer not null default 1,
  source text not null,
  external_id text not null,
  source_updated_at timestamptz not null,
  provenance text not null default 'synced' check (provenance in ('synced', 'manual', 'derived')),
  synced_at timestamptz not null default now(),
  content_hash bytea,
  primary key (client_id, id),
  unique (client_id, source, external_id)
);
call app.guard('contract', '(select app.can(''contracts:read'')) and ((select app.all_sites()) or site_ids && (select app.site_ids()))');
grant select, insert, update on contract to foyer_app;
