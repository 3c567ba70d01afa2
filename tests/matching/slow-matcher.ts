import { foldText } from '../../lib/matching/fold-text.ts'
import { lookAlikes } from '../../lib/matching/look-alikes.ts'
import { type Pattern, wordsOf } from '../../lib/matching/match-terms.ts'
import {
  isHump,
  isTagStart,
  isWordEnd,
  isWordStart,
  kindAt,
  tagEnd,
  wordKinds,
} from '../../lib/matching/word-kinds.ts'

interface Hit {
  readonly pattern: number
  readonly start: number
  readonly end: number
}

const ANY = '\uffff'

/** Every pattern tried at every place, letter by letter, over the folded text: slow, and easy to believe. */
export function slowMatches(patterns: readonly Pattern[], source: string): Hit[] {
  const folded = foldText(source)
  const kinds = wordKinds(folded, source)
  const latin = lookAlikes(folded, kinds, source)
  const { text, starts, ends } = folded
  const hits: Hit[] = []
  const add = (pattern: number, start: number, end: number) =>
    hits.push({ pattern, start: starts[start] ?? 0, end: ends[end - 1] ?? 0 })

  /** All places where a spelling that begins at `from` may end. */
  function endsOf(spelling: string, from: number): number[] {
    if (spelling === '') return [from]
    if (from >= text.length) return []
    const rest = spelling.slice(1)
    const found: number[] = []
    if (kindAt(kinds, from) === 0) {
      let end = from
      while (end < text.length && kindAt(kinds, end) === 0) end += 1
      const lines = text.slice(from, end).split('\n').length - 1
      return spelling[0] === ' ' && lines < 2 ? endsOf(rest, end) : []
    }
    if (spelling[0] === ' ') return isHump(kinds, from) ? endsOf(rest, from) : []
    const letter = String.fromCodePoint(text.codePointAt(from) ?? 0)
    const isLetter = kindAt(kinds, from) < 3 || /[\p{L}\p{N}]/u.test(letter)
    if (spelling[0] === ANY && isLetter) found.push(...endsOf(rest, from + letter.length))
    if (spelling[0] === text[from]) found.push(...endsOf(rest, from + 1))
    else if (latin?.[from] && spelling.charCodeAt(0) === latin[from]) found.push(...endsOf(rest, from + 1))
    return found
  }

  for (let at = 0; at < text.length; at += 1)
    for (const [n, pattern] of patterns.entries()) {
      if (pattern.kind === 'words') {
        if (!isWordStart(kinds, at)) continue
        for (const spelling of spellingsOf(pattern))
          for (const end of endsOf(spelling, at)) {
            let last = end
            if (pattern.prefix) while (last < text.length && !isWordEnd(kinds, last, last)) last += 1
            if (pattern.prefix || isWordEnd(kinds, at, end)) add(n, at, last)
          }
      } else if (isTagStart(text, kinds, at))
        for (const end of nameEnds(pattern, text, kinds, at)) add(n, at, end)
    }
  return hits
}

function spellingsOf(pattern: Pattern & { kind: 'words' }): string[] {
  const words = pattern.wild ? pattern.text.split('?').map(wordsOf).join(ANY) : wordsOf(pattern.text)
  if (words === '' || !pattern.plurals || words.length < 2 || !/[a-z0-9]$/.test(words))
    return words === '' ? [] : [words]
  const plurals = [words, `${words}s`]
  if (/(s|x|z|ch|sh)$/.test(words)) plurals.push(`${words}es`)
  if (/[^aeiou\d\s]y$/.test(words)) plurals.push(`${words.slice(0, -1)}ies`)
  return plurals
}

function nameEnds(pattern: Pattern, text: string, kinds: Uint8Array, at: number): number[] {
  const name = foldText(pattern.text).text
  let end = tagEnd(text, kinds, at)
  if (pattern.kind === 'tag') return text[at] === '#' && text.slice(at + 1, end) === name ? [end] : []
  if (text[at] !== '@') return []
  while ('.-@'.includes(text[end] ?? ' ') && tagEnd(text, kinds, end) > end + 1)
    end = tagEnd(text, kinds, end)
  const whole = text.slice(at + 1, end)
  const local = whole.indexOf('@') > 0 ? whole.slice(0, whole.indexOf('@')) : null
  if (whole === name) return [end]
  // A handle may end where a letter of a script without spaces touches it.
  const spaced = [...whole].findIndex((letter) =>
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}ー々〆〇\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u.test(
      letter,
    ),
  )
  const apart =
    spaced > 0
      ? [...whole]
          .slice(0, spaced)
          .join('')
          .replace(/[.@-]+$/, '')
      : null
  const isApart =
    apart === name || (apart?.includes('@') === true && apart.slice(0, apart.indexOf('@')) === name)
  return local === name || isApart ? [at + 1 + name.length] : []
}
