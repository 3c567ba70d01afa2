import type { Bench, Figure } from './figure.ts'
import { adding } from './sync/adding.ts'
import { inChromium } from './sync/in-browser.ts'
import { longLog } from './sync/long-log.ts'
import { manyDevices } from './sync/many-devices.ts'
import { besidePouch } from './sync/peer.ts'
import { openPlace, type Place, type StoreKind } from './sync/place.ts'
import { readSizes, type Sizes } from './sync/sizes.ts'
import { streams } from './sync/streams.ts'

/** In this order: the long log comes last, because it leaves the database large. */
const MEASURES: Readonly<Record<string, (place: Place, sizes: Sizes) => AsyncIterable<Figure>>> = {
  adding,
  devices: manyDevices,
  streams,
  peer: besidePouch,
  chromium: inChromium,
  log: longLog,
}

/** Once is enough: what is on the other side of the server changes little for these. */
const SQLITE_ALONE: ReadonlySet<string> = new Set(['streams', 'peer', 'chromium'])

const PARTS = (['sqlite', 'postgres'] as const).map((kind) => ({
  kind,
  measures: Object.keys(MEASURES).filter((name) => kind === 'sqlite' || !SQLITE_ALONE.has(name)),
}))

/**
 * The log: entries a second that a server takes, beside bare inserts of the same rows with the same flushes into
 * the same table; many devices at once; a log of a million, for memory and pulls; and, with SQLite, a thousand open
 * streams, the extension in Chromium and a peer, PouchDB. Each server runs in a process of its own. `EARSHOT_BENCH_EVENTS` says how long
 * the longest log is; everything else is a share of it (see sync/sizes.ts).
 */
export const bench: Bench = {
  name: 'sync',
  parts: PARTS.flatMap(({ kind, measures }) => measures.map((name) => partOf(kind, name))),
  run,
}

async function* run(wanted: (part: string) => boolean): AsyncIterable<Figure> {
  const sizes = readSizes(process.env)
  for (const { kind, measures } of PARTS) {
    const asked = measures.filter((name) => wanted(partOf(kind, name)))
    if (asked.length === 0) continue
    const place = await openPlace(kind)
    try {
      for (const name of asked) yield* MEASURES[name]?.(place, sizes) ?? []
    } finally {
      await place.close()
    }
  }
}

function partOf(kind: StoreKind, name: string): string {
  return `${kind}/${name}`
}
