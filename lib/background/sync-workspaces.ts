/** One round of sync for every team workspace, and what the button's badge says of what waits. */
import type { Workspace } from '../model/workspace.ts'
import { attempt } from '../store/attempt.ts'
import { endLeases } from '../store/claim-batch.ts'
import { readSyncStatus } from '../store/read-sync-status.ts'
import { createSyncStore } from '../store/sync-store.ts'
import type { SyncStatus } from '../store/views.ts'
import { createSyncApi } from '../sync/api.ts'
import type { RoundReport } from '../sync/ports.ts'
import { synchronise } from '../sync/synchronise.ts'
import type { BackgroundPorts } from './ports.ts'

/** A request that has had no answer by then is given up; both browsers kill the worker at 30 s. */
const DEADLINE = 20_000

/** Rounds in one go, so that a server that always has more cannot keep the worker busy for ever. */
const ROUNDS = 20

export interface SyncPortsOfBrowser extends BackgroundPorts {
  readonly fetch: typeof globalThis.fetch
  random(): number
}

export interface SyncOutcome {
  /** Colleagues' entries or a new playbook came: pages are to be read again. */
  readonly changed: boolean
  readonly statuses: readonly SyncStatus[]
}

/**
 * Teams that were asked for while they were under way: something may have been written since the running round
 * looked. Without a further round it waited for the alarm, half a minute.
 */
const asked = new Set<string>()

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
    const done = await ports.unlessRunning(`earshot-sync-${team.id}`, async () => {
      let moved = false
      do {
        asked.delete(team.id)
        moved = (await syncOne(ports, team, force)) || moved
      } while (asked.has(team.id))
      return moved
    })
    if (done === null) asked.add(team.id)
    changed ||= done ?? false
    statuses.push(await readSyncStatus(ports.openDatabase(team.id), 'team'))
  }
  return { changed, statuses }
}

async function syncOne(
  ports: SyncPortsOfBrowser,
  team: Extract<Workspace, { kind: 'team' }>,
  force: boolean,
): Promise<boolean> {
  const db = ports.openDatabase(team.id)
  await attempt(() => endLeases(db))
  const store = createSyncStore(db, team.deviceId)
  const api = createSyncApi({
    server: team.server,
    workspaceId: team.id,
    token: team.token,
    fetch: ports.fetch,
    timeout: DEADLINE,
  })
  let changed = false
  for (let round = 0; round < ROUNDS; round++) {
    const report = await synchronise(
      { store, api, now: ports.now, random: ports.random },
      { force: force && round === 0 },
    )
    changed ||= report.received > 0 || report.playbookChanged
    if (!wantsAnother(report)) break
  }
  return changed
}

/** Something moved, so more may wait: written while the round was under way, or past its limit. */
function wantsAnother(report: RoundReport): boolean {
  return report.problem === null && report.pushed + report.received > 0
}

/** Minutes between alarms: often while anything waits to be sent. */
export function alarmMinutes(statuses: readonly SyncStatus[]): 0.5 | 5 {
  return statuses.some(({ waiting }) => waiting > 0) ? 0.5 : 5
}

const LATE = 10 * 60_000
const STUCK = 24 * 3_600_000

/**
 * What the badge counts: entries set aside, and entries that have waited more than ten minutes
 * (`late`) or a day (`stuck`). Fresh ones are on their way and not worth a number.
 */
export function badgeOf(
  statuses: readonly SyncStatus[],
  now: number,
): { readonly state: 'calm' | 'late' | 'stuck'; readonly count: number } {
  const old = statuses.filter(({ oldestAt }) => oldestAt !== null && now - oldestAt > LATE)
  const setAside = statuses.reduce((sum, status) => sum + status.setAside, 0)
  const count = setAside + old.reduce((sum, status) => sum + status.waiting, 0)
  if (count === 0) return { state: 'calm', count }
  const dayOld = old.some(({ oldestAt }) => oldestAt !== null && now - oldestAt > STUCK)
  return { state: setAside > 0 || dayOld ? 'stuck' : 'late', count }
}
