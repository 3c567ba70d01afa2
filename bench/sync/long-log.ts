import { LIMITS } from '../../lib/model/limits.ts'
import { admitDevices } from '../../scripts/torture/admit-devices.ts'
import type { Figure } from '../figure.ts'
import { residentMiB } from './memory.ts'
import type { Place } from './place.ts'
import type { Sizes } from './sizes.ts'
import { median, quantile, timed } from './spread.ts'
import { type Line, pull, push, pushBody } from './talk.ts'
import { createDeviceEntries } from './write-entries.ts'

/** Pulls of each kind. A device may ask 600 times a minute, so these are shared among several. */
const PULLS = 2_000
const READERS = 32
const WRITERS = 4
const POLLS = 1_000
/** The memory of the server is looked at so many times while the log grows. */
const LOOKS = 100

interface Log {
  readonly lines: readonly Line[]
  readonly entries: number
}

/**
 * A log of a million: whether the server's memory stays what it was while the log grows, and whether a page of it
 * takes as long as one of a log a hundredth as long. Pages are asked for from the first to the last, in turns
 * with pages of the short log.
 */
export async function* longLog(place: Place, sizes: Sizes): AsyncIterable<Figure> {
  const short = await fill(place, 'short', sizes.short, () => {})
  const memory: number[] = []
  const long = await fill(place, 'long', sizes.long, () => memory.push(residentMiB(place.server.pid)))
  yield* memoryFigures(place, sizes, memory)
  const limit = Math.min(LIMITS.pullEvents, Math.ceil(sizes.long / PULLS))
  const [longReader, shortReader] = [createReader(long, limit), createReader(short, limit)]
  const pages = { long: [] as number[], short: [] as number[] }
  for (let n = 0; n < PULLS; n++) {
    pages.short.push(await shortReader.nextPage())
    pages.long.push(await longReader.nextPage())
  }
  yield* latencies(place, sizes, `pull of ${limit} entries`, pages)
  const polls = { long: [] as number[], short: [] as number[] }
  await shortReader.toTheEnd()
  await longReader.toTheEnd()
  for (let n = 0; n < POLLS; n++) {
    polls.short.push(await shortReader.poll())
    polls.long.push(await longReader.poll())
  }
  yield* latencies(place, sizes, 'pull with nothing new', polls)
}

/** Pushed over HTTP in whole batches, by four devices, so that the server never waits for the writer of bodies. */
async function fill(
  { kind, store, server }: Place,
  name: string,
  entries: number,
  look: () => void,
): Promise<Log> {
  const { workspaceId, devices } = await admitDevices(store, `${kind} ${name}`, READERS)
  const lines = devices.map((device) => ({ url: server.url, workspaceId, device }))
  const every = Math.ceil(entries / LOOKS)
  let begun = 0
  let looked = 0
  const write = async (line: Line) => {
    const make = createDeviceEntries(workspaceId, line.device)
    while (begun < entries) {
      const count = Math.min(LIMITS.batchEvents, entries - begun)
      begun += count
      await push(line, pushBody(line.device, make(count)))
      for (; looked < Math.floor(begun / every); looked++) look()
    }
  }
  await Promise.all(lines.slice(0, WRITERS).map(write))
  return { lines, entries }
}

/** One figure for each further tenth of the log. */
function* memoryFigures({ kind }: Place, { long }: Sizes, memory: readonly number[]): Iterable<Figure> {
  const tenth = Math.floor(memory.length / 10)
  const inTenth = (n: number) => median(memory.slice((n - 1) * tenth, n * tenth))
  // The first tenth warms the server up: its heap grows to its working size with any load.
  const baseline = inTenth(2)
  for (let n = 3; n <= 10; n++) {
    const value = inTenth(n)
    yield {
      bench: 'sync',
      case: `${kind}: memory of the server at ${(n * long) / 10} entries pushed, against ${(2 * long) / 10}`,
      value,
      unit: 'MiB',
      baseline,
      ratio: value / baseline,
      n: tenth,
    }
  }
}

function* latencies(
  { kind }: Place,
  { long, short }: Sizes,
  what: string,
  times: { readonly long: readonly number[]; readonly short: readonly number[] },
): Iterable<Figure> {
  for (const share of [0.5, 0.99]) {
    const value = quantile(times.long, share)
    const baseline = quantile(times.short, share)
    yield {
      bench: 'sync',
      case: `${kind}: ${what}, p${share * 100}, log of ${long} against log of ${short}`,
      value,
      unit: 'ms',
      baseline,
      ratio: value / baseline,
      n: times.long.length,
    }
  }
}

/** Reads a log from its beginning to its end and from its beginning again, each time as another device. */
function createReader({ lines, entries }: Log, limit: number) {
  let cursor = ''
  let turn = 0
  let read = 0
  const ask = async (most: number) => {
    const line = lines[turn++ % lines.length]
    if (line === undefined) throw new Error('nobody reads')
    return pull(line, cursor, most)
  }
  return {
    /** Milliseconds. Only whole pages count: the last of a log may be short, and is passed over. */
    nextPage: async (): Promise<number> => {
      if (read + limit > entries) [cursor, read] = ['', 0]
      let events = 0
      const ms = await timed(async () => {
        const page = await ask(limit)
        ;({ cursor, events } = page)
      })
      if (events !== limit) throw new Error(`a page of ${events} entries in place of ${limit}`)
      read += events
      return ms
    },
    toTheEnd: async () => {
      for (let more = true; more; ) {
        const page = await ask(LIMITS.pullEvents)
        cursor = page.cursor
        more = page.hasMore
      }
    },
    poll: (): Promise<number> =>
      timed(async () => {
        const { events } = await ask(limit)
        if (events > 0) throw new Error('somebody writes into the log')
      }),
  }
}
