import { Dexie } from 'dexie'
import { IDBFactory } from 'fake-indexeddb'
import type { Result } from '../../lib/model/problem.ts'
import { attempt } from '../../lib/store/attempt.ts'
import { exportBackup } from '../../lib/store/backup.ts'
import type { BackupOwner } from '../../lib/store/backup-format.ts'
import { type EarshotDatabase, openDatabase } from '../../lib/store/database.ts'
import { endLeases } from '../../lib/store/leases.ts'
import { restoreBackup } from '../../lib/store/restore-backup.ts'
import { createSyncStore } from '../../lib/store/sync-store.ts'
import type { Actor } from '../../lib/store/views.ts'
import { createSyncApi } from '../../lib/sync/api.ts'
import type { RoundReport, SyncApi, SyncPorts } from '../../lib/sync/ports.ts'
import { synchronise } from '../../lib/sync/synchronise.ts'
import type { Chance } from './chance.ts'
import { createLife } from './life.ts'
import type { Admission } from './server.ts'

export interface SimulatedDevice {
  /** Who works on it now; another device of the same member after `joinAgain`. */
  actor(): Actor
  admission(): Admission
  /** The database as it is now; another one after `joinAgain`. */
  db(): EarshotDatabase
  /** A round is under way, and stands before or after a call of one of its ports. */
  busy(): boolean
  /** Begins a round and lets it run to its first stop. */
  begin(force: boolean): Promise<void>
  /** Lets the round run to its next stop. */
  goOn(): Promise<void>
  /** The worker dies where it stands; what it had asked for and not heard of is never heard of. */
  die(): void
  /** A whole round without a stop. */
  round(force: boolean): Promise<RoundReport>
  /** Leaves with a backup, joins as somebody new would, and takes the backup in. Ends what is under way. */
  joinAgain(admission: Admission): Promise<void>
  /** Ids of events for which the server's word was received, also where the worker died of it. */
  readonly acknowledged: ReadonlySet<string>
  /** Lets the database go: no world needs it any more. */
  close(): void
}

interface Body {
  readonly admission: Admission
  readonly workspaceId: string
  readonly chance: Chance
  /** This device's own clock, right or wrong. */
  readonly now: () => number
  readonly fetch: typeof globalThis.fetch
  /** May put a fault around the client's side of the protocol. */
  readonly plantApi: (api: SyncApi) => SyncApi
  /** May put a fault around what a round does to the database. */
  readonly plantStore: (store: SyncPorts['store']) => SyncPorts['store']
}

interface Installed {
  readonly admission: Admission
  readonly db: EarshotDatabase
  readonly actor: Actor
  readonly api: SyncApi
}

/** One browser: the real database over an IndexedDB in memory, and the real engine, which stops at every port. */
export function createDevice(body: Body): SimulatedDevice {
  const { chance, now } = body
  const acknowledged = new Set<string>()
  let installed = install(body, body.admission, acknowledged)
  let life = createLife()

  /** As lib/background does it: whoever holds the lock ends the leases of those who died. */
  const run = async (stop: () => Promise<void>, force: boolean): Promise<RoundReport> => {
    const { db, actor, api } = installed
    await attempt(() => endLeases(db))
    const store = stopping(body.plantStore(createSyncStore(db, actor.deviceId)), stop)
    return synchronise(
      { store, api: stopping(api, stop), now, random: () => chance.below(1_000) / 1_000 },
      { force },
    )
  }
  return {
    actor: () => installed.actor,
    admission: () => installed.admission,
    db: () => installed.db,
    busy: () => life.standing(),
    begin: (force) => {
      life = createLife()
      const own = life
      return own.runTo(() => run(own.stop, force).then(() => {}))
    },
    goOn: () => life.goOn(),
    die: () => {
      life = createLife()
    },
    round: (force) => run(async () => {}, force),
    joinAgain: async (admission) => {
      life = createLife()
      const { db: before } = installed
      const owner = ownerOf(body.workspaceId, admission)
      const backup = must(await exportBackup(before, owner))
      before.close()
      installed = install(body, admission, acknowledged)
      must(await restoreBackup(installed.db, backup, owner))
    },
    acknowledged,
    close: () => installed.db.close(),
  }
}

function install(body: Body, admission: Admission, acknowledged: Set<string>): Installed {
  const { workspaceId, chance, now, fetch, plantApi } = body
  const { memberId, deviceId, token } = admission
  const api = createSyncApi({ server: 'https://sync.example', workspaceId, token, fetch, now })
  return {
    admission,
    db: databaseOfItsOwn(workspaceId),
    actor: { workspaceId, memberId, deviceId, queued: true, now, newId: () => chance.uuidAt(now()) },
    api: heard(plantApi(api), acknowledged),
  }
}

/** Two browsers never share an IndexedDB; Dexie takes the one that is set when a database is made. */
function databaseOfItsOwn(workspaceId: string): EarshotDatabase {
  Dexie.dependencies.indexedDB = new IDBFactory()
  return openDatabase(workspaceId)
}

function ownerOf(id: string, { memberId }: Admission): BackupOwner {
  return { kind: 'team', id, name: 'Quillon', member: { id: memberId, name: 'A member' } }
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code} ${result.problem.detail ?? ''}`)
  return result.value
}

/** Writes down what the server said it has. */
function heard(api: SyncApi, acknowledged: Set<string>): SyncApi {
  return {
    ...api,
    push: async (events, epoch) => {
      const answer = await api.push(events, epoch)
      if (answer.ok)
        for (const { id, status } of answer.value.receipts)
          if (status === 'accepted' || status === 'duplicate') acknowledged.add(id)
      return answer
    },
  }
}

/** The same object, whose methods stop before they begin and before they say what came of it. */
function stopping<T extends object>(port: T, stop: () => Promise<void>): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return async (...given: unknown[]) => {
        await stop()
        const result: unknown = await Reflect.apply(member, target, given)
        await stop()
        return result
      }
    },
  })
}
