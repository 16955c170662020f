-- Who may sign in. Only the identity role reads credentials, sessions and tokens: a fault in a feature cannot.

create table user_account (
  id uuid primary key,
  email text not null check (email = lower(email)),
  display_name text not null,
  password_hash text,
  kind text not null check (kind in ('client', 'contractor')),
  contractor_role text check ((kind = 'contractor') = (contractor_role is not null) and contractor_role in ('ops', 'admin')),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  unique (email)
);

create table membership (
  client_id uuid not null references client,
  user_id uuid not null references user_account,
  role text not null check (role in ('admin', 'finance', 'quality', 'site', 'viewer')),
  site_ids uuid[],
  valid_from timestamptz,
  valid_to timestamptz check (valid_to > valid_from),
  active boolean not null default true,
  version integer not null default 1,
  source text not null,
  external_id text not null,
  source_updated_at timestamptz not null,
  provenance text not null default 'synced' check (provenance in ('synced', 'manual', 'derived')),
  synced_at timestamptz not null default now(),
  content_hash bytea,
  primary key (client_id, user_id),
  unique (client_id, source, external_id)
);
create index membership_user on membership (user_id);

create table user_session (
  id text primary key,
  user_id uuid not null references user_account on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ip text,
  user_agent text,
  acting_client_id uuid
);
create index user_session_user on user_session (user_id);

create table oauth_client (
  id text primary key,
  name text not null,
  secret_sealed bytea not null,
  scopes text[] not null,
  -- null: the contractor's own system; else a client's or partner's, confined to that client
  client_id uuid references client,
  allowed_origins text[] not null default '{}',
  active boolean not null default true,
  created_at timestamptz not null default now()
);

create table oauth_record (
  model text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  expires_at timestamptz,
  consumed_at timestamptz,
  primary key (model, id)
);
create index oauth_record_grant on oauth_record (grant_id) where grant_id is not null;
create index oauth_record_expiry on oauth_record (expires_at);

create table signing_key (
  kid text primary key,
  private_sealed bytea not null,
  public_jwk jsonb not null,
  created_at timestamptz not null default now(),
  retires_at timestamptz not null
);

create table embed_secret (
  hash bytea primary key,
  client_id uuid not null references client,
  user_id uuid not null references user_account,
  oauth_client_id text not null references oauth_client,
  widgets text[] not null,
  site_ids uuid[],
  origin text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table embed_token (
  hash bytea primary key,
  client_id uuid not null references client,
  user_id uuid not null references user_account,
  oauth_client_id text not null references oauth_client,
  widgets text[] not null,
  site_ids uuid[],
  origin text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index embed_token_expiry on embed_token (expires_at);

do $$
declare name text;
begin
  foreach name in array array['user_account', 'membership', 'user_session', 'oauth_client', 'oauth_record', 'signing_key', 'embed_secret', 'embed_token'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy identity on %I to foyer_identity using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to foyer_identity', name);
  end loop;
end $$;

-- The identity room also resolves a membership to its client and sites before anybody is "asking".
create policy identity on client for select to foyer_identity using (true);
create policy identity on site for select to foyer_identity using (true);
grant select on client, site to foyer_identity;
