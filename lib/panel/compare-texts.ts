import { diffLines, diffWordsWithSpace } from 'diff'

/** Texts longer than this are shown without marks: comparing them word by word would stop the panel. */
const LONGEST = 10_000
/** …and so are texts that share so little that it would take longer, in milliseconds. */
const PATIENCE = 200

/** A part of a text. `only`: the text beside it does not say this. */
export interface ComparedPart {
  readonly text: string
  readonly only: boolean
}

/**
 * Two texts that were written at once, each in parts: what both say, and what it alone says, word by word.
 * The parts of a text joined are that text.
 */
export function compareTexts(
  one: string,
  other: string,
): { readonly one: readonly ComparedPart[]; readonly other: readonly ComparedPart[] } {
  const plain = (text: string) => [{ text, only: false }]
  const changes =
    one.length + other.length > LONGEST ? undefined : diffWordsWithSpace(one, other, { timeout: PATIENCE })
  if (changes === undefined) return { one: plain(one), other: plain(other) }
  return {
    one: changes.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value, only: removed })),
    other: changes
      .filter(({ removed }) => !removed)
      .map(({ value, added }) => ({ text: value, only: added })),
  }
}

/**
 * A first proposal for one text from several: a line that two of them share stands once, every other line of
 * each stands in it. Nothing is left out; the person shortens it.
 */
export function joinTexts(texts: readonly string[]): string {
  const [first = '', ...rest] = texts
  return rest.reduce((joined, text) => {
    const changes = diffLines(withEnd(joined), withEnd(text), { timeout: PATIENCE })
    if (changes === undefined) return `${joined}\n\n${text}`
    return changes
      .map(({ value }) => value)
      .join('')
      .trimEnd()
  }, first)
}

function withEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
