import type { Admission } from '../../scripts/simulate/server.ts'
import { admitDevices } from '../../scripts/torture/admit-devices.ts'
import type { Figure } from '../figure.ts'
import type { Place } from './place.ts'
import { quantile } from './spread.ts'
import { checkReceipts, type Line, pushBody, type Said, send } from './talk.ts'
import { createDeviceEntries } from './write-entries.ts'

const DEVICES = [1, 8, 64]
const WORKSPACES = [1, 16]
const ENTRIES_A_PUSH = 10
/** Of all devices together, so that each case has as many samples. */
const PUSHES = 640
const MOST_DEVICES = Math.max(...DEVICES)

interface Seat extends Line {
  readonly entries: ReturnType<typeof createDeviceEntries>
}

/**
 * What a push takes when so many devices push at once, each as soon as it was answered. The devices are spread
 * over the workspaces; where there are fewer of them, each is in several workspaces and takes these in turn.
 * Against one device alone in one workspace.
 * @throws when any request fails, or an entry is missing from a log afterwards.
 */
export async function* manyDevices(place: Place): AsyncIterable<Figure> {
  const alone = new Map<number, number>()
  for (const workspaces of WORKSPACES) {
    const teams = await admitTeams(place, workspaces)
    for (const devices of DEVICES) {
      const lanes = Array.from({ length: devices }, (_, n) => seatsOf(teams, n, devices))
      const before = await entriesIn(place, teams)
      const begin = lanes.map((seats) => pushesOf(seats, PUSHES / devices))
      const done = (await Promise.all(begin.map((work) => work()))).flat()
      for (const { said } of done) checkReceipts(said)
      const times = done.map(({ ms }) => ms)
      const added = (await entriesIn(place, teams)) - before
      if (added !== PUSHES * ENTRIES_A_PUSH) throw new Error(`${added} entries are in the logs`)
      for (const share of [0.5, 0.99]) {
        const value = quantile(times, share)
        const baseline = alone.get(share) ?? value
        alone.set(share, baseline)
        yield {
          bench: 'sync',
          case: `${place.kind}: push of ${ENTRIES_A_PUSH}, ${devices} devices at once on ${workspaces} workspaces, p${share * 100}, against one device alone`,
          value,
          unit: 'ms',
          baseline,
          ratio: value / baseline,
          n: times.length,
        }
      }
    }
  }
}

interface Team {
  readonly workspaceId: string
  readonly seats: readonly Seat[]
}

async function admitTeams({ kind, store, server }: Place, count: number): Promise<readonly Team[]> {
  const teams: Team[] = []
  for (let n = 0; n < count; n++) {
    const name = `${kind} many ${count} ${n}`
    const { workspaceId, devices } = await admitDevices(store, name, Math.max(1, MOST_DEVICES / count))
    const seat = (device: Admission): Seat => ({
      ...{ url: server.url, workspaceId, device },
      entries: createDeviceEntries(workspaceId, device),
    })
    teams.push({ workspaceId, seats: devices.map(seat) })
  }
  return teams
}

/** Where the n-th device takes part: in one workspace, or in as many as it takes that each has somebody. */
function seatsOf(teams: readonly Team[], n: number, devices: number): readonly Seat[] {
  const seat = Math.floor(n / teams.length)
  const own = teams.filter((_team, at) =>
    devices >= teams.length ? at === n % teams.length : at % devices === n,
  )
  return own.flatMap(({ seats }) => seats[seat] ?? [])
}

/** Bodies are written before, and answers looked at afterwards: 64 devices are not one computer. */
function pushesOf(seats: readonly Seat[], pushes: number): () => Promise<readonly Pushed[]> {
  const waiting = Array.from({ length: pushes }, (_, n) => {
    const seat = seats[n % seats.length]
    if (seat === undefined) throw new Error('a device without a workspace')
    return { seat, body: pushBody(seat.device, seat.entries(ENTRIES_A_PUSH)) }
  })
  return async () => {
    const done: Pushed[] = []
    for (const { seat, body } of waiting) {
      const begun = performance.now()
      const said = await send(seat, body)
      done.push({ ms: performance.now() - begun, said })
    }
    return done
  }
}

interface Pushed {
  readonly ms: number
  readonly said: Said
}

async function entriesIn({ store }: Place, teams: readonly Team[]): Promise<number> {
  let sum = 0
  for (const { workspaceId } of teams) sum += (await store.head(workspaceId)).head
  return sum
}
