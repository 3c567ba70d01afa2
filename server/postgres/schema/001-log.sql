-- Everything of a workspace. Each key begins with workspace_id, so that a workspace lies on one shard
-- (citus.sql); no sequence, trigger, advisory lock or foreign key reaches over workspaces.
-- Times are milliseconds since 1970, as everywhere in the server.

-- Names, and to which workspace a code leads: small, read mostly, of no one workspace.
create table workspace (
  id uuid primary key,
  name text not null,
  created_at bigint not null
);
create unique index workspace_name on workspace (lower(name));

create table pointer (
  hash bytea primary key,
  workspace_id uuid not null
);

create table log (
  workspace_id uuid primary key,
  name text not null,
  epoch uuid not null,
  head bigint not null,
  floor bigint not null,
  own_n bigint not null,
  erasures bigint not null,
  audited bigint not null,
  erasure_key bytea not null,
  created_at bigint not null
);

create table event (
  workspace_id uuid not null,
  seq bigint not null,
  id uuid not null,
  type text not null,
  ev integer not null,
  actor_id uuid not null,
  device_id uuid not null,
  device_n bigint not null,
  hlc text not null,
  audience text not null check (audience in ('me', 'team')),
  subject_id uuid,
  about_id uuid,
  occurred_at text not null,
  received_at bigint not null,
  content_hash bytea not null,
  superseded_by bigint,
  erased_by bigint,
  -- Text, not jsonb: what a device sent comes back as it was, with U+0000 and lone surrogates escaped.
  payload text,
  primary key (workspace_id, seq),
  unique (workspace_id, id)
);
create index event_subject on event (workspace_id, subject_id) where subject_id is not null;
create index event_about on event (workspace_id, about_id) where about_id is not null;

create table playbook (
  workspace_id uuid not null,
  version bigint not null,
  tag text not null,
  content text not null,
  saved_at bigint not null,
  primary key (workspace_id, version)
);

create table member (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  role text not null check (role in ('owner', 'editor', 'member')),
  disabled_at bigint,
  created_at bigint not null,
  primary key (workspace_id, id)
);

create table subject (
  workspace_id uuid not null,
  issuer text not null,
  subject text not null,
  member_id uuid not null,
  linked_at bigint not null,
  primary key (workspace_id, issuer, subject),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);

create table device (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  public_key text,
  invitation_hash bytea,
  joined_event_id uuid,
  joined_n bigint,
  joined_at bigint not null,
  first_used_at bigint,
  last_seen_at bigint,
  acked_seq bigint not null default 0,
  revoked_at bigint,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);

create table token (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('device', 'access', 'refresh', 'personal')),
  hash bytea not null,
  member_id uuid not null,
  device_id uuid,
  scopes text not null,
  label text,
  expires_at bigint,
  created_at bigint not null,
  replaced_at bigint,
  revoked_at bigint,
  primary key (workspace_id, id),
  unique (workspace_id, hash),
  foreign key (workspace_id, member_id) references member (workspace_id, id),
  foreign key (workspace_id, device_id) references device (workspace_id, id)
);
create index token_device on token (workspace_id, device_id);
create index token_member on token (workspace_id, member_id);

create table invitation (
  workspace_id uuid not null,
  code_hash bytea not null,
  member_id uuid,
  role text not null check (role in ('owner', 'editor', 'member')),
  uses_left bigint not null check (uses_left >= 0),
  expires_at bigint not null,
  created_at bigint not null,
  primary key (workspace_id, code_hash),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);

create table claim (
  workspace_id uuid not null,
  key text not null,
  site text not null,
  thread_key text not null,
  title text,
  member_id uuid not null,
  until bigint not null,
  seq bigint not null,
  primary key (workspace_id, key)
);

create table erasure (
  workspace_id uuid not null,
  seq bigint not null,
  contact_ids text not null,
  marks text not null,
  erased_at bigint not null,
  primary key (workspace_id, seq)
);

create table erasure_mark (
  workspace_id uuid not null,
  mark text not null,
  seq bigint not null,
  primary key (workspace_id, mark)
);

create table audit (
  workspace_id uuid not null,
  n bigint not null,
  actor_id uuid,
  action text not null,
  detail text not null,
  at bigint not null,
  primary key (workspace_id, n)
);

-- The second wall. Every query names its workspace too; without app.ws the setting is missing, which is
-- an error and not an empty answer. Forced: the owner is bound as well, should a server ever serve as one.
do $$
declare
  owned text;
begin
  foreach owned in array array['log', 'event', 'playbook', 'member', 'subject', 'device', 'token',
    'invitation', 'claim', 'erasure', 'erasure_mark', 'audit']
  loop
    execute format('alter table %I enable row level security', owned);
    execute format('alter table %I force row level security', owned);
    execute format(
      'create policy own_workspace on %I using (workspace_id = current_setting(''app.ws'')::uuid)
         with check (workspace_id = current_setting(''app.ws'')::uuid)', owned);
  end loop;
end
$$;
