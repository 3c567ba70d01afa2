import { FactSchema } from '../model/contact.ts'
import type { EventOf } from '../model/event.ts'
import type { Audience } from '../model/interaction.ts'
import type { Result } from '../model/problem.ts'
import { attempt, Refusal } from './attempt.ts'
import { findPerson } from './change-contact.ts'
import type { EarshotDatabase } from './database.ts'
import { introduction } from './meet-contact.ts'
import type { Actor } from './views.ts'
import { type EventDraft, writeEvents } from './write-events.ts'

export interface FactDraft
  extends Pick<EventOf<'fact.added'>['data'], 'kind' | 'text' | 'source' | 'expires'> {
  readonly audience: Audience
}

/** Keeps something known about a person; answers with the fact's id. Fails with `invalid` or as `changeContact`. */
export function addFact(
  db: EarshotDatabase,
  actor: Actor,
  contactId: string,
  { kind, text, source, expires, audience }: FactDraft,
): Promise<Result<string>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const { contact } = await findPerson(db, contactId)
      const data = { contactId: contact.id, kind, text: text.trim(), source, expires }
      const ids = await writeEvents(db, actor, [
        ...(await introduction(db, contact.id, audience)),
        { type: 'fact.added', subject: contact.id, audience, data },
      ])
      const factId = ids.at(-1)
      if (factId === undefined) throw new Error('an event was written without an id')
      return factId
    }),
  )
}

/** Says that a fact is still so, until `expires` (YYYY-MM-DD; null: for good). Fails with `not-found`. */
export function confirmFact(
  db: EarshotDatabase,
  actor: Actor,
  factId: string,
  expires: string | null,
): Promise<Result<null>> {
  return changeFact(db, actor, factId, (of) => ({
    ...of,
    type: 'fact.confirmed',
    data: { ...of.data, expires },
  }))
}

/** Takes a fact back, whoever said it; the log keeps both. Fails with `not-found`. */
export function retractFact(db: EarshotDatabase, actor: Actor, factId: string): Promise<Result<null>> {
  return changeFact(db, actor, factId, (of) => ({ ...of, type: 'fact.retracted' }))
}

interface OfFact {
  readonly subject: string
  readonly audience: Audience
  readonly data: { readonly factId: string; readonly contactId: string }
}

function changeFact(
  db: EarshotDatabase,
  actor: Actor,
  factId: string,
  say: (of: OfFact) => EventDraft,
): Promise<Result<null>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const fact = FactSchema.safeParse(await db.facts.get(factId))
      if (!fact.success || fact.data.retracted) throw new Refusal('not-found')
      const { contactId, audience } = fact.data
      await writeEvents(db, actor, [say({ subject: contactId, audience, data: { factId, contactId } })])
      return null
    }),
  )
}
