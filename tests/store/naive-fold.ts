/**
 * What the tables should say, worked out the slow way from a whole set of events: no rows, no groups kept, no
 * incremental step. Written against the rules of docs, not against the store's code.
 */
import type { SyncEvent } from '../../lib/model/event.ts'

// biome-ignore lint/suspicious/noExplicitAny: the content of events of any type
type Content = any
interface Said {
  id: string
  type: string
  hlc: string
  actor: string
  device: string
  n: number
  at: number
  data: Content
}

export function naiveFold(events: readonly SyncEvent[]) {
  const erased = new Set(
    events.filter(({ type }) => type === 'subject.erased').flatMap(({ data }) => data.contactIds as string[]),
  )
  const log: Said[] = events
    .filter((event) => event.type !== 'subject.erased')
    .filter((event) => ![...erased].some((id) => JSON.stringify([event.subject, event.data]).includes(id)))
    .map(({ id, type, hlc, actorid, deviceid, devicen, time, data }) => {
      return { id, type, hlc, actor: actorid, device: deviceid, n: devicen, at: Date.parse(time), data }
    })
    .sort((a, b) => (`${a.hlc} ${a.id}` < `${b.hlc} ${b.id}` ? -1 : 1))
  const of = (...types: string[]) => log.filter(({ type }) => types.includes(type))
  const interactions = of('interaction.logged').map((logged) => {
    const about = (type: string) => of(type).filter(({ data }) => data.interactionId === logged.id)
    return {
      id: logged.id,
      contactId: logged.data.contactId as string,
      learned: about('interaction.amended').at(-1)?.data.changes.learned ?? null,
      retracted: about('interaction.retracted').length > 0,
      at: logged.at,
      hlc:
        about('interaction.amended')
          .map(({ hlc }) => hlc)
          .concat(logged.hlc)
          .sort()
          .at(-1) ?? '',
    }
  })
  const notes = [...new Set(of('note.revised').map(({ data }) => data.noteId as string))].map((id) => {
    const all = of('note.revised', 'note.deleted').filter(({ data }) => data.noteId === id)
    const revisions = all.filter(({ type }) => type === 'note.revised')
    const bases = revisions.map(({ data }) => data.base)
    const isHead = ({ id: rev, type }: (typeof all)[number]) =>
      type === 'note.revised' && !bases.includes(rev)
    const heads = all.filter(isHead)
    // What was written over says nothing any more, not even when.
    const counts = all.filter((event) => event.type === 'note.deleted' || isHead(event))
    const deleted = counts.at(-1)?.type === 'note.deleted'
    const shown = heads.at(-1) ?? revisions.at(-1)
    return {
      id,
      contactId: shown?.data.contactId as string,
      deleted,
      heads: deleted ? [] : heads.map(({ data }) => data.body as string).reverse(),
      lastAt: Math.max(...(counts.length > 0 ? counts : revisions.slice(-1)).map(({ at }) => at)),
      hlc: shown?.hlc ?? '',
    }
  })
  const facts = of('fact.added').map((added) => {
    const about = (type: string) => of(type).filter(({ data }) => data.factId === added.id)
    const confirmed = about('fact.confirmed').at(-1)
    const all = [added, ...about('fact.confirmed'), ...about('fact.retracted')]
    return {
      id: added.id,
      contactId: added.data.contactId as string,
      expires: confirmed === undefined ? null : confirmed.data.expires,
      retracted: about('fact.retracted').length > 0,
      hlc:
        all
          .map(({ hlc }) => hlc)
          .sort()
          .at(-1) ?? '',
    }
  })
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  for (const rows of [interactions, notes, facts]) rows.sort(byId)
  return { contacts: people(), interactions, notes, facts }

  function people() {
    const leader = leaders(of('contact.merged'), of('contact.unmerged'))
    const ids = new Set(
      of('contact.created', 'contact.handle_linked').map(({ data }) => leader(data.contactId)),
    )
    return [...ids].sort().map((id) => person(id, ({ contactId }) => leader(contactId) === id))
  }

  function person(id: string, isOne: (of: { contactId: string }) => boolean) {
    const own = log.filter(({ type, data }) => /^(contact|tag)\./.test(type) && isOne(data))
    const met = own.filter(({ type }) => type === 'contact.created' || type === 'contact.handle_linked')
    const handles = met
      .filter((one) => !takenBackBy(own, one.id))
      .map(({ data }) => data.identity.key as string)
    const tags = own.filter(({ type, id: add }) => type === 'tag.added' && !takenBackBy(own, add))
    const names = own.filter(({ type }) => type === 'contact.fields_set')
    const shown = names.at(-1)
    const lost = names.flatMap((one, at) => {
      const next = names[at + 1]
      if (next === undefined || next.data.fields.name.base === one.hlc) return []
      if (next.device === one.device && next.n > one.n) return []
      return one.data.fields.name.value === shown?.data.fields.name.value ? [] : [one.data.fields.name.value]
    })
    const touched = [...interactions.filter(isOne), ...notes.filter(isOne)]
    const standing = touched.filter((one) => !('retracted' in one ? one.retracted : one.deleted))
    const written = [...standing, ...facts.filter(isOne).filter(({ retracted }) => !retracted)]
    const first = Math.min(...met.map(({ at }) => at))
    return {
      id,
      handles: [...new Set(handles)].sort(),
      tags: [...new Set(tags.map(({ data }) => data.tag as string))].sort(),
      name: shown?.data.fields.name.value ?? null,
      lost: lost.sort(),
      lastAt: Math.max(first, ...standing.map((one) => ('at' in one ? one.at : one.lastAt))),
      deleted: isGone(own, written),
    }
  }

  function takenBackBy(own: readonly Said[], element: string): boolean {
    const removals = own.filter(({ type }) => type === 'contact.handle_unlinked' || type === 'tag.removed')
    return removals.some(({ data }) => data.removes.includes(element))
  }
}

/** The last word on keeping somebody: a deletion holds until a restoration or anything written later. */
function isGone(own: readonly Said[], written: readonly { hlc: string }[]): boolean {
  const last = own.findLast(({ type }) => type !== 'contact.created')
  return last?.type === 'contact.deleted' && !written.some(({ hlc }) => hlc > last.hlc)
}

/** Who stands for whom: names are passed along the merges that stand until nothing changes any more. */
function leaders(merges: readonly Said[], unmerges: readonly Said[]): (id: string) => string {
  const pair = ({ data }: Said) => [data.contactId, data.mergedId].sort().join(' ')
  const standing = merges.filter(
    (merge) => !unmerges.some((one) => pair(one) === pair(merge) && one.data.removes.includes(merge.id)),
  )
  const known = new Map<string, string>()
  const leader = (id: string) => known.get(id) ?? id
  for (let changed = true; changed; ) {
    changed = false
    for (const { data } of standing) {
      const least = [leader(data.contactId), leader(data.mergedId)].sort()[0] ?? ''
      for (const id of [data.contactId, data.mergedId]) {
        if (leader(id) === least) continue
        known.set(id, least)
        changed = true
      }
    }
  }
  return leader
}
