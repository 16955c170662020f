-- What the contractor's bank says: statements, their lines, what each line was found to be, and months that are closed.
-- A transfer comes before its client is known, so only the house handles these tables.

create table bank_account (
  id uuid primary key,
  bsb text check (bsb ~ '^[0-9]{6}$'),
  number text not null,
  created_at timestamptz not null default now(),
  unique nulls not distinct (bsb, number)
);

create table bank_statement (
  id uuid primary key,
  file_sha256 char(64) not null,
  -- A file may hold several accounts and days.
  statement_no integer not null,
  account_id uuid references bank_account,
  format text check (format in ('camt053', 'bai2', 'ofx1', 'ofx2', 'csv')),
  profile text,
  status text not null check (status in ('quarantined', 'imported', 'matched', 'done')),
  faults text[] not null default '{}',
  -- How far the file could be held against itself.
  control text not null check (control in ('footed', 'closing_only', 'none')),
  opening_cents bigint,
  closing_cents bigint,
  period_from date,
  period_to date,
  line_count integer not null,
  -- Lines that an earlier file had brought already.
  known_count integer not null default 0,
  imported_by text not null,
  imported_by_name text not null,
  trace_id text not null,
  imported_at timestamptz not null default now(),
  finished_at timestamptz,
  check ((status = 'quarantined') = (faults <> '{}')),
  check (status = 'quarantined' or account_id is not null),
  unique (file_sha256, statement_no)
);
create index bank_statement_newest on bank_statement (imported_at desc, id desc);
create index bank_statement_account on bank_statement (account_id, period_to) where status <> 'quarantined';

create table bank_line (
  id uuid primary key,
  statement_id uuid not null references bank_statement,
  line_no integer not null,
  account_id uuid not null,
  booked_on date not null,
  value_on date,
  amount_cents bigint not null,
  bank_ref text,
  end_to_end text,
  instruction text,
  crn text,
  fitid text,
  payer_account text,
  payer_name text,
  narrative text not null,
  type_code text,
  reversal boolean not null,
  -- Of day, amount, references and narrative. Two genuine payments may be equal in all of them: the second is number 2.
  fingerprint bytea not null,
  occurrence_no integer not null check (occurrence_no > 0),
  match_status text not null default 'imported'
    check (match_status in ('imported', 'auto_matched', 'suggested', 'unmatched', 'confirmed', 'split', 'excluded')),
  -- The decision that stands, of the line's decisions in `bank_match`.
  decision_no integer not null default 0,
  unique (account_id, fingerprint, occurrence_no)
);
create unique index bank_line_statement on bank_line (statement_id, line_no);
create index bank_line_open on bank_line (statement_id, line_no) where match_status in ('imported', 'auto_matched', 'suggested', 'unmatched');
create index bank_line_day on bank_line (account_id, booked_on);

-- Every decision about a line, append-only; a decision that splits a line has several parts.
create table bank_match (
  id uuid primary key,
  line_id uuid not null references bank_line,
  decision_no integer not null check (decision_no > 0),
  part_no integer not null default 1,
  decision text not null check (decision in ('matched', 'suggested', 'unmatched', 'confirmed', 'rejected', 'reversed', 'excluded')),
  rule text not null,
  score numeric(3, 2) not null check (score between 0 and 1),
  explanation text not null,
  target text not null check (target in ('none', 'basket', 'invoice', 'vendor_payout', 'reversal')),
  client_id uuid,
  payment_id uuid,
  allocations jsonb not null default '[]',
  vendor_ref text,
  reverses_line_id uuid,
  amount_cents bigint not null,
  actor text not null,
  actor_name text not null,
  at timestamptz not null default now(),
  unique (line_id, decision_no, part_no)
);

-- Accounts that clients have paid from: learnt from what was booked.
create table bank_payer (
  payer_account text not null,
  client_id uuid not null references client,
  seen_at timestamptz not null default now(),
  primary key (payer_account, client_id)
);

-- Up to and with this day nothing of the account changes any more.
create table bank_period_lock (
  account_id uuid not null references bank_account,
  locked_through date not null,
  reason text not null,
  locked_by text not null,
  locked_by_name text not null,
  locked_at timestamptz not null default now(),
  primary key (account_id, locked_through)
);

create function app.keep_locked_period() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (
    select 1 from touched t join bank_period_lock k on k.account_id = t.account_id and t.booked_on <= k.locked_through
  ) then
    raise exception 'the period is locked' using errcode = 'BL001';
  end if;
  return null;
end $$;
create trigger keep_locked_on_insert after insert on bank_line
  referencing new table as touched for each statement execute function app.keep_locked_period();
create trigger keep_locked_on_update after update on bank_line
  referencing new table as touched for each statement execute function app.keep_locked_period();

do $$
declare
  target text;
begin
  foreach target in array array['bank_account', 'bank_statement', 'bank_line', 'bank_match', 'bank_payer', 'bank_period_lock'] loop
    execute format('alter table %I enable row level security', target);
    execute format('alter table %I force row level security', target);
    execute format('create policy house on %I using ((select app.house())) with check ((select app.house()))', target);
    execute format('grant select, insert on %I to foyer_app', target);
  end loop;
end $$;
grant update (status, faults, known_count, finished_at) on bank_statement to foyer_app;
grant update (match_status, decision_no) on bank_line to foyer_app;

-- Money that a bank brought for a payment, append-only: what a transfer payment has captured is their sum. A transfer
-- has the id of the decision in `bank_match` that booked it.
create table payment_transfer (
  client_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  amount_cents bigint not null check (amount_cents <> 0),
  received_on date not null,
  reverses uuid,
  recorded_at timestamptz not null default now(),
  check ((amount_cents < 0) = (reverses is not null)),
  primary key (client_id, id),
  foreign key (client_id, payment_id) references payment,
  foreign key (client_id, reverses) references payment_transfer
);
create index payment_transfer_payment on payment_transfer (client_id, payment_id);
create unique index payment_transfer_reversed_once on payment_transfer (client_id, reverses) where reverses is not null;
call app.guard('payment_transfer', 'exists (select 1 from payment p where p.client_id = payment_transfer.client_id and p.id = payment_transfer.payment_id)');
grant select, insert on payment_transfer to foyer_app;
