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

/** The body of a push, made before it is timed: writing it is the client's work. */
export function pushBody({ deviceId }: Admission, events: readonly SyncEvent[]): string {
  return JSON.stringify({ batchId: v4(), deviceId, events })
}

/** @throws unless every entry was new and is stored. */
export async function push({ url, workspaceId, device }: Line, body: string): Promise<void> {
  const { text, tries } = await ask(`${url}/v1/w/${workspaceId}/push`, {
    method: 'POST',
    headers: { authorization: `Bearer ${device.token}`, 'content-type': 'application/json' },
    body,
  })
  const { receipts } = PushAnswerSchema.parse(JSON.parse(text))
  const refused = receipts.find(
    ({ status }) => status !== 'accepted' && !(tries > 1 && status === 'duplicate'),
  )
  if (refused !== undefined) throw new Error(`push: ${JSON.stringify(refused)}`)
}

/**
 * Both sides close a connection that rests for some seconds, while another store is measured, say; a request that
 * is on its way just then is made again, as every client does.
 * @throws for every answer that is none of success, and when a fresh connection breaks too.
 */
async function ask(address: string, init: RequestInit): Promise<{ text: string; tries: number }> {
  for (let tries = 1; ; tries++) {
    try {
      const answer = await fetch(address, init)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${answer.status} ${text}`)
      return { text, tries }
    } catch (error) {
      if (!(error instanceof TypeError) || tries > 1) throw error
    }
  }
}

export interface Pulled {
  readonly cursor: string
  readonly events: number
  readonly hasMore: boolean
}

/** The answer as text and read: a page that nobody could read would be no page. */
export async function pull(
  { url, workspaceId, device }: Line,
  cursor: string,
  limit: number,
): Promise<Pulled> {
  const query = new URLSearchParams({ cursor, limit: String(limit) })
  const { text } = await ask(`${url}/v1/w/${workspaceId}/pull?${query}`, {
    headers: { authorization: `Bearer ${device.token}` },
  })
  const page = PullAnswerSchema.parse(JSON.parse(text))
  return { cursor: page.cursor, events: page.events.length, hasMore: page.hasMore }
}
