-- Who is asking. Every policy reads these functions; a transaction sets them with set_config(..., true).
-- With nothing set they answer null or false, so every tenant table is empty.

create schema app;
grant usage on schema app to foyer_app, foyer_identity;

create function app.client_id() returns uuid language sql stable parallel safe
set search_path = pg_catalog as $$
  select case
    when nullif(current_setting('app.valid_until', true), '')::timestamptz <= clock_timestamp() then null
    else nullif(current_setting('app.client_id', true), '')::uuid
  end
$$;
comment on function app.client_id() is 'The client that is asking; null when nobody is, or when the access window has closed.';

create function app.can(capability text) returns boolean language sql stable parallel safe
set search_path = pg_catalog as $$
  select coalesce(string_to_array(current_setting('app.capabilities', true), ',') && array[capability, '*'], false)
$$;
comment on function app.can(text) is 'Whether the asker holds a capability; the list comes from the one table of roles in the server.';

create function app.all_sites() returns boolean language sql stable parallel safe
set search_path = pg_catalog as $$
  select coalesce(current_setting('app.sites', true) = 'all', false)
$$;

create function app.site_ids() returns uuid[] language sql stable parallel safe
set search_path = pg_catalog as $$
  select case
    when coalesce(current_setting('app.sites', true), '') in ('', 'all') then '{}'::uuid[]
    else current_setting('app.sites', true)::uuid[]
  end
$$;

create function app.house() returns boolean language sql stable parallel safe
set search_path = pg_catalog as $$
  select coalesce(current_setting('app.house', true) = 'yes', false)
$$;
comment on function app.house() is 'The contractor''s own staff and jobs: may list clients and work on what arrives before its client is known.';

-- One pattern for every tenant table: forced row-level security, one policy for all commands.
create procedure app.guard(target regclass, visible text default 'true') language plpgsql
set search_path = pg_catalog, public as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy scope on %s using (client_id = (select app.client_id()) and (%s)) with check (client_id = (select app.client_id()))',
    target, visible);
end $$;

revoke execute on procedure app.guard(regclass, text) from public;
