import type { Result } from '../../lib/model/problem.ts'
import { act } from './act.ts'
import type { Chance } from './chance.ts'
import { withDisk } from './disk.ts'
import type { Witness } from './judge.ts'
import type { Network } from './network.ts'
import type { SimulatedServer } from './server.ts'

const MINUTE = 60_000
/** A round that is not held up comes to an end in so many. */
const MANY_STOPS = 40
const YEAR = 365 * 24 * 60 * MINUTE

export interface LiveWitness extends Witness {
  readonly written: Map<string, string>
  /** How wrong its clock is, in milliseconds. */
  readonly clock: { skew: number }
}

export interface World {
  readonly chance: Chance
  readonly server: SimulatedServer
  readonly network: Network
  readonly witnesses: readonly LiveWitness[]
  readonly time: { now: number }
  readonly serverClock: { skew: number }
  /** Who is let in no more, and how much of theirs had been acknowledged by then. */
  readonly shutOut: Map<LiveWitness, ShutOut>
  /** Somebody joined under a new device. The server then never goes back to when it did not know them. */
  rejoined: boolean
  wentBack: boolean
  faults: number
  readonly violations: string[]
}

interface ShutOut {
  readonly how: 'member disabled' | 'device revoked'
  readonly acknowledged: number
}

type Step = (world: World, witness: LiveWitness) => Promise<unknown>

/** Everything that can happen next, and how often of a hundred times. */
const STEPS: readonly [number, Step][] = [
  [25, write],
  [55, advance],
  [3, onFull],
  [3, passTime],
  [2, ({ network }) => network.deliverLate()],
  [2, jump],
  [1, jumpAtServer],
  [1, writeTwiceAtOnce],
  [1, writeDuringRound],
  [2, restart],
  [1, ({ server }) => server.backUp()],
  [1, erase],
  [1, goBack],
  [2, shutOutOrLetIn],
]

export async function step(world: World): Promise<void> {
  const { chance, time, witnesses } = world
  const witness = witnesses[chance.below(witnesses.length)]
  if (witness === undefined) return
  time.now += chance.below(20) * 1_000
  let luck = chance.below(100)
  for (const [share, happens] of STEPS) {
    luck -= share
    if (luck < 0) {
      await happens(world, witness)
      return
    }
  }
}

async function write(world: World, witness: LiveWitness): Promise<void> {
  const done = await act(witness.device, world.chance)
  await note(world, witness, done)
}

/** What waits to be sent was written; that writing failed for no reason of the world is a violation. */
async function note(
  world: World,
  { device, written }: LiveWitness,
  done: Result<unknown> | null,
): Promise<void> {
  for (const { id, event } of await device.db().outbox.toArray())
    written.set(id, JSON.stringify([event.subject, event.data]))
  if (done?.ok === false && (done.problem.code === 'unexpected' || done.problem.code === 'store-failed'))
    world.violations.push(`writing: ${done.problem.code} ${done.problem.detail ?? ''}`)
}

/** A round begins, goes on for some stops, or its worker dies. */
async function advance(world: World, { device }: LiveWitness): Promise<void> {
  const { chance } = world
  if (!device.busy()) return device.begin(chance.oneIn(2))
  if (chance.oneIn(25)) {
    world.faults += 1
    return device.die()
  }
  for (let stops = 1 + chance.below(12); stops > 0 && device.busy(); stops--) await device.goOn()
}

/** Somebody writes, or a round goes on, while nothing can be stored. */
async function onFull(world: World, witness: LiveWitness): Promise<void> {
  world.faults += 1
  await withDisk(true, async () => {
    if (world.chance.oneIn(4)) return write(world, witness)
    const { device } = witness
    if (!device.busy()) await device.begin(true)
    for (let stops = world.chance.below(MANY_STOPS); stops > 0 && device.busy(); stops--) await device.goOn()
  })
}

/** Two panels of one browser. */
async function writeTwiceAtOnce(world: World, witness: LiveWitness): Promise<void> {
  world.faults += 1
  const both = await Promise.all([act(witness.device, world.chance), act(witness.device, world.chance)])
  for (const done of both) await note(world, witness, done)
}

/** A panel and the worker of one browser. */
async function writeDuringRound(world: World, witness: LiveWitness): Promise<void> {
  const { device } = witness
  world.faults += 1
  if (!device.busy()) await device.begin(true)
  const [done] = await Promise.all([
    act(device, world.chance),
    device.busy() ? device.goOn() : Promise.resolve(),
  ])
  await note(world, witness, done)
}

async function passTime({ time, chance }: World): Promise<void> {
  time.now += chance.below(240) * MINUTE
}

async function jump(world: World, { clock }: LiveWitness): Promise<void> {
  world.faults += 1
  clock.skew = anyJump(world.chance)
}

async function jumpAtServer(world: World): Promise<void> {
  world.faults += 1
  world.serverClock.skew = anyJump(world.chance)
}

function anyJump(chance: Chance): number {
  return chance.pick([0, 3 * MINUTE, -20 * MINUTE, YEAR, -YEAR])
}

async function restart(world: World): Promise<void> {
  world.faults += 1
  await world.server.restart()
}

async function erase({ server }: World, { device }: LiveWitness): Promise<void> {
  const [contactId] = await device.db().contacts.toCollection().primaryKeys()
  if (contactId !== undefined) await server.erase(contactId)
}

async function goBack(world: World): Promise<void> {
  if (world.rejoined || !(await world.server.restore())) return
  world.wentBack = true
  world.faults += 1
  // Who was let in when the copy was made is let in again.
  world.shutOut.clear()
  for (const { device } of world.witnesses) await world.server.setDisabled(device.admission().memberId, false)
}

async function shutOutOrLetIn(world: World, witness: LiveWitness): Promise<void> {
  if (world.shutOut.has(witness)) return letIn(world, witness)
  const { device } = witness
  const { memberId } = device.admission()
  world.faults += 1
  // Whoever joins under a new device after a copy was made would have to join once more after it was put back.
  if (world.wentBack || world.chance.oneIn(2)) {
    await world.server.setDisabled(memberId, true)
    for (const other of world.witnesses)
      if (other.device.admission().memberId === memberId && !world.shutOut.has(other))
        world.shutOut.set(other, { how: 'member disabled', acknowledged: other.device.acknowledged.size })
  } else {
    world.rejoined = true
    await world.server.revoke(device.admission())
    world.shutOut.set(witness, { how: 'device revoked', acknowledged: device.acknowledged.size })
  }
}

/** Whoever was shut out is let in again; meanwhile the server must have taken nothing of theirs. */
export async function letIn(world: World, witness: LiveWitness): Promise<void> {
  const { device } = witness
  const was = world.shutOut.get(witness)
  if (was === undefined) return
  const { memberId } = device.admission()
  if (device.acknowledged.size > was.acknowledged)
    world.violations.push(
      `${was.how}: ${device.acknowledged.size - was.acknowledged} acknowledged all the same`,
    )
  // Of a member who is removed no device is let in.
  await world.server.setDisabled(memberId, false)
  for (const [other, { how }] of world.shutOut)
    if (how === 'member disabled' && other.device.admission().memberId === memberId)
      world.shutOut.delete(other)
  world.shutOut.delete(witness)
  if (was.how === 'device revoked') await device.joinAgain(await world.server.admit('A member', memberId))
}
