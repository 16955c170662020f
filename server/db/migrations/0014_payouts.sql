-- The third side of a reconciliation: payouts of a vendor in the bank's statements. A payout may come back.
alter table discrepancy drop constraint discrepancy_kind_check;
alter table discrepancy add constraint discrepancy_kind_check
  check (kind in ('missing_left', 'missing_right', 'value', 'timing', 'duplicate', 'returned'));
-- What earlier periods found of the same payout.
create index discrepancy_reference on discrepancy (account, reference) where movement = 'payout';
-- A payout's lines, whatever was decided after.
create index bank_match_payout on bank_match (vendor_ref) where target = 'vendor_payout';
