import type { SyncEvent } from '../lib/model/event.ts'
import { tickHlc } from '../lib/model/hlc.ts'
import { contentHash } from './content-hash.ts'
import type { Ports } from './ports.ts'
import type { NewEvent } from './store.ts'

/** Where an event of the server's stands among its own: the same again when it is made again. */
interface OwnPlace {
  readonly eventId: string
  readonly n: number
  readonly at: number
}

interface OwnWords {
  readonly type: string
  /** Who made the server say it; the workspace's own id when it was its command line. */
  readonly actorId: string
  readonly data: SyncEvent['data']
}

/** An event as the server writes it: its own device id in a workspace is the workspace's id. */
export function ownEvent(
  workspaceId: string,
  { type, actorId, data }: OwnWords,
  { eventId, n, at }: OwnPlace,
): NewEvent {
  const event: SyncEvent = {
    specversion: '1.0',
    id: eventId,
    source: 'urn:earshot:server',
    type,
    time: new Date(at).toISOString(),
    workspaceid: workspaceId,
    actorid: actorId,
    deviceid: workspaceId,
    devicen: n,
    hlc: tickHlc(null, at, workspaceId),
    ev: 1,
    audience: 'team',
    data,
  }
  return { event, contentHash: contentHash(event) }
}

/** Makes the next one of the server's own events, not yet appended. */
export async function nextOwnEvent(
  { store, newId }: Pick<Ports, 'store' | 'newId'>,
  workspaceId: string,
  words: OwnWords,
  at: number,
): Promise<NewEvent> {
  return ownEvent(workspaceId, words, { eventId: newId(), n: await store.nextOwnNumber(workspaceId), at })
}
