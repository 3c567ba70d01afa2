import { setTimeout as wait } from 'node:timers/promises'
import { PullAnswerSchema, PushAnswerSchema } from '../../lib/model/wire.ts'
import { z } from '../../lib/model/zod.ts'
import type { Chance } from '../simulate/chance.ts'
import type { Admission } from '../simulate/server.ts'
import { loggedEvent } from './logged-event.ts'

const YEAR = 365 * 24 * 3_600_000
const CONTACT = '6f1c1f2e-8a52-8d0b-9d4e-2f5f6d1f0a01'
/** Some of several devices are together more than one push may hold: those are stored in another way on SQLite. */
const MOST_IN_BATCH = 120
/** Between two tries at a server that does not answer, in milliseconds. */
const PAUSE = 50

/** What the devices of one log were told, and what they wait to be told. */
export interface Writers {
  /** Write and push until told to stop. */
  write(url: string, stop: AbortSignal): Promise<void>
  /** Push what has had no answer, and nothing new. */
  drain(url: string): Promise<void>
  readonly acknowledged: ReadonlySet<string>
  /** Requests that failed and were made again. */
  readonly failures: () => number
}

interface Event {
  readonly id: string
}

/**
 * Devices that push as fast as they are answered. A batch without an answer is pushed again as it is; only the
 * server's word empties it. Their clocks jump by a year at any moment.
 */
export function createWriters(chance: Chance, workspaceId: string, devices: readonly Admission[]): Writers {
  const acknowledged = new Set<string>()
  let failures = 0
  const each = devices.map((device) => ({ device, waiting: [] as Event[], n: 0, skew: 0 }))

  const write = (one: (typeof each)[number]): Event => {
    const now = Date.now() + one.skew
    const { device } = one
    return loggedEvent({
      id: chance.uuidAt(now),
      contactId: CONTACT,
      workspaceId,
      device,
      devicen: one.n++,
      now,
    })
  }

  const push = async (url: string, one: (typeof each)[number]): Promise<void> => {
    const { device, waiting } = one
    const answer = await fetch(`${url}/v1/w/${workspaceId}/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${device.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ batchId: chance.uuid(), deviceId: device.deviceId, events: waiting }),
    })
    const { receipts } = PushAnswerSchema.parse(await answer.json())
    const refused = receipts.find(({ status }) => status !== 'accepted' && status !== 'duplicate')
    if (refused !== undefined) throw new Error(`a receipt that is none: ${JSON.stringify(refused)}`)
    for (const { id } of receipts) acknowledged.add(id)
    one.waiting = waiting.filter(({ id }) => !acknowledged.has(id))
  }

  const attempt = async (url: string, one: (typeof each)[number]) => {
    try {
      await push(url, one)
    } catch {
      failures += 1
      await wait(PAUSE)
    }
  }

  return {
    acknowledged,
    failures: () => failures,
    write: async (url, stop) => {
      await Promise.all(
        each.map(async (one) => {
          while (!stop.aborted) {
            if (chance.oneIn(20)) one.skew = chance.pick([0, YEAR, -YEAR])
            if (one.waiting.length === 0)
              for (let count = 1 + chance.below(MOST_IN_BATCH); count > 0; count--)
                one.waiting.push(write(one))
            await attempt(url, one)
          }
        }),
      )
    },
    drain: async (url) => {
      for (const one of each)
        for (let tries = 0; one.waiting.length > 0 && tries < 100; tries++) await attempt(url, one)
    },
  }
}

const Identified = z.looseObject({ id: z.string(), seq: z.int(), type: z.string() })

/** Ids of the `interaction.logged` that the log holds, as often as it holds them. Throws when `seq` does not rise. */
export async function storedIds(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  url: string,
  workspaceId: string,
  { token }: Admission,
): Promise<string[]> {
  const ids: string[] = []
  let last = 0
  for (let cursor = ''; ; ) {
    const answer = await fetch(`${url}/v1/w/${workspaceId}/pull?cursor=${encodeURIComponent(cursor)}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const page = PullAnswerSchema.parse(await answer.json())
    for (const raw of page.events) {
      const { id, seq, type } = Identified.parse(raw)
      if (seq <= last) throw new Error(`seq ${seq} after ${last}`)
      last = seq
      if (type === 'interaction.logged') ids.push(id)
    }
    if (!page.hasMore) return ids
    cursor = page.cursor
  }
}
