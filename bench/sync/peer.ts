import { admitDevices } from '../../scripts/torture/admit-devices.ts'
import type { Figure } from '../figure.ts'
import { timeEngine } from './fresh-client.ts'
import type { Place } from './place.ts'
import { timePouch } from './pouch-peer.ts'
import type { Sizes } from './sizes.ts'
import { median } from './spread.ts'
import { createDeviceEntries } from './write-entries.ts'

const ROUNDS = 3

/** A fresh client sends the same entries: the extension's engine to our server, and PouchDB to a PouchDB server. */
export async function* besidePouch({ kind, store, server }: Place, { outbox }: Sizes): AsyncIterable<Figure> {
  const times = { engine: [] as number[], pouch: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    const { workspaceId, devices } = await admitDevices(store, `${kind} beside PouchDB ${round}`, 1)
    const [device] = devices
    if (device === undefined) throw new Error('nobody was admitted')
    const entries = createDeviceEntries(workspaceId, device)(outbox)
    times.pouch.push(await timePouch(entries))
    times.engine.push(await timeEngine({ url: server.url, workspaceId, device }, entries))
  }
  const [value, baseline] = [median(times.engine), median(times.pouch)]
  yield {
    bench: 'sync',
    case: `${kind}: outbox of ${outbox} sent by a fresh client in Node, against PouchDB 9.0.0 to express-pouchdb 4.2.0, which flushes nothing`,
    value,
    unit: 'ms',
    baseline,
    ratio: value / baseline,
    n: ROUNDS,
  }
}
