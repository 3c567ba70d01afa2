/** Which contacts are one person. Merges are edges; the smallest id of a connected set stands for it. */
import type { KnownEvent } from '../model/event.ts'
import type { EarshotDatabase } from './database.ts'
import { only } from './fold-log.ts'
import { knownEvents } from './recognise-event.ts'
import type { MergedRow } from './rows.ts'
import { rowsWith } from './rows-with.ts'

/** For contacts: who stands for each, and whom each of those stands for, itself included, smallest id first. */
export interface Groups {
  survivorOf(contactId: string): string
  membersOf(survivorId: string): readonly string[]
}

/** The groups that these contacts belong to. Whoever was merged with nobody is a group alone. */
export async function readGroups(db: EarshotDatabase, contactIds: readonly string[]): Promise<Groups> {
  // Most workspaces merge few people or none, and every write asks.
  const any = contactIds.length > 0 && (await db.merged.count()) > 0
  const rows = any ? (await db.merged.bulkGet([...contactIds])).filter((row) => row !== undefined) : []
  const survivors = new Map(rows.map(({ id, survivorId }) => [id, survivorId]))
  const heads = new Set(contactIds.map((id) => survivors.get(id) ?? id))
  const members = new Map([...heads].map((id) => [id, [id]]))
  if (any)
    for (const { id, survivorId } of await rowsWith<MergedRow>(db.table('merged'), 'survivorId', [
      ...heads,
    ])) {
      survivors.set(id, survivorId)
      members.get(survivorId)?.push(id)
    }
  for (const ids of members.values()) ids.sort()
  return {
    survivorOf: (id) => survivors.get(id) ?? id,
    membersOf: (id) => members.get(id) ?? [id],
  }
}

/** A merge that stands, with the ids of the events that say so. */
export interface Edge {
  readonly ends: readonly [string, string]
  readonly said: readonly string[]
}

/** The merges that stand with one of these as the smaller end. In a group whole, all of its merges. */
export async function readEdges(db: EarshotDatabase, contactIds: readonly string[]): Promise<Edge[]> {
  const found = contactIds.map((id) => db.events.where('about').startsWith(`merge:${id} `).toArray())
  const rows = (await Promise.all(found)).flat()
  return [...Map.groupBy(rows, ({ about }) => about).values()].flatMap((group) => {
    return standingEdge(knownEvents(group, db.workspaceId)) ?? []
  })
}

/** A merge stands while one event that says it is not taken back: an observed-remove set, adding wins. */
function standingEdge(events: readonly KnownEvent[]): Edge | null {
  const merges = only(events, 'contact.merged')
  const removed = new Set(only(events, 'contact.unmerged').flatMap(({ data }) => data.removes))
  const said = merges.filter(({ id }) => !removed.has(id))
  const [first] = said
  if (first === undefined) return null
  const [low = '', high = ''] = [first.data.contactId, first.data.mergedId].sort()
  return { ends: [low, high], said: said.map(({ id }) => id).sort() }
}

/** For each of these contacts the smallest id among all that the edges connect it with. */
export function connect(contactIds: readonly string[], edges: readonly Edge[]): Map<string, string> {
  const parents = new Map(contactIds.map((id) => [id, id]))
  const root = (id: string): string => {
    let at = id
    for (let up = parents.get(at) ?? at; up !== at; up = parents.get(at) ?? at) at = up
    return at
  }
  for (const { ends } of edges) {
    const [low = '', high = ''] = [root(ends[0]), root(ends[1])].sort()
    parents.set(high, low)
  }
  return new Map(contactIds.map((id) => [id, root(id)]))
}
