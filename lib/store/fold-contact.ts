import type { Contact, Identity } from '../model/contact.ts'
import type { EventOf } from '../model/event.ts'
import type { Hlc } from '../model/hlc.ts'
import { byClock } from './by-clock.ts'
import { searchWords } from './search-words.ts'

export type ContactEvent = EventOf<'contact.created' | 'contact.fields_set' | 'contact.handle_linked'>

/** A contact as its events make it. `lastAt` comes from interactions and notes, so it is not here. */
export interface FoldedContact {
  readonly contact: Omit<Contact, 'lastAt'>
  /** Each identity with the stamp of the newest event that says so. */
  readonly identities: readonly { readonly identity: Identity; readonly hlc: Hlc }[]
}

/**
 * A contact from all events about it, in whatever order they came: identities are a union, each field
 * has its last writer. Null until one of them names an identity.
 */
export function foldContact(id: string, events: readonly ContactEvent[]): FoldedContact | null {
  const identities = new Map<string, { identity: Identity; hlc: Hlc }>()
  const fields = new Map<string, { value: string; hlc: Hlc }>()
  let firstAt = Number.POSITIVE_INFINITY
  for (const event of [...events].sort(byClock)) {
    switch (event.type) {
      case 'contact.created':
      case 'contact.handle_linked': {
        const { identity } = event.data
        identities.set(`${identity.site} ${identity.key}`, { identity, hlc: event.hlc })
        firstAt = Math.min(firstAt, Date.parse(event.time))
        break
      }
      case 'contact.fields_set':
        for (const [name, { value }] of Object.entries(event.data.fields))
          fields.set(name, { value, hlc: event.hlc })
    }
  }
  if (identities.size === 0) return null
  const linked = [...identities.values()]
  const names = linked.flatMap(({ identity }) => [identity.name ?? '', identity.handle ?? ''])
  const words = searchWords([fields.get('name')?.value ?? '', ...names].join(' '))
  return {
    contact: {
      id,
      mergedIds: [],
      fields: Object.fromEntries(fields),
      lost: [],
      tags: [],
      identities: linked.map(({ identity }) => identity),
      words: words.sort().slice(0, 50),
      firstAt,
      deleted: false,
      deletion: null,
      revived: null,
    },
    identities: linked,
  }
}
