-- A line's fingerprint is 16 bytes: kept as such and first in the index, where it tells nearly all lines apart by itself.
-- Lines come by the hundred thousand, each looked up there and added.
alter table bank_line drop constraint bank_line_account_id_fingerprint_occurrence_no_key;
alter table bank_line alter column fingerprint type uuid using encode(fingerprint, 'hex')::uuid;
alter table bank_line add constraint bank_line_once unique (fingerprint, occurrence_no, account_id);
-- Lines come in about the order of their days: a summary of each stretch of pages finds a day's, and costs a line nothing.
drop index bank_line_day;
create index bank_line_day on bank_line using brin (booked_on) with (autosummarize = on);
