import type { Identity } from '../model/contact.ts'
import { contactIdFor } from '../model/contact-id.ts'
import type { Audience } from '../model/interaction.ts'
import type { Mention } from '../model/mention.ts'
import { introduces } from './change-contact.ts'
import type { EarshotDatabase } from './database.ts'
import { findContactId, holdsIdentity, sought } from './find-contact.ts'
import { CONTACT_TYPES, foldContact } from './fold-contact.ts'
import { only } from './fold-log.ts'
import { knownEvents } from './recognise-event.ts'
import type { EventDraft } from './write-events.ts'

/** Somebody met, with the id that their contact has if they are new. */
export interface Met {
  readonly identity: Identity
  readonly derivedId: string
}

/**
 * The author of a mention as an identity. Await it before the transaction begins: hashing is not the
 * store's, and a transaction that waits for anything else commits too early.
 */
export async function metIn(workspaceId: string, mention: Mention): Promise<Met> {
  const { site, post } = mention
  const nobody = {
    key: `post:${post.key}`.slice(0, 300),
    handle: null,
    name: null,
    url: null,
    stableId: null,
  }
  return metAs(workspaceId, { site, ...(post.author ?? nobody) })
}

export async function metAs(workspaceId: string, identity: Identity): Promise<Met> {
  return { identity, derivedId: await contactIdFor(workspaceId, identity.site, identity.key) }
}

/**
 * Which contact somebody is, and the events that must come first: `contact.created` for a stranger,
 * `contact.handle_linked` for one who was renamed, and `contact.created` once more when only I knew them
 * and now the team shall. Same transaction as `writeEvents`.
 */
export async function meetContact(
  db: EarshotDatabase,
  { identity, derivedId }: Met,
  audience: Audience,
): Promise<{ readonly contactId: string; readonly first: readonly EventDraft[] }> {
  const known = await findContactId(db, sought(identity.site, identity))
  const contactId = known ?? derivedId
  const linked = known !== null && (await holdsIdentity(db, known, identity))
  if (linked) return { contactId, first: await introduction(db, contactId, audience) }
  const type = known === null ? 'contact.created' : 'contact.handle_linked'
  return { contactId, first: [{ type, subject: contactId, audience, data: { contactId, identity } }] }
}

/**
 * What the team must be told before anything about a contact is shared with it: nothing, or everybody
 * that the contact is known as, when until now only I knew them.
 */
export async function introduction(
  db: EarshotDatabase,
  contactId: string,
  audience: Audience,
): Promise<readonly EventDraft[]> {
  if (audience === 'me') return []
  const rows = await db.events.where('about').equals(`contact:${contactId}`).toArray()
  if (rows.some(({ event }) => event.audience === 'team' && introduces(event))) return []
  const events = only(knownEvents(rows, db.workspaceId), ...CONTACT_TYPES)
  const standing = foldContact(contactId, [], events)
  return (standing?.identities ?? []).map(({ identity }) => ({
    type: 'contact.created',
    subject: contactId,
    audience,
    data: { contactId, identity },
  }))
}
