-- Business transactions enqueue a job in the same commit; only this function reaches the queue's tables.
create function app.enqueue(task text, payload json, job_key text, run_at timestamptz, max_attempts integer) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(task, payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key);
end $$;
revoke execute on function app.enqueue(text, json, text, timestamptz, integer) from public;
grant execute on function app.enqueue(text, json, text, timestamptz, integer) to foyer_app, foyer_identity;
