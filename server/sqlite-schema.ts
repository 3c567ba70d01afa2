/** The n-th leads to `user_version` n. One that was released is never changed. */

/** The index of a server: names, and to which workspace a code or a token of the first kind leads. */
export const CONTROL_MIGRATIONS: readonly string[] = [
  `create table workspace (
     id text primary key,
     name text not null unique collate nocase,
     own_n integer not null default 0,
     created_at integer not null
   ) strict, without rowid;
   create table member (
     workspace_id text not null references workspace (id),
     id text not null,
     name text not null,
     created_at integer not null,
     primary key (workspace_id, id)
   ) strict, without rowid;
   create table device (
     workspace_id text not null,
     id text not null,
     member_id text not null,
     token_hash blob not null unique,
     invitation_hash blob not null,
     joined_event_id text not null,
     joined_n integer not null,
     joined_at integer not null,
     first_used_at integer,
     primary key (workspace_id, id),
     foreign key (workspace_id, member_id) references member (workspace_id, id)
   ) strict, without rowid;
   create table invitation (
     code_hash blob primary key,
     workspace_id text not null references workspace (id),
     member_id text,
     uses_left integer not null check (uses_left >= 0),
     expires_at integer not null,
     created_at integer not null
   ) strict, without rowid;`,
  // Members, devices and invitations wait here until their workspace's own file is opened and takes them in
  // (see take-in.ts): everything of a workspace is then in one file, and is backed up and restored with it.
  `create table pointer (
     hash blob primary key,
     workspace_id text not null references workspace (id)
   ) strict, without rowid;
   insert into pointer (hash, workspace_id) select code_hash, workspace_id from invitation;
   insert into pointer (hash, workspace_id) select token_hash, workspace_id from device;`,
]

/** Everything of one workspace. */
export const LOG_MIGRATIONS: readonly string[] = [
  `create table log (one integer primary key check (one = 1), epoch text not null, head integer not null) strict;
   create table event (
     seq integer primary key,
     id text not null unique,
     type text not null,
     ev integer not null,
     actor_id text not null,
     device_id text not null,
     device_n integer not null,
     hlc text not null,
     audience text not null check (audience in ('me', 'team')),
     subject_id text,
     occurred_at text not null,
     received_at integer not null,
     content_hash blob not null,
     payload text not null
   ) strict;
   create table playbook (
     version integer primary key,
     tag text not null,
     content text not null,
     saved_at integer not null
   ) strict;`,
  `alter table log add column workspace_id text;
   alter table log add column name text;
   alter table log add column floor integer not null default 0;
   alter table log add column own_n integer not null default 0;
   alter table log add column erasures integer not null default 0;
   alter table log add column audited integer not null default 0;
   alter table log add column erasure_key blob;
   alter table log add column created_at integer;

   create table event_2 (
     seq integer primary key,
     id text not null unique,
     type text not null,
     ev integer not null,
     actor_id text not null,
     device_id text not null,
     device_n integer not null,
     hlc text not null,
     audience text not null check (audience in ('me', 'team')),
     subject_id text,
     about_id text,
     occurred_at text not null,
     received_at integer not null,
     content_hash blob not null,
     superseded_by integer,
     erased_by integer,
     payload text
   ) strict;
   insert into event_2 (seq, id, type, ev, actor_id, device_id, device_n, hlc, audience, subject_id, about_id,
       occurred_at, received_at, content_hash, payload)
     select seq, id, type, ev, actor_id, device_id, device_n, hlc, audience, lower(subject_id),
       case when not json_valid(payload) then null
         when type in ('interaction.amended', 'interaction.retracted') then lower(payload ->> '$.data.interactionId')
         when type in ('note.revised', 'note.deleted') then lower(payload ->> '$.data.noteId') end,
       occurred_at, received_at, content_hash, payload
     from event;
   drop table event;
   alter table event_2 rename to event;
   create index event_subject on event (subject_id) where subject_id is not null;
   create index event_about on event (about_id) where about_id is not null;

   create table member (
     id text primary key,
     name text not null,
     role text not null check (role in ('owner', 'editor', 'member')),
     disabled_at integer,
     created_at integer not null
   ) strict, without rowid;
   create table subject (
     issuer text not null,
     subject text not null,
     member_id text not null references member (id),
     linked_at integer not null,
     primary key (issuer, subject)
   ) strict, without rowid;
   create table device (
     id text primary key,
     member_id text not null references member (id),
     public_key text,
     invitation_hash blob,
     joined_event_id text,
     joined_n integer,
     joined_at integer not null,
     first_used_at integer,
     last_seen_at integer,
     acked_seq integer not null default 0,
     revoked_at integer
   ) strict, without rowid;
   create table token (
     id text primary key,
     kind text not null check (kind in ('device', 'access', 'refresh', 'personal')),
     hash blob not null unique,
     member_id text not null references member (id),
     device_id text references device (id),
     scopes text not null,
     label text,
     expires_at integer,
     created_at integer not null,
     replaced_at integer,
     revoked_at integer
   ) strict, without rowid;
   create index token_device on token (device_id);
   create index token_member on token (member_id);
   create table invitation (
     code_hash blob primary key,
     member_id text references member (id),
     role text not null check (role in ('owner', 'editor', 'member')),
     uses_left integer not null check (uses_left >= 0),
     expires_at integer not null,
     created_at integer not null
   ) strict, without rowid;
   create table claim (
     key text primary key,
     site text not null,
     thread_key text not null,
     title text,
     member_id text not null,
     until integer not null,
     seq integer not null
   ) strict, without rowid;
   create table erasure (
     seq integer primary key,
     contact_ids text not null,
     marks text not null,
     erased_at integer not null
   ) strict;
   create table erasure_mark (mark text primary key, seq integer not null) strict, without rowid;
   create table audit (
     n integer primary key,
     actor_id text,
     action text not null,
     detail text not null,
     at integer not null
   ) strict;`,
]
