/**
 * What a recipe may say: where something stands in a page. A grammar of its own, stricter than CSS, so that a
 * recipe from outside can point at things and do nothing else, and cost little. No schema here and no DOM.
 */

/** Longest place or selector, characters. */
export const PLACE_LENGTH = 2_000
/** Steps of one place: `main article > a` has three. Each one more multiplies the browser's work. */
const MOST_STEPS = 120
/** `:has(:is(…))` is two deep. */
const DEEPEST = 2
/** Each `:has()` may look through all that is below. */
const MOST_HAS = 12

/** Characters and words that no place needs, and that mean something elsewhere: in a style sheet, an address, a script. */
const FOREIGN = /[{};\p{Cc}\p{Zl}\p{Zp}]|\/\*|\*\/|<!--|-->|url\(|expression\(|javascript|@import|@charset/iu
/** What a page keeps from its reader, or a person typed: no post is made of it. */
const SECRET = /csrf|xsrf|token|nonce|password|passwd|secret|authorization/i
/** `p\61ssword` is "password" to a browser and to no check of ours. */
const ESCAPED = /\\[0-9a-f]/i
/**
 * A part of a word is enough to find what the whole word would not be let through for: `[type^="pass"]`. Old forums
 * name the anchors of their posts so, and an anchor keeps nothing.
 */
const PART_OF_WORD = /(?<!(?:^|[ >+~,(])a)\[ *(?:type|name|autocomplete) *[~|^$*]=/i
/** Script and style are not among the attributes that are read. */
const CLOSED_ATTRIBUTE = /^(on.*|style|srcdoc|integrity|formaction)$/i
/** A form's field is read only where it is called by its name or class, which `SECRET` then looks at. */
const NAMED_FIELD = /\[name=["']?[\w-]+["']?\]$|\.[\w-]+$|(?:^|[ >])(?:data|meter|li)(?![\w-])[^ >+~]*$/i

/** A page's own notes hold its secrets too, under names that `SECRET` looks at. */
const NAMELESS_META = /(?:^|[ >+~])meta(?![\w-])(?!.*\[(?:name|property|itemprop)=)[^ >+~]*$/i

const ATTRIBUTE = /^[a-z_][a-z0-9_.:-]{0,60}$/i

const PLAIN_PSEUDO = new Set(
  'root scope empty first-child last-child only-child first-of-type last-of-type only-of-type checked disabled enabled link any-link defined'.split(
    ' ',
  ),
)
const NESTING_PSEUDO = new Set(['is', 'where', 'not', 'has'])
const COUNTING_PSEUDO = new Set(['nth-child', 'nth-last-child', 'nth-of-type', 'nth-last-of-type'])

/** Why this is no selector that a recipe may hold, in plain words; null when it is one. */
export function faultOfSelector(source: string): string | null {
  if (source.length > PLACE_LENGTH) return `is longer than ${PLACE_LENGTH} characters`
  const foreign = source.match(FOREIGN)?.[0]
  if (foreign !== undefined) return `holds ${JSON.stringify(foreign)}, which no selector needs`
  if (ESCAPED.test(source)) return 'spells a letter by its number'
  if (PART_OF_WORD.test(source)) return 'asks for a part of a type or a name'
  if (SECRET.test(source)) return 'points at something that a page keeps secret'
  const cursor: Cursor = { source, at: 0, steps: 0, has: 0 }
  const fault = readList(cursor, 0, false)
  if (fault) return fault
  return cursor.at < source.length ? `cannot be read from character ${cursor.at + 1} on` : null
}

/**
 * Why this is no place (`selector`, `selector@attribute`, `@attribute`, `&selector` for the post itself,
 * `.part >> selector`, alternatives parted by ` | `); null when it is one.
 */
export function faultOfPlace(source: string): string | null {
  if (source.length > PLACE_LENGTH) return `is longer than ${PLACE_LENGTH} characters`
  for (const place of source.split(' | ')) {
    // The same cut as in lib/sites/place.ts.
    const [, selector = '', name] = place.trim().match(/^(.*?)(?:@([a-z_][\w.:-]*))?$/is) ?? []
    if (name !== undefined && isClosed(name)) return `reads the attribute "${name}", which is never read`
    if (name?.toLowerCase() === 'value' && !selector.split(',').every((one) => NAMED_FIELD.test(one.trim())))
      return 'reads the value of a field that it does not call by its name or class'
    if (
      name?.toLowerCase() === 'content' &&
      selector.split(',').some((one) => NAMELESS_META.test(one.trim()))
    )
      return 'reads a meta element that it does not call by its name'
    if (selector.trim() === '' && name === undefined) return 'holds an empty alternative'
    const rest = selector.replace(/^&/, '').trim()
    const steps = rest.split(' >> ')
    if (steps.length > 2) return 'looks in a part of a part: one ">>" is taken'
    if (steps.length > 1 && selector.startsWith('&')) return 'looks for the post itself in a part of it'
    const fault = rest === '' ? null : (steps.map(faultOfSelector).find((one) => one !== null) ?? null)
    if (fault) return fault
  }
  return null
}

/** May this attribute be watched? Its change is noticed, its value is not read. */
export function faultOfWatched(name: string): string | null {
  return ATTRIBUTE.test(name) ? null : 'is no attribute name'
}

function isClosed(name: string): boolean {
  return !ATTRIBUTE.test(name) || CLOSED_ATTRIBUTE.test(name) || SECRET.test(name)
}

interface Cursor {
  readonly source: string
  at: number
  steps: number
  has: number
}

/** Takes what stands at the cursor, if it stands there. */
function take(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.source)?.[0]
  if (found === undefined) return null
  cursor.at += found.length
  return found
}

const SPACE = / */y
const IDENT = /(?:--|-?(?:[a-z_\u0080-\uffff]|\\[^\n]))(?:[\w-]|[\u0080-\uffff]|\\[^\n])*/iy
const STRING = /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'/y
const COMBINATOR = / *[>+~] */y
const NTH = / *(?:even|odd|[+-]?\d{0,4}n(?: *[+-] *\d{1,4})?|[+-]?\d{1,4}) */iy

function readList(cursor: Cursor, depth: number, relative: boolean): string | null {
  do {
    take(cursor, SPACE)
    const fault = readComplex(cursor, depth, relative)
    if (fault) return fault
    take(cursor, SPACE)
  } while (take(cursor, /,/y))
  return null
}

function readComplex(cursor: Cursor, depth: number, relative: boolean): string | null {
  if (relative) take(cursor, COMBINATOR)
  for (;;) {
    if (++cursor.steps > MOST_STEPS) return `has more than ${MOST_STEPS} steps`
    const fault = readCompound(cursor, depth)
    if (fault) return fault
    if (take(cursor, COMBINATOR)) continue
    const before = cursor.at
    take(cursor, SPACE)
    const goesOn = cursor.at > before && cursor.at < cursor.source.length && !/[,)]/.test(next(cursor))
    if (!goesOn) return null
  }
}

function readCompound(cursor: Cursor, depth: number): string | null {
  const begun = cursor.at
  if (!take(cursor, /\*/y)) take(cursor, IDENT)
  for (;;) {
    const sign = next(cursor)
    const fault =
      sign === '#' || sign === '.'
        ? readName(cursor)
        : sign === '['
          ? readAttribute(cursor)
          : sign === ':'
            ? readPseudo(cursor, depth)
            : 'end'
    if (fault === 'end') break
    if (fault) return fault
  }
  return cursor.at > begun ? null : `cannot be read from character ${cursor.at + 1} on`
}

function readName(cursor: Cursor): string | null {
  cursor.at++
  return take(cursor, IDENT) === null ? `has no name at character ${cursor.at + 1}` : null
}

function readAttribute(cursor: Cursor): string | null {
  const from = cursor.at + 1
  cursor.at++
  take(cursor, SPACE)
  const name = take(cursor, IDENT)
  if (name === null) return `has no attribute name at character ${from + 1}`
  take(cursor, SPACE)
  if (take(cursor, /[~|^$*]?=/y)) {
    take(cursor, SPACE)
    if (take(cursor, STRING) === null && take(cursor, IDENT) === null)
      return `compares with nothing at character ${cursor.at + 1}`
    if (take(cursor, / +[is]/iy) === null) take(cursor, /[is](?= *\])/iy)
    take(cursor, SPACE)
  }
  return take(cursor, /\]/y) ? null : `leaves a bracket open at character ${from}`
}

function readPseudo(cursor: Cursor, depth: number): string | null {
  const from = cursor.at + 1
  cursor.at++
  const name = take(cursor, IDENT)?.toLowerCase() ?? ''
  const opens = take(cursor, /\(/y) !== null
  if (!opens) return PLAIN_PSEUDO.has(name) ? null : `uses ":${name}", which is not taken`
  if (COUNTING_PSEUDO.has(name)) {
    if (take(cursor, NTH) === null) return `counts in no way that is known at character ${cursor.at + 1}`
  } else if (name === 'lang' || name === 'dir') {
    if (take(cursor, IDENT) === null) return `has no name at character ${cursor.at + 1}`
  } else if (NESTING_PSEUDO.has(name)) {
    if (depth >= DEEPEST) return `nests more than ${DEEPEST} deep`
    if (name === 'has' && ++cursor.has > MOST_HAS) return `uses ":has()" more than ${MOST_HAS} times`
    const fault = readList(cursor, depth + 1, name === 'has')
    if (fault) return fault
  } else return `uses ":${name}()", which is not taken`
  return take(cursor, /\)/y) ? null : `leaves a parenthesis open at character ${from}`
}

function next({ source, at }: Cursor): string {
  return source[at] ?? ''
}
