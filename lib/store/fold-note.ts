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
  const revisions = events.filter((event) => event.type === 'note.revised').sort(byClock)
  if (revisions.length === 0) return null
  const superseded = new Set<string>()
  for (const { data } of revisions) {
    if (data.base !== null) superseded.add(data.base)
    for (const joined of data.joins ?? []) superseded.add(joined)
  }
  const standing = revisions.filter((revision) => !superseded.has(revision.id))
  // By what stands alone: a snapshot leaves out what was superseded, and every device must say the same.
  const deletions = events.filter((event) => event.type === 'note.deleted')
  const told = [...standing, ...deletions].sort(byClock)
  const newest = standing.at(-1) ?? revisions.at(-1)
  if (newest === undefined) return null
  const deleted = told.at(-1)?.type === 'note.deleted'
  const heads = standing.map((revision) => ({
    rev: revision.id,
    body: revision.data.body,
    actorId: revision.actorid,
    at: Date.parse(revision.time),
  }))
  return {
    id,
    contactId: newest.data.contactId,
    audience: newest.audience,
    heads: deleted ? [] : heads.reverse(),
    superseded: [...superseded].sort(),
    deleted,
    lastAt: Math.max(...(told.length > 0 ? told : [newest]).map(({ time }) => Date.parse(time))),
    hlc: newest.hlc,
  }
}
