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
 * A first proposal for one text from several. With the text that they were made from: each line of it that nobody
 * touched, and each that somebody wrote; a line that one changed or took out is out. Without it: a line that
 * two of them share stands once, and every other line of each stands in it. The person has the last word.
 */
export function joinTexts(texts: readonly string[], base: string | null = null): string {
  const [first = '', ...rest] = texts
  return rest.reduce((joined, text) => {
    const merged = base === null ? null : mergeLines(base, joined, text)
    if (merged !== null) return merged
    const changes = diffLines(withEnd(joined), withEnd(text), { timeout: PATIENCE })
    if (changes === undefined) return `${joined}\n\n${text}`
    return changes
      .map(({ value }) => value)
      .join('')
      .trimEnd()
  }, first)
}

/** Null where it would take too long. */
function mergeLines(base: string, one: string, other: string): string | null {
  const [mine, theirs] = [editsOf(base, one), editsOf(base, other)]
  if (mine === null || theirs === null) return null
  const lines = withEnd(base).split('\n').slice(0, -1)
  const merged: string[] = []
  for (let at = 0; at <= lines.length; at++) {
    const [added, beside] = [mine.added.get(at) ?? [], theirs.added.get(at) ?? []]
    merged.push(...added, ...beside.filter((line) => !added.includes(line)))
    if (at < lines.length && !mine.gone.has(at) && !theirs.gone.has(at)) merged.push(lines[at] ?? '')
  }
  return merged.join('\n').trimEnd()
}

interface LineEdits {
  /** By the place in the base before which they stand. */
  readonly added: ReadonlyMap<number, readonly string[]>
  /** Places in the base. */
  readonly gone: ReadonlySet<number>
}

function editsOf(base: string, text: string): LineEdits | null {
  const changes = diffLines(withEnd(base), withEnd(text), { timeout: PATIENCE })
  if (changes === undefined) return null
  const added = new Map<number, string[]>()
  const gone = new Set<number>()
  let at = 0
  for (const change of changes) {
    const lines = change.value.split('\n').slice(0, -1)
    if (change.added) added.set(at, [...(added.get(at) ?? []), ...lines])
    else {
      if (change.removed) for (let n = 0; n < lines.length; n++) gone.add(at + n)
      at += lines.length
    }
  }
  return { added, gone }
}

function withEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
