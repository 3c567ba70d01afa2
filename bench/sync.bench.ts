import type { Bench, Figure } from './figure.ts'
import { adding } from './sync/adding.ts'
import { inChromium } from './sync/in-browser.ts'
import { longLog } from './sync/long-log.ts'
import { manyDevices } from './sync/many-devices.ts'
import { besidePouch } from './sync/peer.ts'
import { openPlace } from './sync/place.ts'
import { readSizes } from './sync/sizes.ts'

/**
 * The log: entries a second that a server takes, beside bare inserts of the same rows with the same flushes into
 * the same table; many devices at once; a log of a million, for memory and pulls; and, with SQLite, the extension
 * in Chromium and a peer, PouchDB. Each server runs in a process of its own. `EARSHOT_BENCH_EVENTS` says how long
 * the longest log is; everything else is a share of it (see sync/sizes.ts).
 */
export const bench: Bench = { name: 'sync', run }

async function* run(): AsyncIterable<Figure> {
  const sizes = readSizes(process.env)
  for (const kind of ['sqlite', 'postgres'] as const) {
    const place = await openPlace(kind)
    try {
      yield* adding(place, sizes)
      yield* manyDevices(place)
      if (kind === 'sqlite') {
        yield* besidePouch(place, sizes)
        yield* inChromium(place, sizes)
      }
      yield* longLog(place, sizes)
    } finally {
      await place.close()
    }
  }
}
