-- Disputes of invoice lines, promises to pay, remittance advices, and what the ledger said at the end of any day.

-- When an invoice became void or was written off: a day before that still owes it. Append-only.
create table standing_change (
  client_id uuid not null,
  invoice_id uuid not null,
  change_no integer not null,
  standing text not null,
  at timestamptz not null,
  primary key (client_id, invoice_id, change_no),
  foreign key (client_id, invoice_id) references invoice
);
call app.guard('standing_change', 'exists (select 1 from invoice i where i.client_id = standing_change.client_id and i.id = standing_change.invoice_id)');
grant select on standing_change to foyer_app;

create function app.note_standing() returns trigger language plpgsql security definer
set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' and new.standing = old.standing then return null; end if;
  if tg_op = 'INSERT' and new.standing = 'issued' then return null; end if;
  insert into standing_change (client_id, invoice_id, change_no, standing, at)
    select new.client_id, new.id, coalesce(max(change_no), 0) + 1, new.standing, new.source_updated_at
    from standing_change where client_id = new.client_id and invoice_id = new.id;
  return null;
end $$;
create trigger note_standing after insert or update of standing on invoice for each row execute function app.note_standing();

-- What stood before this table was there. A migration asks for nobody, so the force is lifted while it reads.
alter table invoice no force row level security;
alter table standing_change no force row level security;
insert into standing_change (client_id, invoice_id, change_no, standing, at)
  select client_id, id, 1, standing, source_updated_at from invoice where standing <> 'issued';
alter table invoice force row level security;
alter table standing_change force row level security;

-- The ledger at the end of a day in a zone. An allocation counts from the day on which both of its documents are there.
-- Without settings of their own, so that the planner can inline them.
create function app.allocations_at(of_client uuid, as_at date, zone text)
returns table (id uuid, invoice_id uuid, payment_id uuid, credit_note_id uuid, amount_cents bigint, counts_on date)
language sql stable parallel safe as $$
  select a.id, a.invoice_id, a.payment_id, a.credit_note_id, a.amount_cents, d.counts_on
  from allocation a
    join invoice i on i.client_id = a.client_id and i.id = a.invoice_id
    left join credit_note c on c.client_id = a.client_id and c.id = a.credit_note_id
    cross join lateral (select greatest((a.allocated_at at time zone zone)::date, i.issued_on, c.issued_on) as counts_on) d
  where a.client_id = of_client and d.counts_on <= as_at
$$;

create function app.invoices_at(of_client uuid, as_at date, zone text)
returns table (id uuid, number text, issued_on date, due_on date, site_ids uuid[], total_cents bigint, allocated_cents bigint, standing text, balance_cents bigint)
language sql stable parallel safe as $$
  select i.id, i.number, i.issued_on, i.due_on, i.site_ids, i.total_cents, coalesce(a.cents, 0), coalesce(s.standing, 'issued'),
    case when coalesce(s.standing, 'issued') = 'issued' then i.total_cents - coalesce(a.cents, 0) else 0 end
  from invoice i
    left join (
      select x.invoice_id, sum(x.amount_cents)::bigint as cents from app.allocations_at(of_client, as_at, zone) x group by 1
    ) a on a.invoice_id = i.id
    left join (
      select distinct on (h.invoice_id) h.invoice_id, h.standing from standing_change h
      where h.client_id = of_client and (h.at at time zone zone)::date <= as_at order by h.invoice_id, h.change_no desc
    ) s on s.invoice_id = i.id
  where i.client_id = of_client and i.issued_on <= as_at
$$;

create function app.credit_notes_at(of_client uuid, as_at date, zone text)
returns table (id uuid, number text, issued_on date, of_invoice_id uuid, reason text, total_cents bigint, remaining_cents bigint)
language sql stable parallel safe as $$
  select c.id, c.number, c.issued_on, c.of_invoice_id, c.reason, c.total_cents, c.total_cents - coalesce(a.cents, 0)
  from credit_note c
    left join (
      select x.credit_note_id, sum(x.amount_cents)::bigint as cents from app.allocations_at(of_client, as_at, zone) x
      where x.credit_note_id is not null group by 1
    ) a on a.credit_note_id = c.id
  where c.client_id = of_client and c.issued_on <= as_at
$$;

-- `surcharge_cents` is what of the money kept was charged on top: not for invoices.
create function app.payments_at(of_client uuid, as_at date, zone text)
returns table (id uuid, kept_cents bigint, surcharge_cents bigint, remaining_cents bigint)
language sql stable parallel safe as $$
  select p.id, k.cents, least(k.cents, p.surcharge_cents), k.cents - least(k.cents, p.surcharge_cents) - coalesce(a.cents, 0)
  from payment p
    join (
      select m.payment_id, sum(m.amount_cents)::bigint as cents from money_movement m
      where m.client_id = of_client and (m.at at time zone zone)::date <= as_at group by 1
    ) k on k.payment_id = p.id
    left join (
      select x.payment_id, sum(x.amount_cents)::bigint as cents from app.allocations_at(of_client, as_at, zone) x
      where x.payment_id is not null group by 1
    ) a on a.payment_id = p.id
  where p.client_id = of_client
$$;

create sequence dispute_number start 1001;
create sequence adjustment_note_number start 1001;
grant usage on sequence dispute_number, adjustment_note_number to foyer_app;

-- What the line said is kept here: the core system may deliver an invoice's lines anew.
create table dispute (
  client_id uuid not null,
  id uuid not null,
  number text not null,
  invoice_id uuid not null,
  line_no integer not null,
  line_description text not null,
  line_total_cents bigint not null,
  site_id uuid,
  reason_code text not null check (reason_code in ('not_delivered', 'incomplete', 'poor_quality', 'wrong_price', 'wrong_quantity', 'not_ordered', 'duplicate', 'wrong_details', 'other')),
  amount_cents bigint not null check (amount_cents > 0),
  description text not null,
  status text not null check (status in ('raised', 'acknowledged', 'under_review', 'awaiting_client', 'proposed', 'agreed', 'escalated', 'mediation', 'determined', 'closed', 'withdrawn')),
  raised_by text not null,
  raised_by_name text not null,
  raised_at timestamptz not null,
  proposed_cents bigint check (proposed_cents between 0 and amount_cents),
  proposed_reason text,
  proposed_by_name text,
  proposed_at timestamptz,
  outcome text check (outcome in ('upheld', 'partly', 'rejected', 'withdrawn')),
  settled_cents bigint check (settled_cents between 0 and amount_cents),
  settlement_reason text,
  credit_note_id uuid,
  closed_at timestamptz,
  version integer not null default 1,
  check ((status in ('closed', 'withdrawn')) = (closed_at is not null)),
  check ((closed_at is not null) = (outcome is not null)),
  check ((credit_note_id is not null) = (coalesce(settled_cents, 0) > 0)),
  primary key (client_id, id),
  unique (client_id, number),
  foreign key (client_id, invoice_id) references invoice,
  foreign key (client_id, site_id) references site,
  foreign key (client_id, credit_note_id) references credit_note
);
create index dispute_newest on dispute (client_id, raised_at desc, id desc);
create index dispute_invoice on dispute (client_id, invoice_id);
create index dispute_open on dispute (client_id, invoice_id) include (amount_cents) where closed_at is null;
create unique index dispute_credit_note on dispute (client_id, credit_note_id) where credit_note_id is not null;
call app.guard('dispute', 'exists (select 1 from invoice i where i.client_id = dispute.client_id and i.id = dispute.invoice_id)');
grant select, insert on dispute to foyer_app;
grant update (status, proposed_cents, proposed_reason, proposed_by_name, proposed_at, outcome, settled_cents, settlement_reason, credit_note_id, closed_at, version) on dispute to foyer_app;

-- Every step, append-only. The times during which the clock stood follow from it.
create table dispute_event (
  client_id uuid not null,
  dispute_id uuid not null,
  event_no integer not null,
  at timestamptz not null,
  from_status text,
  to_status text not null,
  side text not null check (side in ('client', 'contractor')),
  actor_id text not null,
  actor_name text not null,
  primary key (client_id, dispute_id, event_no),
  foreign key (client_id, dispute_id) references dispute
);
call app.guard('dispute_event', 'exists (select 1 from dispute d where d.client_id = dispute_event.client_id and d.id = dispute_event.dispute_id)');
grant select, insert on dispute_event to foyer_app;

create table dispute_message (
  client_id uuid not null,
  id uuid not null,
  dispute_id uuid not null,
  at timestamptz not null,
  side text not null check (side in ('client', 'contractor')),
  actor_id text not null,
  actor_name text not null,
  text text not null,
  primary key (client_id, id),
  foreign key (client_id, dispute_id) references dispute
);
create index dispute_message_thread on dispute_message (client_id, dispute_id, at);
call app.guard('dispute_message', 'exists (select 1 from dispute d where d.client_id = dispute_message.client_id and d.id = dispute_message.dispute_id)');
grant select, insert on dispute_message to foyer_app;

-- A file is there before the dispute or message that it belongs to; until then only its sender sees it.
create table dispute_evidence (
  client_id uuid not null references client,
  id uuid not null,
  dispute_id uuid,
  message_id uuid,
  file_name text not null,
  content_type text not null,
  size_bytes integer not null check (size_bytes between 1 and 5242880),
  sha256 char(64) not null,
  content bytea not null,
  uploaded_by text not null,
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, dispute_id) references dispute,
  foreign key (client_id, message_id) references dispute_message
);
create index dispute_evidence_of on dispute_evidence (client_id, dispute_id);
call app.guard('dispute_evidence', '(dispute_id is null and uploaded_by = (select current_setting(''app.user_id'', true)))
  or exists (select 1 from dispute d where d.client_id = dispute_evidence.client_id and d.id = dispute_evidence.dispute_id)');
grant select, insert on dispute_evidence to foyer_app;
grant update (dispute_id, message_id) on dispute_evidence to foyer_app;

create table payment_promise (
  client_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  promised_on date not null,
  note text,
  promised_by text not null,
  promised_by_name text not null,
  promised_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, invoice_id) references invoice
);
create index payment_promise_invoice on payment_promise (client_id, invoice_id);
create index payment_promise_live on payment_promise (client_id, promised_on) where withdrawn_at is null;
call app.guard('payment_promise', 'exists (select 1 from invoice i where i.client_id = payment_promise.client_id and i.id = payment_promise.invoice_id)');
grant select, insert on payment_promise to foyer_app;
grant update (withdrawn_at) on payment_promise to foyer_app;

-- What a payer says a transfer is for. The house reads all of them: it matches a bank statement before it knows whose
-- line it is.
create table remittance (
  client_id uuid not null references client,
  id uuid not null,
  reference text not null,
  paid_on date,
  total_cents bigint not null check (total_cents > 0),
  sent_by text not null,
  sent_by_name text not null,
  sent_at timestamptz not null,
  primary key (client_id, id)
);
create index remittance_newest on remittance (client_id, sent_at desc, id desc);
create index remittance_reference on remittance (reference);
alter table remittance enable row level security;
alter table remittance force row level security;
create policy scope on remittance
  using ((select app.house()) or (client_id = (select app.client_id())
    and (((select app.can('invoices:read')) and (select app.all_sites())) or sent_by = (select current_setting('app.user_id', true)))))
  with check (client_id = (select app.client_id()));
grant select, insert on remittance to foyer_app;

create table remittance_line (
  client_id uuid not null,
  remittance_id uuid not null,
  line_no integer not null,
  invoice_number text not null,
  amount_cents bigint not null check (amount_cents > 0),
  reference text,
  primary key (client_id, remittance_id, line_no),
  foreign key (client_id, remittance_id) references remittance
);
alter table remittance_line enable row level security;
alter table remittance_line force row level security;
create policy scope on remittance_line
  using (exists (select 1 from remittance r where r.client_id = remittance_line.client_id and r.id = remittance_line.remittance_id))
  with check (client_id = (select app.client_id()));
grant select, insert on remittance_line to foyer_app;

-- Days that are no business days in a state. By the rules of the states' acts; days that are only proclaimed for a year
-- are added when they are.
create table public_holiday (
  state text not null check (state in ('ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA')),
  day date not null,
  name text not null,
  primary key (state, day)
);
alter table public_holiday enable row level security;
create policy known on public_holiday using ((select app.client_id()) is not null or (select app.house()));
grant select on public_holiday to foyer_app;

create function app.nth_weekday(year integer, month integer, weekday integer, n integer) returns date
language sql immutable as $$
  select make_date(year, month, 1) + ((7 + weekday - extract(isodow from make_date(year, month, 1))::integer) % 7) + (n - 1) * 7
$$;
with years (year, easter) as (
  values (2024, date '2024-03-31'), (2025, '2025-04-20'), (2026, '2026-04-05'), (2027, '2027-03-28'), (2028, '2028-04-16'),
    (2029, '2029-04-01'), (2030, '2030-04-21')
),
states (state) as (values ('ACT'), ('NSW'), ('NT'), ('QLD'), ('SA'), ('TAS'), ('VIC'), ('WA')),
fixed as (
  select state, year, easter, make_date(year, 1, 1) as new_year, make_date(year, 1, 26) as australia, make_date(year, 4, 25) as anzac,
    make_date(year, 12, 25) as christmas, make_date(year, 12, 26) as boxing
  from years cross join states
),
days (state, day, name) as (
  -- On a weekend, the next Monday; Christmas and Boxing Day move two days on, past each other.
  select state, new_year + case extract(isodow from new_year) when 6 then 2 when 7 then 1 else 0 end::integer, 'New Year''s Day' from fixed
  union all select state, australia + case extract(isodow from australia) when 6 then 2 when 7 then 1 else 0 end::integer, 'Australia Day' from fixed
  union all select state, easter - 2, 'Good Friday' from fixed
  union all select state, easter + 1, 'Easter Monday' from fixed
  union all select state, anzac, 'Anzac Day' from fixed
  union all select state, anzac + case extract(isodow from anzac) when 6 then 2 else 1 end::integer, 'Anzac Day' from fixed
    where state in ('ACT', 'WA') and extract(isodow from anzac) > 5
  union all select state, christmas + case when extract(isodow from christmas) > 5 then 2 else 0 end, 'Christmas Day' from fixed
  union all select state, boxing + case when extract(isodow from boxing) > 5 then 2 else 0 end, 'Boxing Day' from fixed
  union all select state, app.nth_weekday(year, 6, 1, 2), 'King''s Birthday' from fixed where state not in ('QLD', 'WA')
  union all select 'QLD', app.nth_weekday(year, 10, 1, 1), 'King''s Birthday' from years
  union all select 'WA', app.nth_weekday(year, 10, 1, 1) - 7, 'King''s Birthday' from years
  union all select state, app.nth_weekday(year, 10, 1, 1), 'Labour Day' from fixed where state in ('ACT', 'NSW', 'SA')
  union all select state, app.nth_weekday(year, 3, 1, 2), 'Labour Day' from fixed where state in ('VIC', 'TAS')
  union all select state, app.nth_weekday(year, 5, 1, 1), 'Labour Day' from fixed where state in ('QLD', 'NT')
  union all select 'WA', app.nth_weekday(year, 3, 1, 1), 'Labour Day' from years
  union all select 'WA', app.nth_weekday(year, 6, 1, 1), 'Western Australia Day' from years
  union all select 'ACT', app.nth_weekday(year, 3, 1, 2), 'Canberra Day' from years
  union all select 'ACT', make_date(year, 5, 27) + ((8 - extract(isodow from make_date(year, 5, 27))::integer) % 7), 'Reconciliation Day' from years
  union all select 'SA', app.nth_weekday(year, 3, 1, 2), 'Adelaide Cup' from years
  union all select 'NT', app.nth_weekday(year, 8, 1, 1), 'Picnic Day' from years
  union all select 'VIC', app.nth_weekday(year, 11, 2, 1), 'Melbourne Cup' from years
)
insert into public_holiday (state, day, name) select distinct on (state, day) state, day, name from days order by state, day, name;
drop function app.nth_weekday(integer, integer, integer, integer);
alter table public_holiday force row level security;
