-- What the portal, the vendors and the bank each say about the same money, held side by side. The house's own tables:
-- a vendor's account holds the money of many clients.

create table reconciliation (
  id uuid primary key,
  account text not null,
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  status text not null check (status in ('queued', 'running', 'balanced', 'with_breaks', 'failed')),
  requested_by text not null,
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  -- The sums of both sides, by kind; what the certificate says once nothing is open.
  facts jsonb,
  failure text,
  version integer not null default 1
);
create index reconciliation_newest on reconciliation (requested_at desc, id desc);
create unique index reconciliation_at_work on reconciliation (account, period_from, period_to) where status in ('queued', 'running');

create table discrepancy (
  id uuid primary key,
  reconciliation_id uuid not null references reconciliation,
  account text not null,
  kind text not null check (kind in ('missing_left', 'missing_right', 'value', 'timing', 'duplicate')),
  movement text not null,
  reference text not null,
  payment_id uuid,
  -- Whose payment it is, where that is known. No tenant's table refers to this one.
  of_client_id uuid,
  ours_cents bigint not null,
  theirs_cents bigint not null,
  explanation text not null,
  status text not null check (status in ('open', 'assigned', 'proposed', 'healed', 'fixed', 'accepted')),
  owner_id uuid,
  owner_name text,
  due_at timestamptz not null,
  proposed_fix text check (proposed_fix in ('read_again', 'accept_difference')),
  proposed_reason text,
  proposed_by uuid,
  proposed_by_name text,
  decided_by uuid check (decided_by <> proposed_by),
  decided_by_name text,
  decided_at timestamptz,
  version integer not null default 1
);
create index discrepancy_of on discrepancy (reconciliation_id);
create index discrepancy_open on discrepancy (due_at) where status in ('open', 'assigned', 'proposed');

create table reconciliation_certificate (
  reconciliation_id uuid primary key references reconciliation,
  issued_at timestamptz not null,
  content jsonb not null,
  sha256 char(64) not null
);

do $$
declare
  target text;
begin
  foreach target in array array['reconciliation', 'discrepancy', 'reconciliation_certificate'] loop
    execute format('alter table %I enable row level security', target);
    execute format('alter table %I force row level security', target);
    execute format('create policy house on %I using ((select app.house())) with check ((select app.house()))', target);
  end loop;
end $$;
grant select, insert on reconciliation, discrepancy, reconciliation_certificate to foyer_app;
grant update (status, finished_at, facts, failure, version) on reconciliation to foyer_app;
grant update (status, owner_id, owner_name, proposed_fix, proposed_reason, proposed_by, proposed_by_name, decided_by, decided_by_name, decided_at, version) on discrepancy to foyer_app;
