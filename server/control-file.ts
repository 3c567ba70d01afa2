import type { DatabaseSync } from 'node:sqlite'
import { z } from '../lib/model/zod.ts'
import type {
  MemberRecord,
  NewInvitation,
  NewMember,
  Redeemed,
  Redemption,
  SessionOutcome,
} from './people-store.ts'
import { sameHash } from './secrets.ts'
import { openSqliteFile, transaction } from './sqlite-file.ts'
import type { WorkspaceRecord } from './store.ts'

const MIGRATIONS = [
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
]

/** `z.instanceof` would narrow to `Uint8Array<ArrayBuffer>`, which a hash is not typed as. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const NamedRow = z.object({ id: z.string(), name: z.string() })
const plain = { role: 'member' as const, disabledAt: null }
const MemberRow = NamedRow.transform((row) => ({ ...row, ...plain }))
const firstToken = ({ tokens }: Redemption) => tokens[0]?.hash ?? new Uint8Array()
const InvitationRow = z.object({
  code_hash: bytes,
  workspace_id: z.string(),
  member_id: z.string().nullable(),
  uses_left: z.int(),
  expires_at: z.int(),
})
const DeviceRow = z.object({
  workspace_id: z.string(),
  id: z.string(),
  member_id: z.string(),
  token_hash: bytes,
  invitation_hash: bytes,
  joined_event_id: z.string(),
  joined_n: z.int(),
  joined_at: z.int(),
  first_used_at: z.int().nullable(),
})

/** Opens, or makes, the index of a server: workspaces, members, devices with their token hashes, invitations. No log. */
export function openControlFile(path: string) {
  const db = openSqliteFile(path, MIGRATIONS)
  return {
    insertWorkspace: (workspace: WorkspaceRecord, now: number) =>
      db
        .prepare('insert into workspace (id, name, created_at) values (?, ?, ?) on conflict do nothing')
        .run(workspace.id, workspace.name, now).changes === 1,
    findWorkspace: (idOrName: string): WorkspaceRecord | null =>
      found(
        NamedRow,
        db.prepare('select id, name from workspace where id = ?1 or name = ?1').get(idOrName.trim()),
      ),
    insertMember: (workspaceId: string, member: NewMember, now: number) => {
      insertMember(db, workspaceId, member, now)
    },
    members: (workspaceId: string): readonly MemberRecord[] =>
      z
        .array(MemberRow)
        .parse(
          db.prepare('select id, name from member where workspace_id = ? order by name').all(workspaceId),
        ),
    insertInvitation: (invitation: NewInvitation, now: number) => {
      const { codeHash, workspaceId, memberId, uses, expiresAt } = invitation
      db.prepare(
        'insert into invitation (code_hash, workspace_id, member_id, uses_left, expires_at, created_at) values (?, ?, ?, ?, ?, ?)',
      ).run(codeHash, workspaceId, memberId, uses, expiresAt, now)
    },
    redeem: (redemption: Redemption): Redeemed => transaction(db, () => redeem(db, redemption)),
    session: (tokenHash: Uint8Array, now: number) => session(db, tokenHash, now),
    nextOwnNumber: (workspaceId: string) => transaction(db, () => nextOwnNumber(db, workspaceId)),
    ping: () => {
      db.prepare('select count(*) from workspace').get()
    },
    close: () => db.close(),
  }
}

function insertMember(db: DatabaseSync, workspaceId: string, member: NewMember, now: number): void {
  db.prepare('insert into member (workspace_id, id, name, created_at) values (?, ?, ?, ?)').run(
    workspaceId,
    member.id,
    member.name,
    now,
  )
}

function redeem(db: DatabaseSync, redemption: Redemption): Redeemed {
  const { codeHash, deviceId, now } = redemption
  const invitation = found(
    InvitationRow,
    db.prepare('select * from invitation where code_hash = ?').get(codeHash),
  )
  if (invitation === null || !sameHash(invitation.code_hash, codeHash)) return { status: 'unknown' }
  if (invitation.expires_at <= now) return { status: 'expired' }
  const workspaceId = invitation.workspace_id
  const device = found(
    DeviceRow,
    db.prepare('select * from device where workspace_id = ? and id = ?').get(workspaceId, deviceId),
  )
  if (device !== null) {
    if (device.first_used_at !== null || !sameHash(device.invitation_hash, codeHash))
      return { status: 'device-known' }
    db.prepare('update device set token_hash = ? where workspace_id = ? and id = ?').run(
      firstToken(redemption),
      workspaceId,
      deviceId,
    )
    return admitted(db, device)
  }
  if (invitation.uses_left === 0) return { status: 'used-up' }
  db.prepare('update invitation set uses_left = uses_left - 1 where code_hash = ?').run(codeHash)
  return admitted(db, insertDevice(db, redemption, workspaceId, invitation.member_id))
}

function insertDevice(
  db: DatabaseSync,
  redemption: Redemption,
  workspaceId: string,
  invitedMember: string | null,
) {
  const { name, newMemberId, now } = redemption
  if (invitedMember === null) insertMember(db, workspaceId, { id: newMemberId, name }, now)
  const device: z.infer<typeof DeviceRow> = {
    workspace_id: workspaceId,
    id: redemption.deviceId,
    member_id: invitedMember ?? newMemberId,
    token_hash: firstToken(redemption),
    invitation_hash: redemption.codeHash,
    joined_event_id: redemption.newEventId,
    joined_n: nextOwnNumber(db, workspaceId),
    joined_at: now,
    first_used_at: null,
  }
  db.prepare(
    `insert into device
       (workspace_id, id, member_id, token_hash, invitation_hash, joined_event_id, joined_n, joined_at, first_used_at)
     values
       (:workspace_id, :id, :member_id, :token_hash, :invitation_hash, :joined_event_id, :joined_n, :joined_at, :first_used_at)`,
  ).run(device)
  return device
}

function admitted(db: DatabaseSync, device: z.infer<typeof DeviceRow>): Redeemed {
  const { workspace_id, member_id, joined_event_id, joined_n, joined_at } = device
  return {
    status: 'admitted',
    workspace: NamedRow.parse(db.prepare('select id, name from workspace where id = ?').get(workspace_id)),
    member: MemberRow.parse(
      db
        .prepare('select id, name from member where workspace_id = ? and id = ?')
        .get(workspace_id, member_id),
    ),
    joined: { eventId: joined_event_id, n: joined_n, at: joined_at },
  }
}

function session(db: DatabaseSync, tokenHash: Uint8Array, now: number): SessionOutcome {
  const device = found(DeviceRow, db.prepare('select * from device where token_hash = ?').get(tokenHash))
  if (device === null || !sameHash(device.token_hash, tokenHash)) return { status: 'unknown' }
  if (device.first_used_at === null) {
    db.prepare('update device set first_used_at = ? where workspace_id = ? and id = ?').run(
      now,
      device.workspace_id,
      device.id,
    )
  }
  return {
    status: 'valid',
    session: {
      workspaceId: device.workspace_id,
      memberId: device.member_id,
      deviceId: device.id,
      role: 'member',
      kind: 'device',
      scopes: [],
      expiresAt: null,
    },
  }
}

function nextOwnNumber(db: DatabaseSync, workspaceId: string): number {
  const row = db
    .prepare('update workspace set own_n = own_n + 1 where id = ? returning own_n')
    .get(workspaceId)
  return z.object({ own_n: z.int() }).parse(row).own_n
}

function found<S extends z.ZodType>(schema: S, row: unknown): z.infer<S> | null {
  return row === undefined ? null : schema.parse(row)
}
