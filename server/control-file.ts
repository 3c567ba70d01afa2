import type { DatabaseSync } from 'node:sqlite'
import { z } from '../lib/model/zod.ts'
import { bytes } from './rows/step.ts'
import { openSqliteFile, transaction } from './sqlite-file.ts'
import { CONTROL_MIGRATIONS } from './sqlite-schema.ts'
import type { WorkspaceRecord } from './store.ts'

const NamedRow = z.object({ id: z.string(), name: z.string() })

const WaitingSchema = z.object({
  workspace: z.object({ id: z.string(), name: z.string(), own_n: z.int(), created_at: z.int() }),
  members: z.array(z.object({ id: z.string(), name: z.string(), created_at: z.int() })),
  devices: z.array(
    z.object({
      id: z.string(),
      member_id: z.string(),
      token_hash: bytes,
      invitation_hash: bytes,
      joined_event_id: z.string(),
      joined_n: z.int(),
      joined_at: z.int(),
      first_used_at: z.int().nullable(),
    }),
  ),
  invitations: z.array(
    z.object({
      code_hash: bytes,
      member_id: z.string().nullable(),
      uses_left: z.int(),
      expires_at: z.int(),
      created_at: z.int(),
    }),
  ),
})
/** What the first version of this file kept of a workspace, and its own file has not taken in yet. */
export type Waiting = z.infer<typeof WaitingSchema>

export type ControlFile = ReturnType<typeof openControlFile>

/** Opens, or makes, the index of a server. It holds nothing that the workspaces' own files do not hold too. */
export function openControlFile(path: string) {
  const db = openSqliteFile(path, CONTROL_MIGRATIONS)
  // Every request asks for this one.
  const named = db.prepare('select id, name from workspace where id = ?1 or name = ?1')
  return {
    insertWorkspace: (workspace: WorkspaceRecord, now: number) =>
      db
        .prepare('insert into workspace (id, name, created_at) values (?, ?, ?) on conflict do nothing')
        .run(workspace.id, workspace.name, now).changes === 1,
    findWorkspace: (idOrName: string): WorkspaceRecord | null => found(named.get(idOrName.trim())),
    workspaces: (): readonly WorkspaceRecord[] =>
      z.array(NamedRow).parse(db.prepare('select id, name from workspace order by name').all()),
    point: (hashes: readonly Uint8Array[], workspaceId: string) => {
      const insert = db.prepare(
        'insert into pointer (hash, workspace_id) values (?, ?) on conflict (hash) do nothing',
      )
      transaction(db, () => {
        for (const hash of hashes) insert.run(hash, workspaceId)
      })
    },
    pointed: (hash: Uint8Array): WorkspaceRecord | null =>
      found(
        db
          .prepare(
            'select id, name from workspace where id = (select workspace_id from pointer where hash = ?)',
          )
          .get(hash),
      ),
    waiting: (workspaceId: string) => waiting(db, workspaceId),
    forgetWaiting: (workspaceId: string) =>
      transaction(db, () => {
        for (const table of ['invitation', 'device', 'member'])
          db.prepare(`delete from ${table} where workspace_id = ?`).run(workspaceId)
      }),
    ping: () => {
      db.prepare('select count(*) from workspace').get()
    },
    close: () => db.close(),
  }
}

function waiting(db: DatabaseSync, workspaceId: string): Waiting | null {
  const all = (table: string) => db.prepare(`select * from ${table} where workspace_id = ?`).all(workspaceId)
  const [members, devices, invitations] = [all('member'), all('device'), all('invitation')]
  if (members.length + devices.length + invitations.length === 0) return null
  const workspace = db.prepare('select * from workspace where id = ?').get(workspaceId)
  return WaitingSchema.parse({ workspace, members, devices, invitations })
}

function found(row: unknown): WorkspaceRecord | null {
  return row === undefined ? null : NamedRow.parse(row)
}
