-- Large statements come by way of a temporary table. Every role may make one unless a database was made stricter.
do $$
begin
  if not has_database_privilege('foyer_app', current_database(), 'temporary') then
    execute format('grant temporary on database %I to foyer_app', current_database());
  end if;
end $$;
