import { setImmediate as turn } from 'node:timers/promises'
import type { SyncEvent } from '../../lib/model/event.ts'
import { admitDevices } from '../../scripts/torture/admit-devices.ts'
import { contentHash } from '../../server/content-hash.ts'
import type { Figure } from '../figure.ts'
import type { Place } from './place.ts'
import { rawRows } from './raw-inserts.ts'
import type { Sizes } from './sizes.ts'
import { median, timed } from './spread.ts'
import { push, pushBody } from './talk.ts'
import { createDeviceEntries, inBatches } from './write-entries.ts'

const ROUNDS = 9
/** Rounds before the first that counts: code is compiled, files have their first pages. */
const WARM_UP = 2
const BATCHES = [1, 100, 200]
/** A batch of one costs a flush each: a tenth as many say as much. */
const SINGLE_SHARE = 10

/** A way to add batches, made ready before the clock runs. */
type Way = (batches: readonly SyncEvent[][]) => () => Promise<void>

/**
 * Entries a second that one device can add, by the whole way over HTTP and by the store alone, beside bare
 * inserts of the same rows with the same flushes. The three take turns, in another order each round.
 */
export async function* adding(place: Place, sizes: Sizes): AsyncIterable<Figure> {
  const ways = await waysOf(place)
  for (const batch of BATCHES) {
    const count = batch === 1 ? Math.ceil(sizes.round / SINGLE_SHARE) : sizes.round
    const perSecond = { raw: [] as number[], append: [] as number[], push: [] as number[] }
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const names = ['raw', 'append', 'push'] as const
      for (let n = 0; n < names.length; n++) {
        const name = names[(n + round + WARM_UP) % names.length] ?? 'raw'
        const { entries, way } = ways[name]
        const work = way(inBatches(entries(count), batch))
        await turn()
        const ms = await timed(work)
        if (round >= 0) perSecond[name].push((count * 1_000) / ms)
      }
    }
    const baseline = median(perSecond.raw)
    const figure = (what: string, value: number): Figure => ({
      bench: 'sync',
      case: `${place.kind}: ${what}, batches of ${batch}, against bare inserts`,
      value,
      unit: 'entries/s',
      baseline,
      ratio: value / baseline,
      n: ROUNDS,
    })
    yield figure('append to the store', median(perSecond.append))
    yield figure('push over HTTP', median(perSecond.push))
  }
}

async function waysOf({ kind, store, raw, server }: Place) {
  const hashed = (events: readonly SyncEvent[]) =>
    events.map((event) => ({ event, contentHash: contentHash(event) }))
  const teamOf = async (name: string) => {
    const { workspaceId, devices } = await admitDevices(store, `${kind} ${name}`, 1)
    const [device] = devices
    if (device === undefined) throw new Error('nobody was admitted')
    return { workspaceId, device, entries: createDeviceEntries(workspaceId, device) }
  }
  const [bare, appending, pushing] = [await teamOf('bare'), await teamOf('append'), await teamOf('push')]
  let seq = 0
  const rawWay: Way = (batches) => {
    const rows = batches.map((batch) => {
      seq += batch.length
      return rawRows(hashed(batch), seq - batch.length, Date.now())
    })
    return async () => {
      for (const batch of rows) await raw.insert(batch)
    }
  }
  const appendWay: Way = (batches) => {
    const ready = batches.map(hashed)
    return async () => {
      for (const batch of ready) await store.append(appending.workspaceId, batch, Date.now())
    }
  }
  const pushWay: Way = (batches) => {
    const bodies = batches.map((batch) => pushBody(pushing.device, batch))
    return async () => {
      for (const body of bodies) await push({ url: server.url, ...pushing }, body)
    }
  }
  return {
    raw: { entries: bare.entries, way: rawWay },
    append: { entries: appending.entries, way: appendWay },
    push: { entries: pushing.entries, way: pushWay },
  }
}
