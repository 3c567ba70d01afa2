import { nameMember } from '../listening/summarise-history.ts'
import { ClaimSchema } from '../model/contact.ts'
import type { Result } from '../model/problem.ts'
import { attempt, Refusal } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { claimKey } from './fold-claim.ts'
import { readMembers } from './read-people.ts'
import { rowsWith } from './rows-with.ts'
import { readable } from './set-aside-rows.ts'
import type { Actor, ClaimView } from './views.ts'
import { writeEvents } from './write-events.ts'

/** How long a claim holds unless it is made longer, in minutes. */
const HOLDS = 30

interface Conversation {
  readonly site: string
  readonly threadKey: string
}

/**
 * Says "I am on this thread", or that I am still. The server decides when two say it at once. Fails with `claimed`
 * when a colleague is known to be on it; `detail` is their member id.
 */
export function takeClaim(
  db: EarshotDatabase,
  actor: Actor,
  { site, threadKey, title }: Conversation & { readonly title: string | null },
  minutes = HOLDS,
): Promise<Result<null>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const now = actor.now()
      const held = await db.claims.get(claimKey(site, threadKey))
      if (held !== undefined && held.until > now && held.memberId !== actor.memberId)
        throw new Refusal('claimed', { detail: held.memberId, retryAt: held.until })
      const until = new Date(now + minutes * 60_000).toISOString()
      const data = { site, threadKey, title, until }
      await writeEvents(db, actor, [{ type: 'claim.taken', audience: 'team', data }])
      return null
    }),
  )
}

/** Ends a claim of one's own. Nothing happens when there is none. */
export function releaseClaim(
  db: EarshotDatabase,
  actor: Actor,
  { site, threadKey }: Conversation,
): Promise<Result<null>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const held = await db.claims.get(claimKey(site, threadKey))
      if (held?.memberId !== actor.memberId) return null
      await writeEvents(db, actor, [{ type: 'claim.released', audience: 'team', data: { site, threadKey } }])
      return null
    }),
  )
}

/** Who of us is on which thread at `now`, the newest first. */
export async function readClaims(
  db: EarshotDatabase,
  me: string,
  now: number,
): Promise<readonly ClaimView[]> {
  const live = readable(db, 'claims', ClaimSchema, await db.claims.toArray())
    .filter(({ until }) => until > now)
    .sort((a, b) => b.since - a.since)
  const members = await readMembers(db)
  const own = live.filter(({ memberId }) => memberId === me).map(({ key }) => key)
  const waiting = await waitingAmong(db, own)
  return live.map((claim) => ({
    claim,
    by: nameMember(claim.memberId, members, me),
    waiting: waiting.has(claim.key),
  }))
}

/**
 * Keys of claims that the server has not heard of. Looked up by what the log says of each: a walk through the outbox, at
 * each batch that left it, came to half a million rows while ten thousand entries were sent.
 */
async function waitingAmong(db: EarshotDatabase, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const abouts = keys.map((key) => `claim:${key}`)
  const said = await rowsWith(db.events, 'about', abouts)
  const taken = said.filter(({ event }) => event.type === 'claim.taken')
  const queued = await db.outbox.bulkGet(taken.map(({ id }) => id))
  return new Set(
    taken.filter((_, at) => queued[at] !== undefined).map(({ about }) => about.slice('claim:'.length)),
  )
}
