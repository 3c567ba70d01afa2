import type { InteractionRow } from '../model/contact.ts'
import type { Outcome } from '../model/interaction.ts'
import type { Mention } from '../model/mention.ts'
import { fail, ok, type Result } from '../model/problem.ts'
import { stopAwaiting } from './awaiting-reply.ts'
import type { EarshotDatabase } from './database.ts'
import { amendInteraction, type Logged, logInteraction } from './log-interaction.ts'
import type { Actor } from './views.ts'

/** An entry about a reply, and what it says came of it. */
export interface LoggedReply extends Logged {
  readonly outcome: Outcome
  /** It stood there already, and now names the reply. */
  readonly changed: boolean
}

/** An entry no older than this when the draft was put in is about the same meeting, milliseconds. */
const SAME_MEETING = 3_600_000

/** Outcomes that say that nobody answered here. */
const QUIET: ReadonlySet<Outcome> = new Set(['listened', 'let-stand', 'waited'])

/**
 * Logs the reply that was noticed for this mention as answered. Where the same person logged this post shortly
 * before or since, that entry gets the reply's address instead. An outcome that names an answer stays; a quiet
 * one becomes "answered". Fails with `not-found` when no reply is noticed any more.
 */
export async function logNoticedReply(
  db: EarshotDatabase,
  actor: Actor,
  mention: Mention,
): Promise<Result<LoggedReply>> {
  const row = await db.awaitedReplies.get(mention.key)
  if (!row?.noticed) return fail('not-found')
  const { permalink } = row.noticed
  const own = await newestOwn(db, actor, mention, row.since - SAME_MEETING)
  const outcome = own && !QUIET.has(own.outcome) ? own.outcome : 'answered'
  const draft = { outcome, ...(permalink !== null && { replyPermalink: permalink }) }
  let logged: Logged
  if (own) {
    const amended = await amendInteraction(db, actor, own.id, draft)
    if (!amended.ok) return amended
    logged = { interactionId: own.id, contactId: own.contactId }
  } else {
    const made = await logInteraction(db, actor, mention, draft)
    if (!made.ok) return made
    logged = made.value
  }
  const stopped = await stopAwaiting(db, mention.key)
  return stopped.ok ? ok({ ...logged, outcome, changed: own !== undefined }) : stopped
}

async function newestOwn(
  db: EarshotDatabase,
  actor: Actor,
  { site, threadKey, post }: Mention,
  from: number,
): Promise<InteractionRow | undefined> {
  const rows = await db.interactions.where('[site+postKey]').equals([site, post.key]).toArray()
  return rows
    .filter((row) => row.actorId === actor.memberId && !row.retracted && row.at >= from)
    .filter(
      (row) => row.threadKey === threadKey || (row.permalink !== null && row.permalink === post.permalink),
    )
    .sort((a, b) => b.at - a.at)[0]
}
