import type { Result } from '../model/problem.ts'
import { changeContact } from './change-contact.ts'
import type { EarshotDatabase } from './database.ts'
import type { Actor } from './views.ts'

/**
 * Puts a tag on somebody. Nothing happens when they have it, also in other letters: `VIP` and `vip` are one.
 * Fails with `invalid` for an empty or very long one, or as `changeContact`.
 */
export function addTag(
  db: EarshotDatabase,
  actor: Actor,
  contactId: string,
  tag: string,
): Promise<Result<null>> {
  return changeContact(db, actor, contactId, ({ contact: { id, tags }, audience }) => {
    const said = tag.trim().replace(/^#/, '')
    if (tags.some((one) => one.toLowerCase() === said.toLowerCase())) return []
    return [{ type: 'tag.added', subject: id, audience, data: { contactId: id, tag: said } }]
  })
}

/** Takes a tag off: as often as it was put on, as far as this device knows. What a colleague adds meanwhile stays. */
export function removeTag(
  db: EarshotDatabase,
  actor: Actor,
  contactId: string,
  tag: string,
): Promise<Result<null>> {
  return changeContact(db, actor, contactId, ({ contact: { id, tags }, audience, events }) => {
    if (!tags.includes(tag)) return []
    const removes = events
      .filter(({ event }) => event.type === 'tag.added' && String(event.data.tag).trim() === tag)
      .map(({ id: element }) => element)
    return [{ type: 'tag.removed', subject: id, audience, data: { contactId: id, removes } }]
  })
}
