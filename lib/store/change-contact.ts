import { type Contact, ContactSchema } from '../model/contact.ts'
import type { SyncEvent } from '../model/event.ts'
import type { Audience } from '../model/interaction.ts'
import type { Result } from '../model/problem.ts'
import { attempt, Refusal } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { readGroups } from './merged-contacts.ts'
import type { EventRow } from './rows.ts'
import { rowsWith } from './rows-with.ts'
import type { Actor } from './views.ts'
import { type EventDraft, writeEvents } from './write-events.ts'

/** A person about to be changed. */
export interface Found {
  readonly contact: Contact
  /** Whose business a change of them is: the team's once it knows them, else mine alone. */
  readonly audience: Audience
  /** Events about them, and about the contacts merged into them. */
  readonly events: readonly EventRow[]
}

/**
 * Finds a person, also by the id of a contact merged into them, and writes what `say` makes of them, in one
 * transaction; without events nothing happens. Fails with `not-found`, with what `say` refuses, or as
 * `writeEvents`.
 */
export function changeContact(
  db: EarshotDatabase,
  actor: Actor,
  contactId: string,
  say: (found: Found) => readonly EventDraft[],
): Promise<Result<null>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const drafts = say(await findPerson(db, contactId))
      if (drafts.length > 0) await writeEvents(db, actor, drafts)
      return null
    }),
  )
}

/** In a transaction. Throws a Refusal `not-found`. */
export async function findPerson(db: EarshotDatabase, contactId: string): Promise<Found> {
  const groups = await readGroups(db, [contactId])
  const id = groups.survivorOf(contactId)
  const contact = ContactSchema.safeParse(await db.contacts.get(id))
  if (!contact.success) throw new Refusal('not-found', { path: 'contactId' })
  const abouts = groups.membersOf(id).map((member) => `contact:${member}`)
  const events = await rowsWith<EventRow>(db.table('events'), 'about', abouts)
  const told = events.some(({ event }) => event.audience === 'team' && introduces(event))
  return { contact: contact.data, audience: told ? 'team' : 'me', events }
}

/** Does it make a contact known to whoever it is sent to? */
export function introduces({ type }: SyncEvent): boolean {
  return type === 'contact.created' || type === 'contact.handle_linked'
}
