import type { Note } from '../model/contact.ts'
import type { EventOf } from '../model/event.ts'
import { byClock } from './by-clock.ts'

export type NoteEvent = EventOf<'note.revised' | 'note.deleted'>

/**
 * A note from all events about it, in whatever order they came. Revisions that no other was based on
 * stand as siblings, newest first. A deletion holds unless an edit is newer, and takes the text out of
 * the row. Null while only a deletion is known.
 */
export function foldNote(id: string, events: readonly NoteEvent[]): Note | null {
  const sorted = [...events].sort(byClock)
  const revisions = sorted.filter((event) => event.type === 'note.revised')
  const newest = revisions.at(-1)
  if (newest === undefined) return null
  const superseded = new Set<string>()
  for (const { data } of revisions) {
    if (data.base !== null) superseded.add(data.base)
    for (const joined of data.joins ?? []) superseded.add(joined)
  }
  const deleted = sorted.at(-1)?.type === 'note.deleted'
  const standing = revisions.filter((revision) => !superseded.has(revision.id))
  const heads = standing.map((revision) => ({
    rev: revision.id,
    body: revision.data.body,
    actorId: revision.actorid,
    at: Date.parse(revision.time),
  }))
  // Not what was superseded: a snapshot leaves that out, and every device must say the same.
  const told = sorted.filter((event) => event.type === 'note.deleted' || standing.includes(event))
  return {
    id,
    contactId: newest.data.contactId,
    audience: newest.audience,
    heads: deleted ? [] : heads.reverse(),
    superseded: [...superseded].sort(),
    deleted,
    lastAt: Math.max(...told.map(({ time }) => Date.parse(time))),
    hlc: newest.hlc,
  }
}
