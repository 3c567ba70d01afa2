/** What a person is told of an entry that was set aside: what it is, why it stands there, and what of it can be changed. */

/** One entry of quarantine, as the store keeps it. */
export interface SetAsideEntry {
  readonly id: string
  /** `refused`: by the server. `remote`: came from it. `row`: of this database. `restore`: of a backup. `collector`: one's own collector did not take it. */
  readonly origin: 'refused' | 'remote' | 'row' | 'restore' | 'collector'
  /** A code, and after a colon what the server said of it. */
  readonly reason: string
  readonly raw: unknown
  /** When it was set aside, milliseconds since the epoch. */
  readonly at: number
  /** What of it may be changed: dotted path in the event's `data` → the text there. Empty: nothing. */
  readonly texts: Readonly<Record<string, string>>
  /** Who it is about, where that person is known here. */
  readonly about: string | null
}

const REFUSALS = [
  'invalid',
  'too_large',
  'not_permitted',
  'not_yours',
  'foreign_workspace',
  'foreign_device',
  'id_conflict',
  'claimed_by',
  'erased',
  'server_error',
] as const

/** Why an entry was set aside. `other`: a code that this version does not know. */
export type SetAsideCause = (typeof REFUSALS)[number] | 'other' | Exclude<SetAsideEntry['origin'], 'refused'>

/** Why it stands here. */
export function causeOf({ origin, reason }: Pick<SetAsideEntry, 'origin' | 'reason'>): SetAsideCause {
  if (origin !== 'refused') return origin
  const code = reason.split(':')[0]?.trim() ?? ''
  return REFUSALS.find((known) => known === code) ?? 'other'
}

/** Kinds of entry that have a name of their own; everything else is "an entry of a newer kind" or a damaged row. */
const KINDS = [
  'interaction.logged',
  'interaction.amended',
  'interaction.retracted',
  'contact.created',
  'contact.fields_set',
  'contact.handle_linked',
  'contact.handle_unlinked',
  'contact.merged',
  'contact.unmerged',
  'contact.deleted',
  'contact.restored',
  'tag.added',
  'tag.removed',
  'note.revised',
  'note.deleted',
  'fact.added',
  'fact.confirmed',
  'fact.retracted',
  'claim.taken',
  'claim.released',
] as const

export type EntryKind = (typeof KINDS)[number] | 'newer' | 'row'

/** What sort of entry it is. */
export function kindOf({ origin, raw }: Pick<SetAsideEntry, 'origin' | 'raw'>): EntryKind {
  const type = isRecord(raw) ? raw.type : undefined
  return KINDS.find((known) => known === type) ?? (origin === 'row' ? 'row' : 'newer')
}

/** Causes for which the server will never take it, however often it is sent. */
const FINAL: ReadonlySet<SetAsideCause> = new Set([
  'erased',
  'foreign_workspace',
  'not_permitted',
  'not_yours',
])

/** Places of a person's own words, by the end of their path; each has a label. */
const PLACES = ['body', 'text', 'tag', 'learned', 'gave', 'excerpt', 'value'] as const

/** What the text at a path is called: `changes.learned` is `learned`. */
export function placeOf(path: string): (typeof PLACES)[number] {
  const last = path.split('.').at(-1)
  return PLACES.find((one) => one === last) ?? 'value'
}

/** May it be sent again? Only what this device wrote itself, and what the server did not refuse for ever. */
export function canSendAgain(entry: Pick<SetAsideEntry, 'origin' | 'reason'>): boolean {
  return entry.origin === 'refused' && !FINAL.has(causeOf(entry))
}

/** Who holds the claim that stood in the way, and until when, as far as the server said so. */
export function holderOf(reason: string): { readonly memberId: string; readonly until: number } | null {
  const detail = parsed(reason.slice(reason.indexOf(':') + 1))
  if (!isRecord(detail) || typeof detail.memberId !== 'string') return null
  const { until } = detail
  const at = typeof until === 'number' ? until : typeof until === 'string' ? Date.parse(until) : Number.NaN
  return Number.isNaN(at) ? null : { memberId: detail.memberId, until: at }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Everything that was set aside, newest first, with the names of those whom it mentions. */
export interface SetAsideView {
  readonly entries: readonly SetAsideEntry[]
  /** Member id → name. */
  readonly names: Readonly<Record<string, string>>
}
