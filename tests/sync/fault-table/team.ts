/** A team on the real server, in memory over SQLite files, and browsers that run the extension's whole engine. */
import { Dexie } from 'dexie'
import { IDBFactory } from 'fake-indexeddb'
import { type SyncPortsOfBrowser, syncWorkspaces } from '../../../lib/background/sync-workspaces.ts'
import { ok } from '../../../lib/model/problem.ts'
import type { Workspace } from '../../../lib/model/workspace.ts'
import { type EarshotDatabase, openDatabase } from '../../../lib/store/database.ts'
import { logInteraction } from '../../../lib/store/log-interaction.ts'
import type { Actor } from '../../../lib/store/views.ts'
import { joinWorkspace } from '../../../lib/sync/join.ts'
import { type KeptTokens, rotatingSession } from '../../../lib/sync/session.ts'
import { invite } from '../../../server/administer.ts'
import { newDeviceKey } from '../../server/keyed-device.ts'
import { type InMemoryServer, serveInMemory } from '../../server/serve-in-memory.ts'
import { actorIn, mentionBy, must } from '../../store/quillon.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const SERVER = 'https://sync.example'

/** What stands between a browser and the server: it answers, passes on with `reach`, or throws. */
type Network = (path: string, reach: () => Promise<Response>) => Promise<Response>

export const CALM: Network = (_path, reach) => reach()

export type Team = Awaited<ReturnType<typeof startTeam>>
export type Browser = Awaited<ReturnType<Team['browser']>>

export async function startTeam() {
  const place = { server: serveInMemory() }
  const workspaceId = (await place.server.newWorkspace('Quillon')).id
  const later = (milliseconds: number) => {
    place.server.clock.now += milliseconds
  }
  /** From now on this server answers under the team's address. */
  const moveTo = (server: InMemoryServer) => {
    server.clock.now = place.server.clock.now
    place.server = server
  }
  return {
    workspaceId,
    later,
    moveTo,
    server: () => place.server,
    verify: () => place.server.store.verify(workspaceId),
    browser: (name: string, skew = 0) => newBrowser(place, workspaceId, name, skew),
    close: () => place.server.close(),
  }
}

/** One browser of one member: its databases, its other store, its locks. `skew`: how wrong its clock is. */
async function newBrowser(
  place: { server: InMemoryServer },
  workspaceId: string,
  name: string,
  skew: number,
) {
  const network = { passes: CALM }
  const clock = { skew }
  const asked: string[] = []
  const now = () => place.server.clock.now + clock.skew
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const path = new URL(String(input)).pathname.replace(`/v1/w/${workspaceId}`, '')
    asked.push(path)
    return network.passes(path, async () => place.server.app.request(String(input), init))
  }
  const { team, session } = await joinTeam(place.server, workspaceId, { name, fetch, now })
  const storage = databases(workspaceId)
  const mirrors = new Map<string, unknown>()
  const ports: SyncPortsOfBrowser = {
    readWorkspaces: async () => ok({ current: workspaceId, all: [team] }),
    openDatabase: storage.db,
    reread: async () => false,
    alone: (_name, work) => work(),
    // The locks are real; each browser has its own.
    unlessRunning: (lock, work) =>
      navigator.locks.request(`${lock} of ${team.deviceId}`, { ifAvailable: true }, async (held) =>
        held === null ? null : work(),
      ),
    now,
    random: () => 0.5,
    newId: () => crypto.randomUUID(),
    fetch,
    sessionOf: () => session,
    mirror: {
      read: async (of) => mirrors.get(of),
      save: async (of, mirror) => {
        mirrors.set(of, structuredClone(mirror))
      },
    },
  }
  const actor: Actor = actorIn(storage.db(), { memberId: team.member.id, deviceId: team.deviceId, now })
  return {
    team,
    actor,
    ports,
    mirrors,
    network,
    clock,
    /** Paths of every request, in order. */
    asked,
    db: storage.db,
    wipe: storage.wipe,
    /** The background's round, as an alarm (`force` false) or a person starts it; what it says of the team. */
    sync: async (force = true) => {
      const [status] = (await syncWorkspaces(ports, force)).statuses
      if (status === undefined) throw new Error('there is one team')
      return status
    },
    log: async (handle: string) =>
      must(
        await logInteraction(storage.db(), actor, await mentionBy(storage.db(), handle), {
          outcome: 'answered',
        }),
      ),
  }
}

/** Joins with a key of the device, as the extension does, so that tokens end after a quarter of an hour. */
async function joinTeam(
  server: InMemoryServer,
  workspaceId: string,
  given: { name: string; fetch: typeof globalThis.fetch; now: () => number },
) {
  const { name, fetch, now } = given
  const deviceId = crypto.randomUUID()
  const key = await newDeviceKey()
  const { x, y } = key.publicKey as { x: string; y: string }
  const publicKey = { kty: 'EC', crv: 'P-256', x, y } as const
  const code = await invite(server.ports, workspaceId, { uses: 1, hours: 1 })
  const joined = must(await joinWorkspace({ server: SERVER, code, name, deviceId, publicKey, fetch }))
  const { member, token, expiresAt = 0, refreshToken = '' } = joined
  let kept: KeptTokens = { access: { token, expiresAt }, refreshToken, offset: server.clock.now - now() }
  const session = rotatingSession({
    server: SERVER,
    deviceId,
    keeper: {
      read: async () => kept,
      save: async (tokens) => {
        kept = tokens
      },
    },
    sign: key.sign,
    alone: (work) => work(),
    fetch,
    now,
  })
  const team: Workspace & { kind: 'team' } = {
    kind: 'team',
    id: workspaceId,
    name: 'Quillon',
    member: { id: member.id, name: member.name },
    deviceId,
    server: SERVER,
    token: null,
  }
  return { team, session }
}

/** An IndexedDB of its own, which the browser may lose. */
function databases(workspaceId: string) {
  let open: EarshotDatabase | null = null
  const make = (): EarshotDatabase => {
    const here = Dexie.dependencies.indexedDB
    Dexie.dependencies.indexedDB = new IDBFactory()
    const db = openDatabase(workspaceId)
    Dexie.dependencies.indexedDB = here
    return db
  }
  return {
    db: () => {
      open ??= make()
      return open
    },
    wipe: () => {
      open?.close()
      open = null
    },
  }
}
