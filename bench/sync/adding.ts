import { setImmediate as turn } from 'node:timers/promises'
import type { SyncEvent } from '../../lib/model/event.ts'
import { admitDevices } from '../../scripts/torture/admit-devices.ts'
import { contentHash } from '../../server/content-hash.ts'
import type { NewEvent } from '../../server/store.ts'
import type { Figure } from '../figure.ts'
import type { Place } from './place.ts'
import { rawRows } from './raw-inserts.ts'
import type { Sizes } from './sizes.ts'
import { median, timed } from './spread.ts'
import { checkReceipts, pushBody, type Said, send } from './talk.ts'
import { createDeviceEntries, inBatches } from './write-entries.ts'

const ROUNDS = 7
/** Devices of one team that send at once, each its next batch as soon as the last was answered. */
const SENDERS = 8
/** Rounds before the first that counts: code is compiled, files have their first pages. */
const WARM_UP = 1
const BATCHES = [1, 100, 200]
/** A batch of one costs a flush each: a twentieth as many say as much. */
const SINGLE_SHARE = 20

/** What it was handed is in the log when it answers; `check` looks at the answers when the clock has stopped. */
interface Work {
  readonly run: () => Promise<void>
  readonly check?: () => void
}
/** Makes so many entries and everything else ready before the clock runs. */
type Way = (count: number, batch: number) => Work

/**
 * Entries a second that can be added to the log of one team, beside bare inserts.
 *
 * The baseline is the least that keeping these entries takes: the same rows, made ready before the clock runs, into
 * a table with the same columns and indexes, by a compiled statement; one transaction for each batch, flushed to the
 * disk before the next begins, as a receipt promises. Nothing is parsed, looked up, judged or answered in it, and
 * nobody else is there. On PostgreSQL a batch is one statement over one connection.
 *
 * `append` is the store alone, in this process, batch after batch. `push` is the whole way: HTTP on a kept
 * connection, the token, limits, JSON, the schemas, hashes, the append, receipts; the server is a process of its own
 * and this one only sends what was written before and looks at the answers afterwards. From eight devices at once it
 * says what a server takes; from one, which waits for each answer, what one device gets. Appends that wait at the
 * same time share a flush; each is answered after it.
 *
 * All take turns, in another order each round.
 */
export async function* adding(place: Place, sizes: Sizes): AsyncIterable<Figure> {
  const ways = await waysOf(place)
  for (const batch of BATCHES) {
    const count = batch === 1 ? Math.ceil(sizes.round / SINGLE_SHARE) : sizes.round
    const perSecond = ways.map((): number[] => [])
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      for (let n = 0; n < ways.length; n++) {
        const at = (n + round + WARM_UP) % ways.length
        const work = ways[at]?.way(count, batch)
        await turn()
        const ms = await timed(() => work?.run())
        work?.check?.()
        if (round >= 0) perSecond[at]?.push((count * 1_000) / ms)
      }
    }
    const [baseline = Number.NaN, ...others] = perSecond.map(median)
    for (const [n, value] of others.entries())
      yield {
        bench: 'sync',
        case: `${place.kind}: ${ways[n + 1]?.what}, batches of ${batch}, against bare inserts`,
        value,
        unit: 'entries/s',
        baseline,
        ratio: value / baseline,
        n: ROUNDS,
      }
  }
}

/** The baseline is the first. */
async function waysOf(place: Place): Promise<readonly { readonly what: string; readonly way: Way }[]> {
  return [
    { what: 'bare inserts', way: await bareWay(place) },
    { what: 'append to the store', way: await appendWay(place) },
    { what: `push over HTTP, ${SENDERS} devices at once`, way: await pushWay(place, SENDERS) },
    { what: 'push over HTTP, one device', way: await pushWay(place, 1) },
  ]
}

async function teamOf({ kind, store }: Place, name: string, count: number) {
  const { workspaceId, devices } = await admitDevices(store, `${kind} ${name}`, count)
  return {
    workspaceId,
    writers: devices.map((device) => ({ device, write: createDeviceEntries(workspaceId, device) })),
  }
}

async function bareWay(place: Place): Promise<Way> {
  const { writers } = await teamOf(place, 'bare', 1)
  let seq = 0
  return (count, batch) => {
    const batches = inBatches(
      writers.flatMap(({ write }) => write(count)),
      batch,
    ).map((entries) => {
      seq += entries.length
      return rawRows(entries.map(hashed), seq - entries.length, Date.now())
    })
    return {
      run: async () => {
        for (const rows of batches) await place.raw.insert(rows)
      },
    }
  }
}

async function appendWay(place: Place): Promise<Way> {
  const { workspaceId, writers } = await teamOf(place, 'append', 1)
  return (count, batch) => {
    const batches = inBatches(writers.flatMap(({ write }) => write(count)).map(hashed), batch)
    return {
      run: async () => {
        for (const entries of batches) await place.store.append(workspaceId, entries, Date.now())
      },
    }
  }
}

async function pushWay(place: Place, senders: number): Promise<Way> {
  const { workspaceId, writers } = await teamOf(place, `push ${senders}`, senders)
  return (count, batch) => {
    const lanes = writers.map(({ device, write }) => ({
      line: { url: place.server.url, workspaceId, device },
      bodies: inBatches(write(Math.ceil(count / senders)), batch).map((entries) => pushBody(device, entries)),
    }))
    const said: Said[] = []
    return {
      run: async () => {
        await Promise.all(
          lanes.map(async ({ line, bodies }) => {
            for (const body of bodies) said.push(await send(line, body))
          }),
        )
      },
      check: () => said.forEach(checkReceipts),
    }
  }
}

function hashed(event: SyncEvent): NewEvent {
  return { event, contentHash: contentHash(event) }
}
