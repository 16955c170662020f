-- That an invoice was mailed, and when a person of the client first opened it: facts of its history, never states.
create table invoice_delivery (
  client_id uuid not null,
  invoice_id uuid not null,
  delivered_at timestamptz not null,
  -- People whose mail server took it; 0 where there is nobody to tell, so that nobody looks again.
  recipients integer not null check (recipients >= 0),
  primary key (client_id, invoice_id),
  foreign key (client_id, invoice_id) references invoice
);
call app.guard('invoice_delivery', 'exists (select 1 from invoice i where i.client_id = invoice_delivery.client_id and i.id = invoice_delivery.invoice_id)');
grant select, insert on invoice_delivery to foyer_app;

create table invoice_view (
  client_id uuid not null,
  invoice_id uuid not null,
  viewed_at timestamptz not null,
  viewed_by text not null,
  viewed_by_name text not null,
  primary key (client_id, invoice_id),
  foreign key (client_id, invoice_id) references invoice
);
call app.guard('invoice_view', 'exists (select 1 from invoice i where i.client_id = invoice_view.client_id and i.id = invoice_view.invoice_id)');
grant select, insert on invoice_view to foyer_app;
