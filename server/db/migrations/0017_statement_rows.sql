-- Lines and decisions come by the hundred thousand. A foreign key looks up its parent row by row and locks it each time, a
-- seventh of the whole work; here one look tells it for all rows of a statement. Nobody deletes from these tables, so that
-- the other half of a foreign key is kept by refusing that (docs/adr/0020).

alter table bank_line drop constraint bank_line_statement_id_fkey;
alter table bank_match drop constraint bank_match_line_id_fkey;

-- Planned anew each time: what is right for one row is wrong for a hundred thousand.
create function app.keep_parent() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare
  orphaned boolean;
begin
  execute format(
    'select exists (select from touched t where not exists (select from %I p where p.id = t.%I))', tg_argv[0], tg_argv[1]
  ) into orphaned;
  if orphaned then
    raise exception 'a row of % names a % that is not there', tg_table_name, tg_argv[0] using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

create trigger keep_statement after insert on bank_line
  referencing new table as touched for each statement execute function app.keep_parent('bank_statement', 'statement_id');
create trigger keep_line after insert on bank_match
  referencing new table as touched for each statement execute function app.keep_parent('bank_line', 'line_id');

create function app.keep_rows() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'rows of % are kept', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger keep_rows before delete or truncate on bank_statement for each statement execute function app.keep_rows();
create trigger keep_rows before delete or truncate on bank_line for each statement execute function app.keep_rows();
