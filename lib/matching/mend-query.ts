import { meantValue } from './meant-field.ts'
import { parseQuery } from './parse-query.ts'
import { type Mend, QUERY_LIMITS, type QueryProblem } from './query.ts'
import { closerOf, MINUS } from './read-tokens.ts'

/** The query with a mend applied. */
export function applyMend(text: string, { start, end, text: instead }: Mend): string {
  return text.slice(0, start) + instead + text.slice(end)
}

/** Does the query parse with this mend? */
export function isSound(text: string, mend: Mend): boolean {
  return parseQuery(applyMend(text, mend)).tree !== null
}

/**
 * The change that most likely mends a problem; null where only the author can know. After it this problem is
 * gone; others may remain.
 */
export function mendFor(text: string, problem: QueryProblem): Mend | null {
  const mend = proposed(text, problem)
  if (mend === null) return null
  const left = parseQuery(applyMend(text, mend)).problems
  const stays = left.some(({ code, start }) => code === problem.code && start === problem.start)
  return stays || left.some((other) => isMade(other, mend)) ? null : mend
}

/** Does the mend itself bring this problem? One of another part of the query may well be left. */
function isMade({ code, start, end }: QueryProblem, mend: Mend): boolean {
  if (code === 'empty' || code === 'too-long') return true
  if (WHOLE.has(code)) return false
  return mend.text !== '' && start < mend.start + mend.text.length && end > mend.start
}

/** Of the whole query, or of what stands around a place: mending a word cannot bring these. */
const WHOLE: ReadonlySet<string> = new Set([
  'matches-everything',
  'nothing-before',
  'nothing-after',
  'near-side',
  'near-not',
  'too-deep',
  'bracket-not-opened',
  'bracket-not-closed',
])

function proposed(text: string, { code, start, end }: QueryProblem): Mend | null {
  const words = text.slice(start, end)
  const instead = (replacement: string): Mend => ({ start, end, text: replacement })
  const append = (mark: string): Mend => ({ start: text.length, end: text.length, text: mark })
  switch (code) {
    case 'bracket-not-closed':
      return append(')')
    case 'quote-not-closed':
      return append(closerOf(/["“”„‟«»＂「」『』｢｣‹›]/.exec(words)?.[0] ?? '"'))
    case 'literal-not-closed':
      return append('`')
    case 'bracket-not-opened':
    case 'bracket-empty':
    case 'broken-text':
      return without(text, start, end)
    case 'nothing-to-match':
    case 'nothing-before':
    case 'nothing-after':
      return operator(text, start, end)
    case 'wildcard-leading':
      return instead(words.replace(/^!?[*?]+/, ''))
    case 'wildcard-inner':
      // Between slashes stands a regular expression, of which nothing can be kept.
      return words.startsWith('/') ? null : instead(words.replace(/\*(?=.)/g, '?'))
    case 'wildcard-quoted': {
      const parts = besideEachOther(words)
      return parts === null ? null : instead(parts)
    }
    case 'wildcard-name':
      return instead(words.replace(/^[@＠#＃]/, '').replace(/\*.*$/s, '*'))
    case 'field-value': {
      // `last>30 d` and `lang: de`: what belongs to it stands behind a blank.
      const unit = /\d$/.test(words) ? /^\s+([dwmy])(?=\s|$)/i.exec(text.slice(end)) : null
      const meant = meantValue(words + (unit?.[1] ?? ''))
      if (meant !== null) return { start, end: end + (unit?.[0].length ?? 0), text: meant }
      return words.endsWith(':') ? withoutBlank(text, end) : null
    }
    case 'field-address':
      return instead(asAddress(words))
    case 'field-site':
      return instead(asSite(words))
    case 'field-wildcard':
      return instead(words.replace(/[*?]+/g, ''))
    case 'wildcard-short':
      return instead(words.replace(/[*?]/g, ''))
    case 'near-distance': {
      // `NEAR 5` and `NEAR /5` have their number behind a blank.
      const apart = /^\s+\/?(\d{1,4}f?)(?=\s)/i.exec(words === 'NEAR' ? text.slice(end) : '')
      const [digits] = /\d+/.exec(apart?.[1] ?? words) ?? []
      const most = digits === undefined ? 5 : Math.min(Number(digits), QUERY_LIMITS.near)
      const order = /f$/i.test(apart?.[1] ?? words) ? 'f' : ''
      return { start, end: end + (apart?.[0].length ?? 0), text: `NEAR/${most}${order}` }
    }
    case 'slop-range':
      if (/^~\d+$/.test(words) && Number(words.slice(1)) <= QUERY_LIMITS.slop)
        return besidePhrase(text, start)
      return /~\d/.test(words) ? instead(words.replace(/~.*$/s, `~${QUERY_LIMITS.slop}`)) : null
    default:
      return null
  }
}

/** The blank at `end` taken out; null where none is. */
function withoutBlank(text: string, end: number): Mend | null {
  const blank = /^\s+(?=\S)/.exec(text.slice(end))
  return blank === null ? null : { start: end, end: end + blank[0].length, text: '' }
}

/** `"hand grinder" ~3`. */
function besidePhrase(text: string, start: number): Mend | null {
  const before = text.slice(0, start).trimEnd()
  return /["”“„‟«»＂」』｣›‹]$/.test(before) ? { start: before.length, end: start, text: '' } : null
}

/**
 * A sign that other tools take for an operator, as ours is written; any other is taken out. To take out a minus that
 * stands alone would ask for what was to be left out.
 */
function operator(text: string, start: number, end: number): Mend | null {
  const sign = text.slice(start, end)
  if (/^\|+$/.test(sign)) return { start, end, text: 'OR' }
  if (/^&+$/.test(sign)) return { start, end, text: 'AND' }
  // Between phrases, that is: of a word they are a part.
  if (/^[,;，；、]+$/u.test(sign)) return { start, end, text: text[start - 1] === ' ' ? 'OR' : ' OR' }
  // `!(sword)` is how others write NOT.
  const isMinus = sign === '!' || [...sign].every((letter) => MINUS.includes(letter))
  if (!isMinus) return without(text, start, end)
  const space = /^\s*(?=\S)/.exec(text.slice(end))
  return space === null ? without(text, start, end) : { start, end: end + space[0].length, text: '-' }
}

/**
 * `"grind* beans"` as words that follow one another. What stands for any word, a star alone or the `*ing` that cannot
 * be looked for, is one word between them; "hand*grinder" is the beginning of a word and another word. Null: nothing
 * is left to look for.
 */
function besideEachOther(phrase: string): string | null {
  const mark = phrase.startsWith('!') ? '!' : ''
  const words = phrase
    .replace(/^!?.|.$/gsu, '')
    .replace(/(?<=[^\s*])\*+(?=[^\s*])/gu, '* ')
    .trim()
    .split(/\s+/)
  let joined = ''
  let between = 0
  for (const word of words) {
    const part = asPart(word, mark)
    if (part === null) {
      if (word.includes('*')) between += 1
      continue
    }
    joined += joined === '' ? part : ` NEAR/${between}f ${part}`
    between = 0
  }
  return joined === '' ? null : `(${joined})`
}

/** A word of a phrase as a part of its own: in quotes where it would be read as something else; null: no part. */
function asPart(word: string, mark: string): string | null {
  for (const part of [`${mark}${word}`, `${mark}"${word}"`]) {
    const { tree } = parseQuery(part)
    if (tree !== null && (tree.kind === 'word' || tree.kind === 'phrase')) return part
  }
  return null
}

const ADDRESS = /^([a-z]+):["“”„‟«»＂]?https?:\/\/([^/?#\s]*)(.*?)["“”„‟«»＂]?$/is

/** `author:https://forum.example/u/ana` asks for an address; `site:` for its host. */
function asAddress(field: string): string {
  const [, name = '', host = '', path = ''] = ADDRESS.exec(field) ?? []
  if (name.toLowerCase() === 'site' && /^\/?$/.test(path)) return `site:${host.replace(/^www\./i, '')}`
  return `url:${host.replace(/^www\./i, '')}${path}`
}

/** `site:forum.example/t` is a part of an address; `site:"Hacker News"` an id with a space in it. */
function asSite(field: string): string {
  const value = field.replace(/^site:/i, '').replace(/["“”„‟«»＂]/g, '')
  if (value.includes('/')) return `url:${value.replace(/^www\./i, '')}`
  const name = value.replace(/:\d+$/, '').replace(/[^\p{L}\p{N}.-]+/gu, '')
  return `site:${name.toLowerCase()}`
}

/** Taken out, with one of the spaces around it; a space stays where its neighbours would become one word. */
function without(text: string, start: number, end: number): Mend {
  const isBetween = /\S\S$/.test((text[start - 1] ?? ' ') + (text[end] ?? ' '))
  return {
    start,
    end: text[end] === ' ' && (start === 0 || text[start - 1] === ' ') ? end + 1 : end,
    text: isBetween ? ' ' : '',
  }
}
