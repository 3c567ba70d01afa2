/** One round of sync for every team workspace, and what the button's badge says of what waits. */
import { howLate } from '../model/waiting.ts'
import type { Workspace } from '../model/workspace.ts'
import { attempt } from '../store/attempt.ts'
import type { EarshotDatabase } from '../store/database.ts'
import { endLeases } from '../store/leases.ts'
import { makeMirror, mendFromMirror } from '../store/mirror.ts'
import { openInTime } from '../store/open-in-time.ts'
import { readSyncStatus, statusWithoutDatabase } from '../store/read-sync-status.ts'
import { createSyncStore } from '../store/sync-store.ts'
import type { SyncStatus } from '../store/views.ts'
import { readClock } from '../store/write-events.ts'
import { createSyncApi } from '../sync/api.ts'
import type { RoundReport } from '../sync/ports.ts'
import type { Session } from '../sync/session.ts'
import { synchronise } from '../sync/synchronise.ts'
import type { BackgroundPorts } from './ports.ts'
import { readPagesAgain } from './remember-pages.ts'

/** A request that has had no answer by then is given up; both browsers kill the worker at 30 s. */
const DEADLINE = 20_000

/** Rounds in one go, so that a server that always has more cannot keep the worker busy for ever. */
const ROUNDS = 20

type Team = Extract<Workspace, { kind: 'team' }>

export interface SyncPortsOfBrowser extends BackgroundPorts {
  readonly fetch: typeof globalThis.fetch
  random(): number
  newId(): string
  /** Where the token of a team's server comes from. */
  sessionOf(team: Team): Session
  /** A second copy of what is unsent, in another of the browser's stores; of unproven shape. */
  readonly mirror: {
    read(workspaceId: string): Promise<unknown>
    save(workspaceId: string, mirror: unknown): Promise<void>
  }
}

export interface SyncOutcome {
  /** Colleagues' entries or a new playbook came: pages are to be read again. */
  readonly changed: boolean
  readonly statuses: readonly SyncStatus[]
}

/**
 * Teams that were asked for while they were under way, and whether a person did: something may have been written since
 * the running round looked. Without a further round it waited for the alarm, half a minute.
 */
const asked = new Map<string, { readonly force: boolean }>()

/** The number of the last entry that the second copy of each team's unsent ones was made after. */
const copied = new Map<string, number>()

/**
 * Pushes and pulls for every team workspace, one engine at a time in the whole browser. `force` skips
 * the back-off once. Never throws for what can happen in the world: that is in each status.
 */
export async function syncWorkspaces(ports: SyncPortsOfBrowser, force: boolean): Promise<SyncOutcome> {
  const workspaces = await ports.readWorkspaces()
  const teams = workspaces.ok ? workspaces.value.all.filter((one) => one.kind === 'team') : []
  let changed = false
  const statuses: SyncStatus[] = []
  for (const team of teams) {
    // A team that was left meanwhile must not come back as an empty database.
    if ((await teamNow(ports, team.id)) === null) continue
    const db = ports.openDatabase(team.id)
    const opened = await openInTime(db)
    if (!opened.ok) {
      statuses.push(statusWithoutDatabase('team', opened.problem))
      continue
    }
    const done = await ports.unlessRunning(`earshot-sync-${team.id}`, async () => {
      let moved = false
      let next: { readonly force: boolean } | undefined = { force }
      while (next !== undefined) {
        asked.delete(team.id)
        moved = (await syncOne(ports, team.id, next.force)) || moved
        next = asked.get(team.id)
      }
      return moved
    })
    if (done === null) {
      asked.set(team.id, { force: force || (asked.get(team.id)?.force ?? false) })
      // The round under way may take minutes, and what was just written is in one store alone until its end. Each batch
      // that it sends is a hint to come here too: a copy at each of them would cost more than the sending.
      if (await wroteSinceCopy(db)) await mirror(ports, team.id)
    }
    changed ||= done ?? false
    if ((await teamNow(ports, team.id)) !== null) statuses.push(await readSyncStatus(db, 'team'))
  }
  return { changed, statuses }
}

async function syncOne(ports: SyncPortsOfBrowser, id: string, force: boolean): Promise<boolean> {
  // …nor one that was left while this round waited for its turn; who joined again meanwhile is another device.
  const team = await teamNow(ports, id)
  if (team === null) return false
  const db = ports.openDatabase(team.id)
  const mended = await mend(ports, db)
  await attempt(() => endLeases(db))
  await mirror(ports, id)
  const store = createSyncStore(db, team.deviceId)
  const api = createSyncApi({
    server: team.server,
    workspaceId: team.id,
    token: ports.sessionOf(team),
    fetch: ports.fetch,
    timeout: DEADLINE,
    now: ports.now,
  })
  let changed = mended
  for (let round = 0; round < ROUNDS; round++) {
    const report = await synchronise(
      {
        store,
        api,
        now: ports.now,
        random: ports.random,
        playbookCame: () => void attempt(() => readPagesAgain(ports)),
      },
      { force: force && round === 0 },
    )
    changed ||= report.received > 0 || report.playbookChanged
    if (!wantsAnother(report, ports.now())) break
  }
  await mirror(ports, id)
  return changed
}

/** The team as the settings have it at this moment; null: it was left. */
async function teamNow({ readWorkspaces }: BackgroundPorts, id: string): Promise<Team | null> {
  const workspaces = await readWorkspaces()
  const found = workspaces.ok ? workspaces.value.all.find((one) => one.id === id) : undefined
  return found?.kind === 'team' ? found : null
}

/** Queues again what a wiped database had; true when there was anything. */
async function mend(ports: SyncPortsOfBrowser, db: EarshotDatabase): Promise<boolean> {
  try {
    const mended = await mendFromMirror(db, await ports.mirror.read(db.workspaceId), ports)
    return mended.ok && mended.value.again > 0
  } catch {
    // The second store can't be read: the first one is what counts.
    return false
  }
}

/**
 * A mirror that can't be written is none: what is unsent is in the database all the same. One at a time, or an older
 * one might be saved over a newer.
 */
function mirror(ports: SyncPortsOfBrowser, id: string): Promise<void> {
  return ports.alone(`earshot-mirror-${id}`, async () => {
    // Leaving a team deletes its copy under this lock.
    if ((await teamNow(ports, id)) === null) return
    const db = ports.openDatabase(id)
    try {
      const { devicen } = await readClock(db)
      const made = await makeMirror(db, await ports.mirror.read(db.workspaceId))
      if (made.ok && made.value !== null) await ports.mirror.save(db.workspaceId, made.value)
      copied.set(db.workspaceId, devicen)
    } catch {
      return
    }
  })
}

async function wroteSinceCopy(db: EarshotDatabase): Promise<boolean> {
  const clock = await attempt(() => readClock(db))
  return clock.ok && clock.value.devicen > (copied.get(db.workspaceId) ?? -1)
}

/** Something moved, or was queued again: more may wait, written while the round was under way, or past its limit. */
function wantsAnother({ problem, pushed, received, nextTryAt }: RoundReport, now: number): boolean {
  if (problem !== null) return false
  return pushed + received > 0 || (nextTryAt !== null && nextTryAt <= now)
}

/** Minutes between alarms: often while anything waits to be sent, or a snapshot is under way. */
export function alarmMinutes(statuses: readonly SyncStatus[]): 0.5 | 5 {
  return statuses.some(({ waiting, engine }) => waiting > 0 || engine.kind === 'resyncing') ? 0.5 : 5
}

/**
 * What the badge counts: entries set aside, and entries that have waited more than ten minutes
 * (`late`) or a day (`stuck`). Fresh ones are on their way and not worth a number.
 */
export function badgeOf(
  statuses: readonly SyncStatus[],
  now: number,
): { readonly state: 'calm' | 'late' | 'stuck'; readonly count: number } {
  const old = statuses.filter(({ oldestAt }) => howLate({ oldestAt, setAside: 0 }, now) !== 'calm')
  const setAside = statuses.reduce((sum, status) => sum + status.setAside, 0)
  const count = setAside + old.reduce((sum, status) => sum + status.waiting, 0)
  if (count === 0) return { state: 'calm', count }
  const stuck =
    setAside > 0 || old.some(({ oldestAt }) => howLate({ oldestAt, setAside: 0 }, now) === 'stuck')
  return { state: stuck ? 'stuck' : 'late', count }
}
