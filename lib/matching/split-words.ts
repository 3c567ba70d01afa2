import { foldedOf, scannable } from './scanned-text.ts'
import { GAP, kindAt } from './word-kinds.ts'

/** The words of a text as they are written in it: what stands between gaps. */
export function splitWords(text: string): string[] {
  const { folded, kinds } = foldedOf(scannable(text))
  const words: string[] = []
  for (let at = 0; at < kinds.length; at += 1) {
    if (kindAt(kinds, at) === GAP) continue
    const first = at
    while (at + 1 < kinds.length && kindAt(kinds, at + 1) !== GAP) at += 1
    words.push(text.slice(folded.starts[first] ?? 0, folded.ends[at] ?? 0))
  }
  return words
}
