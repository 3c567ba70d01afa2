import type { EarshotDatabase } from './database.ts'
import { readGroups } from './merged-contacts.ts'
import { readPerson } from './read-person.ts'
import type { EventRow } from './rows.ts'

const FORMAT = 1

/**
 * Everything that this device keeps about one person, as one JSON file for them (GDPR articles 15 and 20): what the
 * screens show, and every entry of the log that names them. Expired facts, what was taken back and private
 * notes of `me` are in it too. `today` as in `readPerson`.
 */
export async function exportPerson(
  db: EarshotDatabase,
  contactId: string,
  me: string,
  today: string,
): Promise<Blob> {
  const groups = await readGroups(db, [contactId])
  const ids = groups.membersOf(groups.survivorOf(contactId))
  const person = await readPerson(db, contactId, me, today)
  const names = (row: EventRow) => {
    const text = JSON.stringify(row.event)
    return ids.some((id) => text.includes(id))
  }
  const log = (await db.events.filter(names).toArray()).map(({ event }) => event)
  const content = { earshot: 'person', format: FORMAT, contactIds: ids, person, log }
  return new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' })
}
