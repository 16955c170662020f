-- The process that works on the request. Once it is dead, a repeat need not wait for the lock to run out.
alter table idempotency_key add column holder uuid;
