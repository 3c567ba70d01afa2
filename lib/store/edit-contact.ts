import type { Identity } from '../model/contact.ts'
import type { EventOf } from '../model/event.ts'
import type { Result } from '../model/problem.ts'
import { Refusal } from './attempt.ts'
import { changeContact, introduces } from './change-contact.ts'
import type { EarshotDatabase } from './database.ts'
import type { Actor } from './views.ts'

type Fields = EventOf<'contact.fields_set'>['data']['fields']

/**
 * Sets fields of a person. `base`: the stamp of the value that was seen when the edit began, null when there was
 * none; it tells whether a colleague's edit was overwritten unseen. A field that already has the value is left
 * alone, unless something lost to it is settled. Fails as `changeContact`.
 */
export function setFields(
  db: EarshotDatabase,
  actor: Actor,
  contactId: string,
  fields: Fields,
): Promise<Result<null>> {
  return changeContact(db, actor, contactId, ({ contact, audience }) => {
    const said = Object.entries(fields).filter(
      ([name, { value, settles = [] }]) => contact.fields[name]?.value !== value || settles.length > 0,
    )
    if (said.length === 0) return []
    const data = { contactId: contact.id, fields: Object.fromEntries(said) }
    return [{ type: 'contact.fields_set', subject: contact.id, audience, data }]
  })
}

/** Chooses a value that had lost to another one written without knowing of it. Fails with `not-found` when it is gone. */
export function useThis(
  db: EarshotDatabase,
  actor: Actor,
  contactId: string,
  field: string,
  lostHlc: string,
): Promise<Result<null>> {
  return changeContact(db, actor, contactId, ({ contact, audience }) => {
    const lost = contact.lost.find((one) => one.field === field && one.hlc === lostHlc)
    if (lost === undefined) throw new Refusal('not-found', { path: 'lostHlc' })
    const set = { value: lost.value, base: contact.fields[field]?.hlc ?? null, settles: [lostHlc] }
    const data = { contactId: contact.id, fields: { [field]: set } }
    return [{ type: 'contact.fields_set', subject: contact.id, audience, data }]
  })
}

/** Keeps the value that is shown, for everybody: what lost to it is offered no more. */
export function keepShown(
  db: EarshotDatabase,
  actor: Actor,
  contactId: string,
  field: string,
): Promise<Result<null>> {
  return changeContact(db, actor, contactId, ({ contact, audience }) => {
    const shown = contact.fields[field]
    const settles = contact.lost.filter((one) => one.field === field).map(({ hlc }) => hlc)
    if (shown === undefined || settles.length === 0) return []
    const data = {
      contactId: contact.id,
      fields: { [field]: { value: shown.value, base: shown.hlc, settles } },
    }
    return [{ type: 'contact.fields_set', subject: contact.id, audience, data }]
  })
}

/** Says that somebody is also known by this handle. Nothing happens when that is known. */
export function linkHandle(
  db: EarshotDatabase,
  actor: Actor,
  contactId: string,
  identity: Identity,
): Promise<Result<null>> {
  return changeContact(db, actor, contactId, ({ contact, audience }) => {
    if (contact.identities.some((one) => isSame(one, identity))) return []
    const data = { contactId: contact.id, identity }
    return [{ type: 'contact.handle_linked', subject: contact.id, audience, data }]
  })
}

/**
 * Takes a handle off somebody. Fails with `not-permitted` for the last one: nobody could be known again by it;
 * and with `not-found` when they have no such handle.
 */
export function unlinkHandle(
  db: EarshotDatabase,
  actor: Actor,
  contactId: string,
  handle: Pick<Identity, 'site' | 'key'>,
): Promise<Result<null>> {
  return changeContact(db, actor, contactId, ({ contact, audience, events }) => {
    if (!contact.identities.some((one) => isSame(one, handle)))
      throw new Refusal('not-found', { path: 'handle' })
    if (contact.identities.length === 1) throw new Refusal('not-permitted', { detail: 'the last handle' })
    const removes = events
      .filter(({ event }) => introduces(event) && isSame(event.data.identity, handle))
      .map(({ id }) => id)
    const data = { contactId: contact.id, removes }
    return [{ type: 'contact.handle_unlinked', subject: contact.id, audience, data }]
  })
}

/** Takes somebody out of sight; `restoreContact` and whatever is written about them later bring them back. */
export function deleteContact(db: EarshotDatabase, actor: Actor, contactId: string): Promise<Result<null>> {
  return changeContact(db, actor, contactId, ({ contact: { id, deleted }, audience }) =>
    deleted ? [] : [{ type: 'contact.deleted', subject: id, audience, data: { contactId: id } }],
  )
}

export function restoreContact(db: EarshotDatabase, actor: Actor, contactId: string): Promise<Result<null>> {
  return changeContact(db, actor, contactId, ({ contact: { id, deleted }, audience }) =>
    deleted ? [{ type: 'contact.restored', subject: id, audience, data: { contactId: id } }] : [],
  )
}

function isSame(identity: unknown, { site, key }: Pick<Identity, 'site' | 'key'>): boolean {
  const other = (identity ?? {}) as Partial<Identity>
  return other.site === site && other.key === key
}
