-- What a reader of a paper invoice types to see what was really issued. A code is looked up before its client is known, so
-- the house may read every row.
create table document_code (
  client_id uuid not null,
  code text not null check (code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  invoice_id uuid not null,
  made_at timestamptz not null default now(),
  primary key (client_id, code),
  foreign key (client_id, invoice_id) references invoice
);
create unique index document_code_code on document_code (code);
create unique index document_code_invoice on document_code (client_id, invoice_id);
call app.guard('document_code', 'exists (select 1 from invoice i where i.client_id = document_code.client_id and i.id = document_code.invoice_id)');
create policy house on document_code for select using ((select app.house()));
grant select, insert on document_code to foyer_app;
