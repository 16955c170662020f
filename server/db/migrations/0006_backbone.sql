-- What others must hear of, what was done by whom, what vendors told us, what callers already asked.

create table outbox_head (
  client_id uuid primary key references client,
  seq bigint not null
);
call app.guard('outbox_head');
grant select, insert on outbox_head to foyer_app;
grant update (seq) on outbox_head to foyer_app;

create table outbox (
  client_id uuid not null references client,
  seq bigint not null,
  at timestamptz not null default clock_timestamp(),
  topic text not null,
  subject_type text not null,
  subject_id uuid,
  capability text not null,
  site_ids uuid[] not null default '{}',
  trace_id text,
  primary key (client_id, seq, at)
) partition by range (at);
call app.guard('outbox', '(select app.can(capability)) and ((select app.all_sites()) or site_ids <@ (select app.site_ids()))');
grant select, insert on outbox to foyer_app;

-- One chain a client, and one for the house (events of no client) under the nil id.
create function app.chain_id() returns uuid language sql stable parallel safe
set search_path = pg_catalog as $$
  select coalesce(app.client_id(), '00000000-0000-0000-0000-000000000000'::uuid)
$$;

create table audit_chain (
  client_id uuid primary key,
  seq bigint not null,
  hash bytea not null
);

create table audit_log (
  client_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  detail text not null,
  trace_id text not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (client_id, seq, at)
) partition by range (at);

alter table audit_chain enable row level security;
alter table audit_chain force row level security;
alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy scope on audit_chain for select to foyer_app
  using (client_id = (select app.chain_id()) and (select app.can('audit:read')));
create policy scope on audit_log for select to foyer_app
  using (client_id = (select app.chain_id()) and (select app.can('audit:read')));
-- app.audit() runs as the owner and sees the asker's own chain, whatever the asker may read.
create policy keeper on audit_chain to current_user
  using (client_id = (select app.chain_id())) with check (client_id = (select app.chain_id()));
create policy keeper on audit_log to current_user
  using (client_id = (select app.chain_id())) with check (client_id = (select app.chain_id()));
grant select on audit_chain, audit_log to foyer_app;

-- Length-prefixed fields, so that no two different rows read the same: '5:hello' || '3:abc' ...
create function app.audit_text(variadic fields text[]) returns text language sql immutable
set search_path = pg_catalog as $$
  select string_agg(octet_length(field) || ':' || field, '' order by n)
  from unnest(fields) with ordinality as f (field, n)
$$;

create function app.audit(actor_kind text, actor_id text, action text, subject_type text, subject_id text, detail text, trace_id text)
returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  chain uuid := app.chain_id();
  head record;
  moment timestamptz;
  next_seq bigint;
  next_hash bytea;
begin
  -- A chain has one writer at a time, and only under read committed does the writer see the last row.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'audit needs read committed';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('audit:' || chain::text, 0));
  select seq, hash into head from audit_chain where client_id = chain;
  next_seq := coalesce(head.seq, 0) + 1;
  moment := clock_timestamp();
  next_hash := sha256(convert_to(app.audit_text(
    chain::text, next_seq::text, to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    actor_kind, actor_id, action, subject_type, subject_id, detail, trace_id,
    encode(coalesce(head.hash, ''::bytea), 'hex')), 'UTF8'));
  insert into audit_log
    values (chain, next_seq, moment, actor_kind, actor_id, action, subject_type, subject_id, detail, trace_id, coalesce(head.hash, ''::bytea), next_hash);
  insert into audit_chain values (chain, next_seq, next_hash)
    on conflict (client_id) do update set seq = excluded.seq, hash = excluded.hash;
  return next_seq;
end $$;
grant execute on function app.audit(text, text, text, text, text, text, text) to foyer_app, foyer_identity;

-- Publishes to the outbox: the head row's lock makes commit order and number order the same, so a reader that
-- resumes after a number has missed nothing. Call it last in a transaction.
create function app.publish(topic text, subject_type text, subject_id uuid, capability text, site_ids uuid[], trace_id text)
returns bigint language plpgsql set search_path = pg_catalog, public as $$
declare
  client uuid := app.client_id();
  next_seq bigint;
begin
  insert into outbox_head as head values (client, 1)
    on conflict (client_id) do update set seq = head.seq + 1
    returning head.seq into next_seq;
  insert into outbox (client_id, seq, topic, subject_type, subject_id, capability, site_ids, trace_id)
    values (client, next_seq, topic, subject_type, subject_id, capability, site_ids, trace_id);
  perform pg_notify('outbox', client::text || ':' || next_seq);
  return next_seq;
end $$;
grant execute on function app.publish(text, text, uuid, text, uuid[], text) to foyer_app;

-- Months of the partitioned tables. Old months are detached by archiving, never dropped here.
create function app.ensure_partitions(first_month date, months integer) returns void language plpgsql security definer
set search_path = pg_catalog, public as $$
declare
  target text;
  month date;
begin
  foreach target in array array['outbox', 'audit_log'] loop
    for n in 0 .. months - 1 loop
      month := (date_trunc('month', first_month) + make_interval(months => n))::date;
      if to_regclass(format('public.%I', target || to_char(month, '_YYYY_MM'))) is null then
        execute format('create table public.%I partition of public.%I for values from (%L) to (%L)',
          target || to_char(month, '_YYYY_MM'), target, month::timestamptz, (month + interval '1 month')::date::timestamptz);
        execute format('alter table public.%I enable row level security', target || to_char(month, '_YYYY_MM'));
        execute format('alter table public.%I force row level security', target || to_char(month, '_YYYY_MM'));
      end if;
    end loop;
  end loop;
end $$;
grant execute on function app.ensure_partitions(date, integer) to foyer_app;
select app.ensure_partitions((now() - interval '1 month')::date, 6);

-- What vendors told us, once each, kept as it came.
create table inbox (
  vendor text not null,
  event_id text not null,
  event_type text not null,
  vendor_ref text,
  payload jsonb not null,
  client_id uuid,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  attempts integer not null default 0,
  outcome text,
  primary key (vendor, event_id)
);
create index inbox_waiting on inbox (received_at) where processed_at is null;
alter table inbox enable row level security;
alter table inbox force row level security;
-- An event arrives before its client is known, so only the house handles it.
create policy house on inbox using ((select app.house())) with check ((select app.house()));
grant select, insert on inbox to foyer_app;
grant update (client_id, processed_at, attempts, outcome) on inbox to foyer_app;

create table idempotency_key (
  client_id uuid not null,
  actor_id text not null,
  key text not null,
  route text not null,
  request_hash bytea not null,
  state text not null check (state in ('running', 'done')),
  locked_until timestamptz not null,
  -- The id of what the request creates: a repeat after a crash finds the same one and goes on from there.
  resource_id uuid not null,
  status integer,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (client_id, actor_id, key)
);
create index idempotency_key_age on idempotency_key (created_at);
alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy scope on idempotency_key
  using (client_id = (select app.chain_id())) with check (client_id = (select app.chain_id()));
grant select, insert, update, delete on idempotency_key to foyer_app;

create table sync_batch (
  source text not null,
  dataset text not null,
  batch_id text not null,
  request_hash bytea not null,
  report jsonb not null,
  received_at timestamptz not null default now(),
  primary key (source, dataset, batch_id)
);
alter table sync_batch enable row level security;
alter table sync_batch force row level security;
create policy house on sync_batch using ((select app.house())) with check ((select app.house()));
-- Users are written by the identity role, and a batch is recorded in the transaction that applies it.
grant select, insert on sync_batch to foyer_app, foyer_identity;
