-- More rails than cards: how money comes, goes back and is withdrawn, what a basket plans, and by which reference a
-- bank's transfer is known.

-- Captured money that invoices may take: what was refunded, withdrawn by a chargeback, dishonoured or charged on top is
-- not theirs.
create function app.held_cents(captured bigint, refunded bigint, surcharge bigint, dispute text, disputed bigint, dishonoured boolean)
returns bigint language sql immutable parallel safe as $$
  select case
    when dishonoured then 0
    else greatest(0, captured - refunded - case when dispute in ('open', 'lost') then disputed else 0 end - surcharge)
  end
$$;

alter table payment drop constraint payment_rail_check;
alter table payment drop constraint payment_status_check;
alter table payment drop constraint payment_amount_cents_check;
alter table payment add constraint payment_rail_check
  check (rail in ('card', 'becs', 'payto', 'paypal', 'bpay', 'eft', 'credit', 'cheque', 'direct_debit'));
alter table payment add constraint payment_status_check
  check (status in ('created', 'requires_action', 'processing', 'unknown', 'succeeded', 'failed', 'cancelled', 'refunded_part', 'refunded', 'disputed', 'charged_back', 'dishonoured'));
-- A basket that credits pay whole asks nobody for money.
alter table payment add constraint payment_amount_cents_check check (amount_cents > 0 or (rail = 'credit' and amount_cents = 0));
alter table payment
  add column dispute text not null default 'none' check (dispute in ('none', 'open', 'won', 'lost')),
  add column disputed_cents bigint not null default 0 check (disputed_cents >= 0),
  add column dishonoured boolean not null default false,
  add column surcharge_cents bigint not null default 0 check (surcharge_cents >= 0),
  add column fee_cents bigint,
  add column payment_method_id uuid;
comment on column payment.fee_cents is 'What the vendor kept of it; null until the vendor has said.';
alter table payment add column held_cents bigint not null
  generated always as (app.held_cents(captured_cents, refunded_cents, surcharge_cents, dispute, disputed_cents, dishonoured)) stored;
alter table payment add constraint payment_allocated_is_held check (allocated_cents between 0 and held_cents);
drop index payment_unallocated;
create index payment_unallocated on payment (client_id) where allocated_cents < held_cents;
grant insert (surcharge_cents, payment_method_id) on payment to foyer_app;
grant update (dispute, disputed_cents, dishonoured, fee_cents) on payment to foyer_app;

alter table payment_line
  add column po_number text,
  add column cost_centre text;

-- Credits that a basket means to use; they are allocated when its money is there, or at once when there is none to wait for.
create table payment_credit (
  client_id uuid not null,
  payment_id uuid not null,
  line_no integer not null,
  credit_note_id uuid,
  -- Credit on account: money of an earlier payment that no invoice took.
  credit_payment_id uuid,
  invoice_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  check ((credit_note_id is null) <> (credit_payment_id is null)),
  primary key (client_id, payment_id, line_no),
  foreign key (client_id, payment_id) references payment,
  foreign key (client_id, credit_note_id) references credit_note,
  foreign key (client_id, credit_payment_id) references payment,
  foreign key (client_id, invoice_id) references invoice
);
create index payment_credit_note on payment_credit (client_id, credit_note_id) where credit_note_id is not null;
call app.guard('payment_credit', 'exists (select 1 from payment p where p.client_id = payment_credit.client_id and p.id = payment_credit.payment_id)');
grant select, insert on payment_credit to foyer_app;

-- The basket in which a credit was used.
alter table allocation add column basket_id uuid;
alter table allocation add foreign key (client_id, basket_id) references payment;
create index allocation_basket on allocation (client_id, basket_id) where basket_id is not null;

-- Every movement of a payment's money, append-only. Their sum is what the contractor holds of the payment.
create table money_movement (
  client_id uuid not null,
  payment_id uuid not null,
  movement_no integer not null,
  kind text not null check (kind in ('capture', 'correction', 'refund', 'chargeback', 'chargeback_reversed', 'dishonour')),
  amount_cents bigint not null check (amount_cents <> 0),
  at timestamptz not null,
  primary key (client_id, payment_id, movement_no),
  foreign key (client_id, payment_id) references payment
);
create index money_movement_at on money_movement (client_id, at);
call app.guard('money_movement', 'exists (select 1 from payment p where p.client_id = money_movement.client_id and p.id = money_movement.payment_id)');
grant select on money_movement to foyer_app;

create function app.post_movements() returns trigger language plpgsql security definer
set search_path = pg_catalog, public as $$
declare
  was payment := case when tg_op = 'UPDATE' then old end;
  captured bigint := new.captured_cents - coalesce(was.captured_cents, 0);
  refunded bigint := new.refunded_cents - coalesce(was.refunded_cents, 0);
  withdrawn bigint := app.withdrawn_cents(new) - coalesce(app.withdrawn_cents(was), 0);
  kept bigint := app.kept_cents(new) - coalesce(app.kept_cents(was), 0);
  next_no integer;
begin
  if captured = 0 and refunded = 0 and withdrawn = 0 and kept = 0 then return null; end if;
  select coalesce(max(movement_no), 0) into next_no from money_movement
    where client_id = new.client_id and payment_id = new.id;
  insert into money_movement (client_id, payment_id, movement_no, kind, amount_cents, at)
    select new.client_id, new.id, next_no + row_number() over (order by m.n), m.kind, m.cents, m.at
    from (values
      (1, case when captured < 0 then 'correction' else 'capture' end, captured, coalesce(new.cleared_at, now())),
      (2, 'refund', -refunded, now()),
      (3, case when withdrawn > 0 then 'chargeback' else 'chargeback_reversed' end, -withdrawn, now()),
      (4, 'dishonour', kept - captured + refunded + withdrawn, now())
    ) as m (n, kind, cents, at)
    where m.cents <> 0;
  return null;
end $$;
create function app.withdrawn_cents(p payment) returns bigint language sql immutable parallel safe as $$
  select case when p.dispute in ('open', 'lost') then least(p.disputed_cents, p.captured_cents - p.refunded_cents) else 0 end
$$;
create function app.kept_cents(p payment) returns bigint language sql immutable parallel safe as $$
  select case when p.dishonoured then 0 else p.captured_cents - p.refunded_cents - app.withdrawn_cents(p) end
$$;
create trigger post_movements after insert or update of captured_cents, refunded_cents, dispute, disputed_cents, dishonoured on payment
  for each row execute function app.post_movements();

-- What was captured before this table was there. A migration asks for nobody, so the force is lifted while it reads.
alter table payment no force row level security;
alter table money_movement no force row level security;
insert into money_movement (client_id, payment_id, movement_no, kind, amount_cents, at)
  select client_id, id, 1, 'capture', captured_cents, coalesce(cleared_at, created_at) from payment where captured_cents > 0;
insert into money_movement (client_id, payment_id, movement_no, kind, amount_cents, at)
  select client_id, id, 2, 'refund', -refunded_cents, coalesce(checked_at, created_at) from payment where refunded_cents > 0;
alter table payment force row level security;
alter table money_movement force row level security;

-- How a transfer says what it is for: digits that end in a check digit by the biller's rule.
create sequence bank_reference_number start 10000001;
grant usage on sequence bank_reference_number to foyer_app;
create table bank_reference (
  client_id uuid not null,
  reference text not null check (reference ~ '^[0-9]{2,20}$'),
  invoice_id uuid,
  payment_id uuid,
  created_at timestamptz not null default now(),
  check ((invoice_id is null) <> (payment_id is null)),
  primary key (client_id, reference),
  foreign key (client_id, invoice_id) references invoice,
  foreign key (client_id, payment_id) references payment
);
create unique index bank_reference_invoice on bank_reference (client_id, invoice_id) where invoice_id is not null;
create unique index bank_reference_payment on bank_reference (client_id, payment_id) where payment_id is not null;
call app.guard('bank_reference', 'exists (select 1 from invoice i where i.client_id = bank_reference.client_id and i.id = bank_reference.invoice_id)
  or exists (select 1 from payment p where p.client_id = bank_reference.client_id and p.id = bank_reference.payment_id)');
grant select, insert on bank_reference to foyer_app;
