import type { Result } from '../model/problem.ts'
import { attempt } from './attempt.ts'
import { findPerson } from './change-contact.ts'
import type { EarshotDatabase } from './database.ts'
import { connect, type Edge, readEdges } from './merged-contacts.ts'
import type { Actor } from './views.ts'
import { type EventDraft, writeEvents } from './write-events.ts'

/**
 * Says that two contacts are one person; answers with the id that stands for both. The team is told once it knows
 * both of them. Nothing is written when that is known. Fails with `not-found`.
 */
export function mergeContacts(
  db: EarshotDatabase,
  actor: Actor,
  one: string,
  other: string,
): Promise<Result<string>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const people = [await findPerson(db, one), await findPerson(db, other)]
      const [contactId = '', mergedId = ''] = people.map(({ contact }) => contact.id).sort()
      if (contactId === mergedId) return contactId
      const audience = people.every((person) => person.audience === 'team') ? 'team' : 'me'
      await writeEvents(db, actor, [
        { type: 'contact.merged', subject: contactId, audience, data: { contactId, mergedId } },
      ])
      return contactId
    }),
  )
}

/**
 * Sets one contact apart from the others that were merged with it; those stay one person, also where only
 * this one had connected them. Nothing happens when it is alone. Fails with `not-found`.
 */
export function unmergeContacts(
  db: EarshotDatabase,
  actor: Actor,
  contactId: string,
  mergedId: string,
): Promise<Result<null>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const { contact, audience } = await findPerson(db, contactId)
      const others = [contact.id, ...contact.mergedIds].filter((id) => id !== mergedId)
      const edges = await readEdges(db, [contact.id, ...contact.mergedIds])
      const cut = edges.filter(({ ends }) => ends.includes(mergedId))
      if (cut.length === 0) return null
      await writeEvents(db, actor, [
        ...cut.map((edge) => separation(edge, audience)),
        ...reunion(
          others,
          edges.filter((edge) => !cut.includes(edge)),
          audience,
        ),
      ])
      return null
    }),
  )
}

type Audience = EventDraft['audience']

function separation({ ends: [contactId, mergedId], said }: Edge, audience: Audience): EventDraft {
  const data = { contactId, mergedId, removes: [...said] }
  return { type: 'contact.unmerged', subject: contactId, audience, data }
}

/** The merges that keep these one person without the one who leaves. */
function reunion(contactIds: readonly string[], edges: readonly Edge[], audience: Audience): EventDraft[] {
  const [contactId = '', ...apart] = [...new Set(connect(contactIds, edges).values())].sort()
  return apart.map((mergedId) => ({
    type: 'contact.merged',
    subject: contactId,
    audience,
    data: { contactId, mergedId },
  }))
}
