import { Agent, request } from 'node:http'
import { v4 } from 'uuid'
import type { SyncEvent } from '../../lib/model/event.ts'
import { PullAnswerSchema, PushAnswerSchema } from '../../lib/model/wire.ts'
import type { Admission } from '../../scripts/simulate/server.ts'

/** Where a device speaks to a server. */
export interface Line {
  readonly url: string
  readonly workspaceId: string
  readonly device: Admission
}

/** What a server said to a push. */
export interface Said {
  readonly text: string
  readonly tries: number
}

/** The body of a push, made before it is timed: writing it is the client's work. */
export function pushBody({ deviceId }: Admission, events: readonly SyncEvent[]): string {
  return JSON.stringify({ batchId: v4(), deviceId, events })
}

/** @throws unless every entry was new and is stored. */
export async function push(line: Line, body: string): Promise<void> {
  checkReceipts(await send(line, body))
}

/** Sends a push and reads the answer, whatever it says of each entry: that is for `checkReceipts`, off the clock. */
export function send(line: Line, body: string): Promise<Said> {
  return ask(line, 'push', body)
}

/** @throws unless every entry was new and is stored. */
export function checkReceipts({ text, tries }: Said): void {
  const { receipts } = PushAnswerSchema.parse(JSON.parse(text))
  const refused = receipts.find(
    ({ status }) => status !== 'accepted' && !(tries > 1 && status === 'duplicate'),
  )
  if (refused !== undefined) throw new Error(`push: ${JSON.stringify(refused)}`)
}

/** Connections are kept: a device that sends on has one. */
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })

/**
 * Both sides close a connection that rests for some seconds, while another store is measured, say; a request that
 * is on its way just then is made again, as every client does.
 * @throws for every answer that is none of success, and when a fresh connection breaks.
 */
async function ask(line: Line, path: string, body?: string): Promise<Said> {
  for (let tries = 1; ; tries++) {
    const asked = await askOnce(line, path, body)
    if (asked.kind === 'answered' && asked.status === 200) return { text: asked.text, tries }
    if (asked.kind === 'answered') throw new Error(`${asked.status} ${asked.text}`)
    if (!asked.rested) throw asked.error
  }
}

type Asked =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'broken'; readonly rested: boolean; readonly error: Error }

/** By Node's own client and not by `fetch`, which costs several times as much on the computer that is measured. */
function askOnce({ url, workspaceId, device }: Line, path: string, body?: string): Promise<Asked> {
  return new Promise((resolve) => {
    const asking = request(`${url}/v1/w/${workspaceId}/${path}`, {
      agent,
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${device.token}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      },
    })
    const broken = (error: Error) => resolve({ kind: 'broken', rested: asking.reusedSocket, error })
    asking.once('error', broken)
    asking.once('response', (answer) => {
      const parts: Buffer[] = []
      answer.once('error', broken)
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.once('end', () =>
        resolve({
          kind: 'answered',
          status: answer.statusCode ?? 0,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      )
    })
    asking.end(body)
  })
}

export interface Pulled {
  readonly cursor: string
  readonly events: number
  readonly hasMore: boolean
}

/** The answer as text and read: a page that nobody could read would be no page. */
export async function pull(line: Line, cursor: string, limit: number): Promise<Pulled> {
  const query = new URLSearchParams({ cursor, limit: String(limit) })
  const { text } = await ask(line, `pull?${query}`)
  const page = PullAnswerSchema.parse(JSON.parse(text))
  return { cursor: page.cursor, events: page.events.length, hasMore: page.hasMore }
}
