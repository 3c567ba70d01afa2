import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { JoinAnswerSchema } from '../../lib/model/wire.ts'
import { createWorkspace, invite } from '../../server/administer.ts'
import { createApp } from '../../server/app.ts'
import { changeMember } from '../../server/change-member.ts'
import { eraseContacts } from '../../server/erase-contacts.ts'
import { createLog } from '../../server/log.ts'
import type { Ports } from '../../server/ports.ts'
import { createRateLimits, type RateSettings } from '../../server/rate-limits.ts'
import { revokeDevice } from '../../server/revoke-device.ts'
import { createSqliteStore } from '../../server/sqlite-store.ts'
import type { EventStore, Verification } from '../../server/store.ts'
import type { Chance } from './chance.ts'

/** Files that are kept in memory, where there are such. Here no power goes: torture.ts kills what waits for the disk. */
const MEMORY = '/dev/shm'
/** Simulated time has no minutes in which a rate could be counted. */
const UNLIMITED = 1_000_000_000
const NO_RATES: RateSettings = {
  pushesPerMinute: UNLIMITED,
  readsPerMinute: UNLIMITED,
  workspacePushesPerMinute: UNLIMITED,
  joinTriesPerMinute: UNLIMITED,
  changesPerMinute: UNLIMITED,
  eventsPerDay: UNLIMITED,
  sweepingChangesPerHour: UNLIMITED,
}

export interface Admission {
  readonly memberId: string
  readonly deviceId: string
  readonly token: string
}

export interface SimulatedServer {
  readonly workspaceId: string
  handle(request: Request): Promise<Response>
  /** Another device: of a member who is there already, or of a new one. */
  admit(name: string, memberId: string | null): Promise<Admission>
  /** The member is removed, or let in again with the devices that they had. */
  setDisabled(memberId: string, disabled: boolean): Promise<void>
  /** The device was stolen: it is let in no more. */
  revoke(admission: Admission): Promise<void>
  /** The process ends and begins anew over the same files. */
  restart(): Promise<void>
  /** Copies the log aside, in the place of an earlier copy. */
  backUp(): Promise<void>
  /** Puts the copy in force under a new epoch; false when there is none. */
  restore(): Promise<boolean>
  /** A copy was put in force at some time. */
  wentBack(): boolean
  /** Takes everything about a contact out of the log, for ever: also out of a log that is put back later. */
  erase(contactId: string): Promise<void>
  readonly erased: ReadonlySet<string>
  verify(): Promise<Verification>
  close(): Promise<void>
}

/**
 * The real server, but for its port: the app over real SQLite files, with simulated time and luck. `plant` may put
 * a fault around the store.
 */
export async function startSimulatedServer(
  chance: Chance,
  now: () => number,
  plant: (store: EventStore) => EventStore,
): Promise<SimulatedServer> {
  const directory = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'earshot-simulation-'))
  const log = createLog('silent', new Writable({ write: (_chunk, _encoding, done) => done() }))
  const rates = createRateLimits(NO_RATES)
  const begin = () => {
    const store = createSqliteStore(directory)
    const ports: Ports = {
      store: plant(store),
      now,
      random: (count) => chance.bytes(count),
      newId: () => chance.uuidAt(now()),
      newRandomId: () => chance.uuid(),
    }
    return { ports, app: createApp({ ...ports, log, rates, addressHeader: null }), store }
  }
  let running = begin()
  const workspace = await createWorkspace(running.ports, 'Quillon')
  if (workspace === null) throw new Error('a new directory has no workspaces')
  const { id } = workspace
  let copies = 0
  let wentBack = false
  const erased = new Set<string>()
  const erase = async (contactIds: readonly string[]) => {
    if (contactIds.length > 0) await eraseContacts(running.ports, id, contactIds, id)
  }

  return {
    workspaceId: id,
    handle: async (request) => running.app.fetch(request),
    admit: async (name, memberId) => {
      const code = await invite(running.ports, id, { uses: 1, hours: 1, memberId })
      const deviceId = chance.uuid()
      const answer = await running.app.request('/v1/join', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code, name, deviceId }),
      })
      const { member, token } = JoinAnswerSchema.parse(await answer.json())
      return { memberId: member.id, deviceId, token }
    },
    setDisabled: async (memberId, disabled) => {
      await changeMember(running.ports, id, { memberId, actorId: null, disabled })
    },
    revoke: async ({ memberId, deviceId }) => {
      const device = { id: deviceId, memberId }
      await revokeDevice(running.ports, id, device, { actorId: null, reason: 'stolen' })
    },
    restart: async () => {
      await running.store.close()
      running = begin()
    },
    backUp: async () => {
      copies += 1
      await running.store.copyTo(id, join(directory, `copy-${copies}`))
    },
    restore: async () => {
      if (copies === 0) return false
      const restored = await running.store.restoreFrom(join(directory, `copy-${copies}`), chance.uuid())
      // As the command does: the list of erasures is kept outside what is backed up.
      await erase([...erased])
      wentBack ||= restored !== null
      return restored !== null
    },
    wentBack: () => wentBack,
    erase: (contactId) => {
      erased.add(contactId)
      return erase([contactId])
    },
    erased,
    verify: () => running.store.verify(id),
    close: async () => {
      await running.store.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
