-- A remittance tells once what a transfer is for, and its sender sees that it did. It waits again when the transfer is
-- taken back.
alter table bank_match add column remittance_id uuid;
alter table remittance add column transfer_id uuid;
alter table remittance add foreign key (client_id, transfer_id) references payment_transfer (client_id, id);
create index remittance_waiting on remittance (sent_at desc) where transfer_id is null;
create index remittance_transfer on remittance (client_id, transfer_id) where transfer_id is not null;
grant update (transfer_id) on remittance to foyer_app;
