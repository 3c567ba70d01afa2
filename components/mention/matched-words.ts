import type { Mention } from '../../lib/model/mention.ts'

interface Words {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * The words of a post that say why it is here: those that its topics found, at most `most`. Words inside
 * longer ones, and words said before, are left out: “Quillon Q2” says “Q2” too.
 */
export function matchedWords({ matches }: Pick<Mention, 'matches'>, most: number): readonly string[] {
  const matched = matches.flatMap(({ evidence }) =>
    evidence.map(({ text, part, start, end }) => ({ text: text || part, start, end })),
  )
  const all = matched.filter(({ text }) => text.trim() !== '')
  const longest = all.filter((words) => !all.some((other) => other !== words && covers(other, words)))
  const distinct = new Map(longest.map(({ text }) => [text.toLowerCase(), text] as const))
  const folded = [...distinct.keys()]
  return folded
    .filter((word) => !folded.some((other) => other !== word && other.includes(word)))
    .slice(0, most)
    .map((word) => distinct.get(word) ?? word)
}

/** Evidence of an author has no place in the text, so it covers nothing there. */
function covers(outer: Words, inner: Words): boolean {
  if (outer.end === 0 || inner.end === 0) return false
  const inside = outer.start <= inner.start && inner.end <= outer.end
  return inside && outer.end - outer.start > inner.end - inner.start
}
