import type { SyncApi } from '../../lib/sync/ports.ts'
import type { EventStore } from '../../server/store.ts'
import { act } from './act.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { createDevice } from './device.ts'
import { judge, type Witness } from './judge.ts'
import { createNetwork, type Network } from './network.ts'
import { type SimulatedServer, startSimulatedServer } from './server.ts'

const BEGINNING = Date.parse('2026-11-20T08:00:00Z')
const MINUTE = 60_000
const YEAR = 365 * 24 * 60 * MINUTE
/** Steps in which something may go wrong. */
const STEPS = 60

/** What one world came to. */
export interface Outcome {
  readonly seed: number
  /** Requests that fared badly, workers that died, servers that began anew or went back in time. */
  readonly faults: number
  /** Events that somebody wrote. */
  readonly written: number
  /** What was broken, in words; the seed tells it again. */
  readonly violations: readonly string[]
}

/** A fault put in on purpose: to show that the simulation sees it. */
export interface Plant {
  readonly store?: (store: EventStore) => EventStore
  readonly api?: (api: SyncApi) => SyncApi
}

interface World {
  readonly chance: Chance
  readonly server: SimulatedServer
  readonly network: Network
  readonly witnesses: (Witness & {
    readonly written: Map<string, string>
    readonly clock: { skew: number }
  })[]
  readonly time: { now: number }
  faults: number
  readonly violations: string[]
}

/**
 * One world from one seed: two members on three devices write, sync and die in an order that luck decides,
 * over a network that loses, doubles, delays, reorders and cuts, with clocks that are wrong, and a server that is
 * restarted and put back to an earlier state. Then everything is calm, and `judge` says what is wrong.
 */
export async function simulate(seed: number, plant: Plant = {}): Promise<Outcome> {
  const world = await createWorld(seed, plant)
  try {
    for (let n = 0; n < STEPS; n++) await step(world)
    world.network.calm()
    for (const { device } of world.witnesses) device.die()
    while (await world.network.deliverLate());
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
  const server = await startSimulatedServer(chance, () => time.now, plant.store ?? ((store) => store))
  const network = createNetwork(chance, server.handle)
  const maya = await server.admit('Maya Osei', null)
  const sam = await server.admit('Sam Lindqvist', null)
  const mayaElsewhere = await server.admit('Maya Osei', maya.memberId)
  const witnesses = [maya, sam, mayaElsewhere].map((admission) => {
    const clock = { skew: chance.pick([0, 0, 0, 3 * MINUTE, -20 * MINUTE, YEAR, -YEAR]) }
    const device = createDevice({
      admission,
      workspaceId: server.workspaceId,
      chance,
      now: () => time.now + clock.skew,
      fetch: network.fetch,
      plant: plant.api ?? ((api) => api),
    })
    return { device, admission, written: new Map<string, string>(), clock }
  })
  return { chance, server, network, witnesses, time, faults: 0, violations: [] }
}

async function step(world: World): Promise<void> {
  const { chance, network, time, server } = world
  const witness = world.witnesses[chance.below(world.witnesses.length)]
  if (witness === undefined) return
  time.now += chance.below(20) * 1_000
  const luck = chance.below(100)
  if (luck < 25) return write(world, witness)
  if (luck < 88) return advance(world, witness)
  if (luck < 91) {
    time.now += chance.below(240) * MINUTE
  } else if (luck < 93) {
    await network.deliverLate()
  } else if (luck < 95) {
    world.faults += 1
    witness.clock.skew = chance.pick([0, 3 * MINUTE, -20 * MINUTE, YEAR, -YEAR])
  } else if (luck < 97) {
    world.faults += 1
    await server.restart()
  } else if (luck < 98) {
    await server.backUp()
  } else if (luck < 99) {
    const [contactId] = await witness.device.db().contacts.toCollection().primaryKeys()
    if (contactId !== undefined) await server.erase(contactId)
  } else if (await server.restore()) {
    world.faults += 1
  }
}

async function write(world: World, witness: World['witnesses'][number]): Promise<void> {
  const done = await act(witness.device, world.chance)
  for (const { id, event } of await witness.device.db().outbox.toArray())
    witness.written.set(id, JSON.stringify([event.subject, event.data]))
  if (done?.ok === false && (done.problem.code === 'unexpected' || done.problem.code === 'store-failed'))
    world.violations.push(`writing: ${done.problem.code} ${done.problem.detail ?? ''}`)
}

/** A round begins, goes on for some stops, or its worker dies. */
async function advance(world: World, { device }: Witness): Promise<void> {
  const { chance } = world
  if (!device.busy()) return device.begin(chance.oneIn(2))
  if (chance.oneIn(25)) {
    world.faults += 1
    return device.die()
  }
  for (let stops = 1 + chance.below(12); stops > 0 && device.busy(); stops--) await device.goOn()
}
