import { z } from '../../lib/model/zod.ts'
import { erasureMark } from '../erasure-mark.ts'
import type { NewEvent } from '../store.ts'
import { aboutOf, contactsOf } from './event-facts.ts'
import type { LogRow } from './log-row.ts'
import { readAll, type Steps } from './step.ts'

/** Ids of those entries that are about an erased contact, or about something that was erased with one. */
export function* erasedAmong(log: LogRow, entries: readonly NewEvent[]): Steps<ReadonlySet<string>> {
  if (log.erasures === 0) return new Set()
  // The erasure itself names whom it erases.
  const asked = entries.map(({ event }) => event).filter(({ type }) => type !== 'subject.erased')
  const marksOf = new Map(
    asked.map((event) => [event.id, contactsOf(event).map((id) => erasureMark(log.erasure_key, id))]),
  )
  const marks = yield* keptMarks([...new Set([...marksOf.values()].flat())])
  // The earliest clients amended an interaction without a word of whom it was with.
  const abouts = asked.map(aboutOf).filter((id) => id !== null)
  const emptied = yield* emptiedByErasure([...new Set(abouts)])
  const isErased = (event: (typeof asked)[number]) =>
    emptied.has(aboutOf(event) ?? '') || (marksOf.get(event.id) ?? []).some((mark) => marks.has(mark))
  return new Set(asked.filter(isErased).map(({ id }) => id))
}

function* keptMarks(marks: readonly string[]): Steps<ReadonlySet<string>> {
  if (marks.length === 0) return new Set()
  const rows = yield* readAll(
    z.object({ mark: z.string() }),
    'select mark from erasure_mark where {ws} and mark {in ?1}',
    marks,
  )
  return new Set(rows.map(({ mark }) => mark))
}

/** Of an erased event its id stays. What merely stopped counting has lost its content too, and is nobody's secret. */
function* emptiedByErasure(ids: readonly string[]): Steps<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = yield* readAll(
    z.object({ id: z.string() }),
    'select id from event where {ws} and id {in ?1} and erased_by in (select seq from erasure where {ws})',
    ids,
  )
  return new Set(rows.map(({ id }) => id))
}
