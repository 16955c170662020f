create table payment (
  client_id uuid not null references client,
  id uuid not null,
  rail text not null check (rail in ('card', 'eft', 'bpay', 'cheque', 'direct_debit')),
  vendor text,
  vendor_ref text,
  status text not null check (status in ('created', 'requires_action', 'processing', 'unknown', 'succeeded', 'failed', 'cancelled', 'refunded_part', 'refunded')),
  currency char(3) not null default 'AUD' check (currency = 'AUD'),
  amount_cents bigint not null check (amount_cents > 0),
  captured_cents bigint not null default 0 check (captured_cents >= 0),
  refunded_cents bigint not null default 0 check (refunded_cents between 0 and captured_cents),
  allocated_cents bigint not null default 0 check (allocated_cents between 0 and captured_cents - refunded_cents),
  reference text,
  client_reference text,
  receipt_email text,
  requested_by uuid,
  requested_by_name text,
  failure_code text,
  trace_id text,
  created_at timestamptz not null default now(),
  received_on date,
  cleared_at timestamptz,
  checked_at timestamptz,
  version integer not null default 1,
  source text,
  external_id text,
  source_updated_at timestamptz,
  provenance text not null check (provenance in ('synced', 'manual', 'derived')),
  synced_at timestamptz,
  content_hash bytea,
  primary key (client_id, id),
  unique (client_id, source, external_id),
  unique (client_id, vendor, vendor_ref)
);
create index payment_newest on payment (client_id, created_at desc, id desc);
create index payment_open on payment (client_id, created_at) where status in ('created', 'requires_action', 'processing', 'unknown');
create index payment_unallocated on payment (client_id) where allocated_cents < captured_cents - refunded_cents;
call app.guard('payment', '((select app.can(''invoices:read'')) and (select app.all_sites())) or requested_by::text = (select current_setting(''app.user_id'', true))');
grant select on payment to foyer_app;
grant insert (client_id, id, rail, vendor, vendor_ref, status, currency, amount_cents, captured_cents, reference, client_reference, receipt_email, requested_by, requested_by_name, trace_id, created_at, received_on, cleared_at, source, external_id, source_updated_at, provenance, synced_at, content_hash) on payment to foyer_app;
grant update (vendor, vendor_ref, status, captured_cents, refunded_cents, failure_code, cleared_at, checked_at, version, source_updated_at, synced_at, content_hash, rail, amount_cents, reference, received_on) on payment to foyer_app;

-- The core system may correct what it delivered. What a payer asked for through the portal never changes.
create function app.keep_payment_request() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.source is null and (new.rail, new.amount_cents, new.received_on) is distinct from (old.rail, old.amount_cents, old.received_on) then
    raise exception 'the request of a portal payment cannot change';
  end if;
  return new;
end $$;
create trigger keep_payment_request before update of rail, amount_cents, received_on on payment
  for each row execute function app.keep_payment_request();

-- What the payer asked for.
create table payment_line (
  client_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  primary key (client_id, payment_id, invoice_id),
  foreign key (client_id, payment_id) references payment,
  foreign key (client_id, invoice_id) references invoice
);
create index payment_line_invoice on payment_line (client_id, invoice_id);
call app.guard('payment_line', 'exists (select 1 from payment p where p.client_id = payment_line.client_id and p.id = payment_line.payment_id)');
grant select, insert on payment_line to foyer_app;

-- Each time a vendor is asked for money: written before the call, completed after it.
create table payment_attempt (
  client_id uuid not null,
  payment_id uuid not null,
  attempt_no integer not null,
  idempotency_key text not null,
  outcome text not null check (outcome in ('calling', 'answered', 'refused', 'unknown')),
  vendor_ref text,
  called_at timestamptz not null default now(),
  answered_at timestamptz,
  primary key (client_id, payment_id, attempt_no),
  unique (client_id, idempotency_key),
  foreign key (client_id, payment_id) references payment
);
call app.guard('payment_attempt', 'exists (select 1 from payment p where p.client_id = payment_attempt.client_id and p.id = payment_attempt.payment_id)');
grant select, insert on payment_attempt to foyer_app;
grant update (outcome, vendor_ref, answered_at) on payment_attempt to foyer_app;

-- The ledger: append-only. Status of invoices, credit notes and payments follows from it and from nothing else.
create table allocation (
  client_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  payment_id uuid,
  credit_note_id uuid,
  amount_cents bigint not null check (amount_cents <> 0),
  reverses uuid,
  allocated_at timestamptz not null default now(),
  actor text not null,
  check ((payment_id is null) <> (credit_note_id is null)),
  check ((amount_cents < 0) = (reverses is not null)),
  primary key (client_id, id),
  foreign key (client_id, invoice_id) references invoice,
  foreign key (client_id, payment_id) references payment,
  foreign key (client_id, credit_note_id) references credit_note,
  foreign key (client_id, reverses) references allocation
);
create index allocation_invoice on allocation (client_id, invoice_id);
create index allocation_payment on allocation (client_id, payment_id) where payment_id is not null;
create index allocation_credit_note on allocation (client_id, credit_note_id) where credit_note_id is not null;
create unique index allocation_reversed_once on allocation (client_id, reverses) where reverses is not null;
call app.guard('allocation', 'exists (select 1 from invoice i where i.client_id = allocation.client_id and i.id = allocation.invoice_id)');
grant select, insert on allocation to foyer_app;

create function app.post_allocation() returns trigger language plpgsql security definer
set search_path = pg_catalog, public as $$
begin
  update invoice set allocated_cents = allocated_cents + new.amount_cents, version = version + 1
    where client_id = new.client_id and id = new.invoice_id;
  if new.payment_id is not null then
    update payment set allocated_cents = allocated_cents + new.amount_cents
      where client_id = new.client_id and id = new.payment_id;
  else
    update credit_note set allocated_cents = allocated_cents + new.amount_cents
      where client_id = new.client_id and id = new.credit_note_id;
  end if;
  return null;
end $$;
create trigger post_allocation after insert on allocation for each row execute function app.post_allocation();

-- The one derivation of an invoice's status. Without settings of its own, so that the planner can inline it.
create function app.invoice_status(standing text, total_cents bigint, allocated_cents bigint) returns text
language sql immutable parallel safe as $$
  select case
    when standing <> 'issued' then standing
    when allocated_cents >= total_cents then 'paid'
    when allocated_cents > 0 then 'part_paid'
    else 'issued'
  end
$$;

create sequence receipt_number start 1001;
grant usage on sequence receipt_number to foyer_app;

create table receipt (
  client_id uuid not null,
  id uuid not null,
  number text not null,
  payment_id uuid not null,
  issued_at timestamptz not null,
  content jsonb not null,
  sha256 char(64) not null,
  sent_to text,
  sent_at timestamptz,
  primary key (client_id, id),
  unique (client_id, payment_id),
  unique (client_id, number),
  foreign key (client_id, payment_id) references payment
);
call app.guard('receipt', 'exists (select 1 from payment p where p.client_id = receipt.client_id and p.id = receipt.payment_id)');
grant select, insert on receipt to foyer_app;
grant update (sent_at) on receipt to foyer_app;
