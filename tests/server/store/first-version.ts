import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { hashSecret } from '../../../server/secrets.ts'
import { entry, NOW, typed } from './store-under-test.ts'

/** As the first version wrote them. Frozen: files of that version do not change when the code does. */
const CONTROL = `create table workspace (
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
   ) strict, without rowid;`
const LOG = `create table log (one integer primary key check (one = 1), epoch text not null, head integer not null) strict;
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
   ) strict;`

/** Frozen, too: what the fixture holds. */
export const FIRST = {
  workspaceId: '0d5b2a52-3a6b-4d2e-9c4c-1d1f3f0b7a11',
  epoch: '7d7a0f7e-0f6c-4f4e-8a7e-0b8f8a4f5b22',
  memberId: '3c1c7a86-4f0d-4c34-9f60-5f7a5e2b9c33',
  deviceId: '9b2e6d3f-6a0b-4b1e-8c5d-2a1f0e9d8c44',
  contactId: '5e0d9a7b-1c2f-8e3d-9b4a-6f5e4d3c2b55',
  token: hashSecret('es_of_the_first_kind'),
  code: hashSecret('CODE-OF-THE-FIRST-KIND'),
}

/** A data directory as a server of the first version left it: one workspace, one member, three events, an open invitation. */
export function writeFirstVersion(dataDir: string) {
  const { workspaceId, epoch, memberId, deviceId, contactId, token, code } = FIRST
  mkdirSync(join(dataDir, 'workspaces'), { recursive: true })
  const control = open(join(dataDir, 'control.sqlite'), CONTROL)
  control.prepare('insert into workspace values (?, ?, 1, ?)').run(workspaceId, 'Quillon', NOW)
  control.prepare('insert into member values (?, ?, ?, ?)').run(workspaceId, memberId, 'Maya Osei', NOW)
  control
    .prepare('insert into device values (?, ?, ?, ?, ?, ?, 1, ?, ?)')
    .run(workspaceId, deviceId, memberId, token, code, '0190b7f0-0000-7000-8000-000000000066', NOW, NOW)
  control
    .prepare('insert into invitation values (?, ?, null, 4, ?, ?)')
    .run(code, workspaceId, NOW + 9_000, NOW)
  control.close()

  const log = open(join(dataDir, 'workspaces', `${workspaceId}.sqlite`), LOG)
  const maya = { workspaceId, memberId, deviceId }
  const logged = entry(maya, { subject: contactId.toUpperCase() }, { contactId })
  const entries = [
    logged,
    typed(
      maya,
      'interaction.amended',
      { interactionId: logged.event.id, changes: {} },
      { subject: undefined },
    ),
    typed(
      maya,
      'note.revised',
      { noteId: contactId, contactId, base: null, body: 'kept' },
      { audience: 'me' },
    ),
  ]
  log.prepare('insert into log values (1, ?, 3)').run(epoch)
  log.prepare("insert into playbook values (1, 'aa', '{}', ?)").run(NOW)
  const insert = log.prepare('insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  for (const [at, { event, contentHash }] of entries.entries())
    insert.run(
      ...[at + 1, event.id, event.type, event.ev, event.actorid, event.deviceid, event.devicen, event.hlc],
      ...[event.audience, event.subject ?? null, event.time, NOW, contentHash, JSON.stringify(event)],
    )
  log.close()
  return { maya, entries }
}

function open(path: string, schema: string): DatabaseSync {
  const db = new DatabaseSync(path)
  db.exec(`pragma journal_mode = wal; ${schema}; pragma user_version = 1`)
  return db
}
