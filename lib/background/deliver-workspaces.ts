/** What was logged, delivered to the collectors of one's own that workspaces name. */
import { createDeliveryStore } from '../store/deliveries.ts'
import { openInTime } from '../store/open-in-time.ts'
import { deliver } from '../sync/deliver.ts'
import type { BackgroundPorts } from './ports.ts'

/** A request that has had no answer by then is given up; both browsers kill the worker at 30 s. */
const DEADLINE = 20_000

interface DeliverPortsOfBrowser extends BackgroundPorts {
  readonly fetch: typeof globalThis.fetch
  random(): number
  newId(): string
}

/**
 * One round for each workspace with a collector, personal ones too, one at a time in the whole browser. True: some
 * still waits. Never throws for what can happen in the world: that is kept with what waits.
 */
export async function deliverWorkspaces(ports: DeliverPortsOfBrowser, force: boolean): Promise<boolean> {
  const workspaces = await ports.readWorkspaces()
  let waits = false
  for (const { id, deliver: collector } of workspaces.ok ? workspaces.value.all : []) {
    if (collector === null || collector === undefined || !(await stillHere(ports, id))) continue
    const db = ports.openDatabase(id)
    if (!(await openInTime(db)).ok) continue
    const problem = await ports.unlessRunning(`earshot-deliver-${id}`, () =>
      deliver({ ...ports, store: createDeliveryStore(db, ports), collector, timeout: DEADLINE }, { force }),
    )
    waits ||= problem !== null
  }
  return waits
}

/** One that was left meanwhile must not come back as an empty database. */
async function stillHere({ readWorkspaces }: BackgroundPorts, id: string): Promise<boolean> {
  const workspaces = await readWorkspaces()
  return workspaces.ok && workspaces.value.all.some((workspace) => workspace.id === id)
}
