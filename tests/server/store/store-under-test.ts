import { randomUUID } from 'node:crypto'
import { SyncEventSchema } from '../../../lib/model/event.ts'
import { contentHash } from '../../../server/content-hash.ts'
import { erasureMark } from '../../../server/erasure-mark.ts'
import type { NewToken, Redemption, Speaker } from '../../../server/people-store.ts'
import { hashSecret } from '../../../server/secrets.ts'
import type { EventStore, NewEvent, Page } from '../../../server/store.ts'
import { loggedEvent } from '../make-events.ts'

/** A store that can be closed and opened again over the same data. */
export interface StoreUnderTest {
  open(): Promise<EventStore>
  remove(): Promise<void>
}

export const NOW = Date.parse('2026-11-21T10:00:00Z')

/** An empty store with one workspace in it, in which Maya and Sam speak. */
export async function enter(place: StoreUnderTest) {
  const store = await place.open()
  const workspaceId: string = randomUUID()
  await store.createWorkspace({ id: workspaceId, name: 'Quillon' }, randomUUID(), NOW)
  const speaker = (): Speaker => ({ workspaceId, memberId: randomUUID(), deviceId: randomUUID() })
  return { place, store, workspaceId, maya: speaker(), sam: speaker() }
}
export type Scene = Awaited<ReturnType<typeof enter>>

export async function leave({ place, store }: Scene): Promise<void> {
  await store.close()
  await place.remove()
}

/** An event as `judgeEvent` would let it through. */
export function entry(speaker: Speaker, over: Record<string, unknown> = {}, data = {}): NewEvent {
  return asEntry(loggedEvent(speaker, over, data))
}

/** Another type than an interaction, with its own data alone. */
export function typed(
  speaker: Speaker,
  type: string,
  data: Record<string, unknown>,
  over: Record<string, unknown> = {},
): NewEvent {
  return asEntry({ ...loggedEvent(speaker, over), type, data })
}

function asEntry(raw: unknown): NewEvent {
  const event = SyncEventSchema.parse(raw)
  return { event, contentHash: contentHash(event) }
}

export async function pageOf(
  store: EventStore,
  reader: Speaker,
  more: Partial<Parameters<EventStore['page']>[1]> = {},
): Promise<Extract<Page, { status: 'page' }>> {
  const answer = await store.page(reader.workspaceId, {
    after: null,
    reader: reader.memberId,
    limit: 500,
    maxBytes: 1e6,
    ...more,
  })
  if (answer.status !== 'page') throw new Error(answer.status)
  return answer
}

export const idsOf = (answer: { readonly events: readonly unknown[] }) =>
  answer.events.map((event) => SyncEventSchema.parse(event).id)

export function token(kind: NewToken['kind'], over: Partial<NewToken> = {}): NewToken {
  return {
    tokenId: randomUUID(),
    kind,
    hash: hashSecret(randomUUID()),
    scopes: [],
    label: null,
    expiresAt: null,
    createdAt: NOW,
    ...over,
  }
}

export function redemption(codeHash: Uint8Array, over: Partial<Redemption> = {}): Redemption {
  return {
    codeHash,
    name: 'Sam Lindqvist',
    deviceId: randomUUID(),
    publicKey: null,
    tokens: [token('device')],
    newMemberId: randomUUID(),
    newEventId: randomUUID(),
    now: NOW,
    ...over,
  }
}

/** A member with a device that has joined by an invitation. */
export async function join({ store, workspaceId }: Scene, over: Partial<Redemption> = {}) {
  const codeHash = hashSecret(randomUUID())
  await store.addInvitation({ codeHash, workspaceId, memberId: null, uses: 1, expiresAt: NOW + 1_000 }, NOW)
  const asked = redemption(codeHash, over)
  const redeemed = await store.redeem(asked)
  if (redeemed.status !== 'admitted') throw new Error(redeemed.status)
  return { ...asked, memberId: redeemed.member.id }
}

/** Erases as a route does, in one call. */
export async function eraseContact({ store, workspaceId, maya }: Scene, contactIds: readonly string[]) {
  const key = await store.erasureKey(workspaceId)
  const marks = contactIds.map((id) => erasureMark(key, id))
  const erasing = typed(
    { ...maya, deviceId: workspaceId },
    'subject.erased',
    { contactIds, marks },
    { subject: undefined, source: 'urn:earshot:server' },
  )
  return { ...(await store.erase(workspaceId, { contactIds, marks, entry: erasing, now: NOW })), marks }
}
