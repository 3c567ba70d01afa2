import type { SyncApi, SyncPorts } from '../../lib/sync/ports.ts'
import type { EventStore } from '../../server/store.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { createDevice } from './device.ts'
import { judge } from './judge.ts'
import { createNetwork } from './network.ts'
import { startSimulatedServer } from './server.ts'
import { letIn, step, type World } from './step.ts'

const BEGINNING = Date.parse('2026-11-20T08:00:00Z')
const MINUTE = 60_000
const YEAR = 365 * 24 * 60 * MINUTE
/** Steps in which something may go wrong. */
const STEPS = 60

/** What one world came to. */
export interface Outcome {
  readonly seed: number
  /**
   * Requests that fared badly, workers that died, disks that were full, clocks that jumped, members and devices that
   * were shut out, servers that began anew or went back in time.
   */
  readonly faults: number
  /** Events that somebody wrote. */
  readonly written: number
  /** What was broken, in words; the seed tells it again. */
  readonly violations: readonly string[]
}

/** A fault put in on purpose: to show that the simulation sees it. */
export interface Plant {
  /** Around the server's store. */
  readonly store?: (store: EventStore) => EventStore
  /** Around a device's side of the protocol. */
  readonly api?: (api: SyncApi) => SyncApi
  /** Around what a round does to a device's database. */
  readonly database?: (store: SyncPorts['store']) => SyncPorts['store']
}

/**
 * One world from one seed: two members on three devices write, sync and die in an order that luck decides,
 * over a network that loses, doubles, delays, reorders, cuts, repeats and lies, with clocks that are wrong on either
 * side, disks that are full, members and devices that are shut out and let in again, and a server that is
 * restarted and put back to an earlier state. Then everything is calm, and `judge` says what is wrong.
 */
export async function simulate(seed: number, plant: Plant = {}): Promise<Outcome> {
  const world = await createWorld(seed, plant)
  try {
    for (let n = 0; n < STEPS; n++) await step(world)
    world.network.calm()
    for (const { device } of world.witnesses) device.die()
    while (await world.network.deliverLate());
    for (const witness of world.witnesses) await letIn(world, witness)
    const later = () => {
      world.time.now += 3 * 60 * MINUTE
    }
    later()
    const violations = [...world.violations, ...(await judge(world.server, world.witnesses, later))]
    const written = world.witnesses.reduce((sum, witness) => sum + witness.written.size, 0)
    return { seed, faults: world.faults + world.network.faults(), written, violations }
  } catch (thrown) {
    const said = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    return { seed, faults: world.faults, written: 0, violations: [`threw: ${said}`] }
  } finally {
    for (const { device } of world.witnesses) device.close()
    await world.server.close()
  }
}

async function createWorld(seed: number, plant: Plant): Promise<World> {
  const chance = chanceFrom(seed)
  const time = { now: BEGINNING }
  const serverClock = { skew: 0 }
  const serverNow = () => time.now + serverClock.skew
  const server = await startSimulatedServer(chance, serverNow, plant.store ?? asItIs)
  const network = createNetwork(chance, server.handle)
  const maya = await server.admit('Maya Osei', null)
  const sam = await server.admit('Sam Lindqvist', null)
  const mayaElsewhere = await server.admit('Maya Osei', maya.memberId)
  const witnesses = [maya, sam, mayaElsewhere].map((admission) => {
    const clock = { skew: anySkew(chance) }
    const device = createDevice({
      admission,
      workspaceId: server.workspaceId,
      chance,
      now: () => time.now + clock.skew,
      fetch: network.fetch,
      plantApi: plant.api ?? asItIs,
      plantStore: plant.database ?? asItIs,
    })
    return { device, written: new Map<string, string>(), clock }
  })
  return {
    chance,
    server,
    network,
    witnesses,
    time,
    serverClock,
    shutOut: new Map(),
    rejoined: false,
    wentBack: false,
    faults: 0,
    violations: [],
  }
}

function anySkew(chance: Chance): number {
  return chance.pick([0, 0, 0, 3 * MINUTE, -20 * MINUTE, YEAR, -YEAR])
}

function asItIs<T>(port: T): T {
  return port
}
