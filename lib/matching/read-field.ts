import { foldText } from './fold-text.ts'
import { type Field, type FieldName, NARROW_FIELDS, QUERY_LIMITS, type QueryProblemCode } from './query.ts'

const NAMED = /^(author|in|site|url|lang|type|is|to|known|tag):(.*)$/is
const COMPARED = /^(last|age)([<>:])(.*)$/is
const LENGTH_OF_TIME = /^\d{1,4}[dwmy]$/i

/** What the values of some fields may be. The others take any text. */
const VALUES: Partial<Record<FieldName, RegExp>> = {
  lang: /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i,
  type: /^(post|comment)$/i,
  is: /^reply$/i,
  to: /^us$/i,
  known: /^(yes|no)$/i,
}

/** Is this the beginning of a field whose value stands in quotation marks, as in `in:"Home Barista"`? */
export function opensField(bare: string): boolean {
  return NAMED.exec(bare)?.[2] === ''
}

/** A field, if the text is one: `author:ana`, `last>30d`. A code when its value cannot be; null when it is no field. */
export function readField(text: string): Field | QueryProblemCode | null {
  const compared = COMPARED.exec(text)
  if (compared !== null) {
    const [, name = '', test = '', value = ''] = compared
    if (test === ':' || !LENGTH_OF_TIME.test(value)) return 'field-value'
    if (test === '<' && Number.parseInt(value, 10) === 0) return 'field-never'
    return { kind: 'field', name: nameOf(name), test: test === '<' ? '<' : '>', value }
  }
  const named = NAMED.exec(text)
  if (named === null) return null
  const name = nameOf(named[1] ?? '')
  const value = (named[2] ?? '').replace(/\s+/g, ' ').trim()
  if (!value.isWellFormed()) return 'broken-text'
  if (value.length > QUERY_LIMITS.term) return 'term-too-long'
  if (!/[\p{L}\p{N}]/u.test(foldText(value).text)) return 'field-value'
  const fault = VALUES[name]?.test(value) === false ? 'field-value' : nameFault(name, value)
  return fault ?? { kind: 'field', name, test: ':', value }
}

/** Fields that hold a name, and never an address or a part of a name. */
const NAMES: readonly FieldName[] = ['author', 'in', 'site', 'tag']
const SITE = /^[\p{L}\p{N}\p{M}]+([.-][\p{L}\p{N}\p{M}-]+)*$/u

/** Why no post could ever have this name. */
function nameFault(name: FieldName, value: string): QueryProblemCode | null {
  if (!NAMES.includes(name)) return null
  if (/^https?:\/\//i.test(value)) return 'field-address'
  if (name === 'site' && !SITE.test(value.replace(/[*?]/g, ''))) return 'field-site'
  return name !== 'tag' && /\*|\?[\p{L}\p{N}]/u.test(value) ? 'field-wildcard' : null
}

function nameOf(written: string): FieldName {
  return written.toLowerCase() as FieldName
}

/** May it stand alone? Of the others a match could not be explained. */
export function isNarrow({ name }: Field): boolean {
  return (NARROW_FIELDS as readonly string[]).includes(name)
}
