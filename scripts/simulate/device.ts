import { Dexie } from 'dexie'
import { IDBFactory } from 'fake-indexeddb'
import { endLeases } from '../../lib/store/claim-batch.ts'
import { type EarshotDatabase, openDatabase } from '../../lib/store/database.ts'
import { createSyncStore } from '../../lib/store/sync-store.ts'
import type { Actor } from '../../lib/store/views.ts'
import { createSyncApi } from '../../lib/sync/api.ts'
import type { RoundReport, SyncApi } from '../../lib/sync/ports.ts'
import { synchronise } from '../../lib/sync/synchronise.ts'
import type { Chance } from './chance.ts'
import type { Admission } from './server.ts'

export interface SimulatedDevice {
  readonly actor: Actor
  /** The database as it is now; another one after `wipe`. */
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
  /** Lets the database go: no world needs it any more. */
  close(): void
  /** Ids of events for which the server's word was received, also where the worker died of it. */
  readonly acknowledged: ReadonlySet<string>
}

interface Body {
  readonly admission: Admission
  readonly workspaceId: string
  readonly chance: Chance
  /** This device's own clock, right or wrong. */
  readonly now: () => number
  readonly fetch: typeof globalThis.fetch
  /** May put a fault around the client's side of the protocol. */
  readonly plant: (api: SyncApi) => SyncApi
}

/** One browser: the real database over an IndexedDB in memory, and the real engine, which stops at every port. */
export function createDevice(body: Body): SimulatedDevice {
  const { admission, workspaceId, chance, now } = body
  const db = databaseOfItsOwn(workspaceId)
  const acknowledged = new Set<string>()
  const actor: Actor = {
    workspaceId,
    memberId: admission.memberId,
    deviceId: admission.deviceId,
    queued: true,
    now,
    newId: () => chance.uuidAt(now()),
  }
  const api = heard(body.plant(apiOf(body)), acknowledged)
  let life = createLife()

  /** As lib/background does it: whoever holds the lock ends the leases of those who died. */
  const run = async (stop: () => Promise<void>, force: boolean): Promise<RoundReport> => {
    await endLeases(db)
    const store = stopping(createSyncStore(db, actor.deviceId), stop)
    return synchronise(
      { store, api: stopping(api, stop), now, random: () => chance.below(1_000) / 1_000 },
      { force },
    )
  }
  return {
    actor,
    db: () => db,
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
    close: () => db.close(),
    acknowledged,
  }
}

/** Two browsers never share an IndexedDB; Dexie takes the one that is set when a database is made. */
function databaseOfItsOwn(workspaceId: string): EarshotDatabase {
  Dexie.dependencies.indexedDB = new IDBFactory()
  return openDatabase(workspaceId)
}

function apiOf({ workspaceId, admission, fetch, now }: Body): SyncApi {
  return createSyncApi({ server: 'https://sync.example', workspaceId, token: admission.token, fetch, now })
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

/** One life of a worker: it runs only between two stops, and only while somebody waits for it. */
function createLife() {
  let release: (() => void) | null = null
  let stopped: (() => void) | null = null
  let failure: unknown = null
  const untilStop = async () => {
    await new Promise<void>((resolve) => {
      stopped = resolve
    })
    if (failure !== null) throw failure
  }
  return {
    standing: () => release !== null,
    stop: () =>
      new Promise<void>((resolve) => {
        release = resolve
        stopped?.()
      }),
    goOn: (): Promise<void> => {
      const done = untilStop()
      const go = release
      release = null
      go?.()
      return done
    },
    runTo: (work: () => Promise<void>): Promise<void> => {
      const done = untilStop()
      // A round never throws for what can happen in the world, so what it throws is what we look for.
      work()
        .catch((thrown: unknown) => {
          failure = thrown
        })
        .finally(() => stopped?.())
      return done
    },
  }
}
