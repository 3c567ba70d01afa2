import type { InteractionRow } from '../model/contact.ts'
import type { EventOf } from '../model/event.ts'
import type { Interaction } from '../model/interaction.ts'
import { LIMITS } from '../model/limits.ts'
import type { Mention } from '../model/mention.ts'
import type { Result } from '../model/problem.ts'
import type { Author } from '../model/thread.ts'
import { attempt, Refusal } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { type Met, meetContact, metAs, metIn } from './meet-contact.ts'
import type { Actor, InteractionDraft } from './views.ts'
import { writeEvents } from './write-events.ts'

/** Characters of a post that the timeline keeps. */
const EXCERPT = 500

export interface Logged {
  readonly interactionId: string
  readonly contactId: string
}

/**
 * Logs a touchpoint with the author of a mention, and makes the contact if this is the first: one
 * transaction, so that either everything is there or nothing. Fails with `invalid`, `too-large`, `store-full` or
 * another failure of the store.
 */
export async function logInteraction(
  db: EarshotDatabase,
  actor: Actor,
  mention: Mention,
  draft: InteractionDraft,
): Promise<Result<Logged>> {
  const { post, matches } = mention
  return log(db, actor, await metIn(actor.workspaceId, mention), draft, {
    site: mention.site,
    permalink: post.permalink,
    threadKey: mention.threadKey,
    threadTitle: mention.page.title,
    postKey: post.key,
    excerpt: beginning(post.text),
    topics: [...new Set(matches.map(({ topic }) => topic))],
  })
}

/** A post met where Earshot cannot read, as a person typed it in. */
export interface MetByHand {
  readonly site: string
  readonly author: {
    readonly name: string
    readonly handle: string | null
    /** Who the page says it is, where it was read there: then it is the person met by reading. */
    readonly known?: Author
  }
  readonly text: string
  readonly permalink: string | null
}

/** Logs a touchpoint that a person describes; as `logInteraction`. */
export async function logByHand(
  db: EarshotDatabase,
  actor: Actor,
  met: MetByHand,
  draft: InteractionDraft,
): Promise<Result<Logged>> {
  const name = met.author.name.trim()
  const handle = met.author.handle?.trim().replace(/^@/, '') || null
  const identity = {
    // As sites fold a handle; a mere name must not be taken for one.
    key: (handle?.toLowerCase() ?? `name:${name.toLowerCase()}`).slice(0, LIMITS.label),
    handle,
    name: name === '' ? null : name,
    url: null,
    stableId: null,
    ...met.author.known,
    site: met.site,
  }
  const place = met.permalink ?? `by-hand:${actor.newId()}`
  return log(db, actor, await metAs(actor.workspaceId, identity), draft, {
    site: met.site,
    permalink: met.permalink,
    threadKey: place,
    threadTitle: null,
    postKey: place.slice(0, LIMITS.label),
    excerpt: beginning(met.text),
    topics: [],
  })
}

type Changes = EventOf<'interaction.amended'>['data']['changes']

/**
 * Changes the given fields of an interaction of one's own. Fails with `not-permitted`, or with `not-found`,
 * also where it was taken back meanwhile: nobody would see the change.
 */
export function amendInteraction(
  db: EarshotDatabase,
  actor: Actor,
  interactionId: string,
  changes: Changes,
): Promise<Result<null>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const { contactId, audience, retracted } = await ownInteraction(db, actor, interactionId)
      if (retracted) throw new Refusal('not-found', { detail: 'taken back' })
      const data = { interactionId, changes }
      await writeEvents(db, actor, [{ type: 'interaction.amended', subject: contactId, audience, data }])
      return null
    }),
  )
}

/** Takes an interaction of one's own back; the log keeps both. Fails as `amendInteraction`. */
export function retractInteraction(
  db: EarshotDatabase,
  actor: Actor,
  interactionId: string,
): Promise<Result<null>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const { contactId, audience, retracted } = await ownInteraction(db, actor, interactionId)
      if (retracted) return null
      const data = { interactionId }
      await writeEvents(db, actor, [{ type: 'interaction.retracted', subject: contactId, audience, data }])
      return null
    }),
  )
}

type Place = Pick<
  Interaction,
  'site' | 'permalink' | 'threadKey' | 'threadTitle' | 'postKey' | 'excerpt' | 'topics'
>

function log(
  db: EarshotDatabase,
  actor: Actor,
  met: Met,
  draft: InteractionDraft,
  place: Place,
): Promise<Result<Logged>> {
  const audience = draft.audience ?? 'team'
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const { contactId, first } = await meetContact(db, met, audience)
      const shown = await db.playbook.get('current')
      const data: Interaction = {
        ...place,
        contactId,
        outcome: draft.outcome,
        playbookVersion: shown?.playbook?.version ?? null,
        learned: draft.learned ?? null,
        gave: draft.gave ?? null,
        promise: draft.promise ?? null,
        routedTo: draft.routedTo ?? null,
        ...(draft.replyPermalink && { replyPermalink: draft.replyPermalink }),
      }
      const ids = await writeEvents(db, actor, [
        ...first,
        { type: 'interaction.logged', subject: contactId, audience, data },
      ])
      const interactionId = ids.at(-1)
      if (interactionId === undefined) throw new Error('an event was written without an id')
      return { interactionId, contactId }
    }),
  )
}

async function ownInteraction(db: EarshotDatabase, actor: Actor, id: string): Promise<InteractionRow> {
  const row = await db.interactions.get(id)
  if (row === undefined) throw new Refusal('not-found')
  if (row.actorId !== actor.memberId) throw new Refusal('not-permitted', { detail: 'logged by a colleague' })
  return row
}

/** Cut between characters, never inside one. */
function beginning(text: string): string {
  return text.length <= EXCERPT ? text : text.slice(0, EXCERPT).replace(/[\uD800-\uDBFF]$/, '')
}
