-- Invoices, credit notes, payments and the ledger of allocations between them.
-- `allocated_cents` columns repeat the ledger's sums. Only the ledger's trigger writes them; their checks make
-- an over-allocation impossible.

create table invoice (
  client_id uuid not null references client,
  id uuid not null,
  number text not null,
  issued_on date not null,
  due_on date not null,
  currency char(3) not null default 'AUD' check (currency = 'AUD'),
  gst_rounding_method text not null check (gst_rounding_method in ('total', 'line')),
  net_cents bigint not null check (net_cents >= 0),
  gst_cents bigint not null check (gst_cents >= 0),
  total_cents bigint not null check (total_cents = net_cents + gst_cents),
  allocated_cents bigint not null default 0 check (allocated_cents between 0 and total_cents),
  standing text not null check (standing in ('issued', 'void', 'written_off')),
  po_number text,
  contract_number text,
  site_ids uuid[] not null,
  search_text text not null,
  version integer not null default 1,
  source text not null,
  external_id text not null,
  source_updated_at timestamptz not null,
  provenance text not null default 'synced' check (provenance in ('synced', 'manual', 'derived')),
  synced_at timestamptz not null default now(),
  content_hash bytea,
  primary key (client_id, id),
  unique (client_id, source, external_id),
  unique (client_id, number)
);
create index invoice_newest on invoice (client_id, issued_on desc, id desc);
create index invoice_due on invoice (client_id, due_on, id);
create index invoice_open on invoice (client_id, due_on) where standing = 'issued' and allocated_cents < total_cents;
call app.guard('invoice', '(select app.can(''invoices:read'')) and ((select app.all_sites()) or (site_ids <> ''{}'' and site_ids <@ (select app.site_ids())))');
grant select on invoice to foyer_app;
grant insert (client_id, id, number, issued_on, due_on, currency, gst_rounding_method, net_cents, gst_cents, total_cents, standing, po_number, contract_number, site_ids, search_text, source, external_id, source_updated_at, provenance, synced_at, content_hash) on invoice to foyer_app;
grant update (number, issued_on, due_on, gst_rounding_method, net_cents, gst_cents, total_cents, standing, po_number, contract_number, site_ids, search_text, version, source_updated_at, provenance, synced_at, content_hash) on invoice to foyer_app;

create table invoice_line (
  client_id uuid not null,
  invoice_id uuid not null,
  line_no integer not null,
  description text not null,
  quantity numeric(13, 4) not null,
  unit text not null,
  unit_price numeric(13, 4) not null,
  net_cents bigint not null,
  gst_code text not null check (gst_code in ('GST', 'FRE')),
  gst_cents bigint not null,
  site_id uuid,
  workbill_number text,
  contract_number text,
  primary key (client_id, invoice_id, line_no),
  foreign key (client_id, invoice_id) references invoice,
  foreign key (client_id, site_id) references site
);
call app.guard('invoice_line', 'exists (select 1 from invoice i where i.client_id = invoice_line.client_id and i.id = invoice_line.invoice_id)');
grant select, insert, delete on invoice_line to foyer_app;

create table credit_note (
  client_id uuid not null references client,
  id uuid not null,
  number text not null,
  issued_on date not null,
  of_invoice_id uuid not null,
  reason text not null,
  currency char(3) not null default 'AUD' check (currency = 'AUD'),
  gst_rounding_method text not null check (gst_rounding_method in ('total', 'line')),
  net_cents bigint not null check (net_cents >= 0),
  gst_cents bigint not null check (gst_cents >= 0),
  total_cents bigint not null check (total_cents = net_cents + gst_cents),
  allocated_cents bigint not null default 0 check (allocated_cents between 0 and total_cents),
  version integer not null default 1,
  source text not null,
  external_id text not null,
  source_updated_at timestamptz not null,
  provenance text not null default 'synced' check (provenance in ('synced', 'manual', 'derived')),
  synced_at timestamptz not null default now(),
  content_hash bytea,
  primary key (client_id, id),
  unique (client_id, source, external_id),
  foreign key (client_id, of_invoice_id) references invoice
);
create index credit_note_invoice on credit_note (client_id, of_invoice_id);
call app.guard('credit_note', 'exists (select 1 from invoice i where i.client_id = credit_note.client_id and i.id = credit_note.of_invoice_id)');
grant select on credit_note to foyer_app;
grant insert (client_id, id, number, issued_on, of_invoice_id, reason, currency, gst_rounding_method, net_cents, gst_cents, total_cents, source, external_id, source_updated_at, provenance, synced_at, content_hash) on credit_note to foyer_app;
grant update (number, issued_on, reason, gst_rounding_method, net_cents, gst_cents, total_cents, version, source_updated_at, provenance, synced_at, content_hash) on credit_note to foyer_app;

create table credit_note_line (
  client_id uuid not null,
  credit_note_id uuid not null,
  line_no integer not null,
  description text not null,
  quantity numeric(13, 4) not null,
  unit text not null,
  unit_price numeric(13, 4) not null,
  net_cents bigint not null,
  gst_code text not null check (gst_code in ('GST', 'FRE')),
  gst_cents bigint not null,
  site_id uuid,
  workbill_number text,
  contract_number text,
  primary key (client_id, credit_note_id, line_no),
  foreign key (client_id, credit_note_id) references credit_note,
  foreign key (client_id, site_id) references site
);
call app.guard('credit_note_line', 'exists (select 1 from credit_note c where c.client_id = credit_note_line.client_id and c.id = credit_note_line.credit_note_id)');
grant select, insert, delete on credit_note_line to foyer_app;
