import Sentiment from 'sentiment'
import type { Head } from '../../lib/matching/needs/weights.ts'
import type { Verdict } from './measure.ts'

const scorer = new Sentiment()

/** What a need is, to a word list that knows only good and bad. */
const SIDE: Readonly<Partial<Record<Head, 1 | -1>>> = {
  praise: 1,
  complaint: -1,
  leaving: -1,
  safety: -1,
  spam: 1,
}

/** The best-known word list: good words make praise, bad words a complaint; a question mark, a question. */
export function wordList(
  head: Head,
  posts: readonly { readonly text: string; readonly right: boolean }[],
): Verdict[] {
  return posts.map(({ text, right }) => {
    const side = SIDE[head]
    const shown =
      side === undefined ? head === 'question' && text.includes('?') : scorer.analyze(text).score * side > 0
    return { right, p: shown ? 1 : 0, shown, sure: false }
  })
}

/** The same answer for every post: the one that is right more often. */
export function majority(rights: readonly boolean[]): Verdict[] {
  const shown = rights.filter(Boolean).length * 2 > rights.length
  return rights.map((right) => ({ right, p: shown ? 1 : 0, shown, sure: false }))
}
