import type { FoundNeed } from '../../model/mention.ts'
import type { Share } from './judge.ts'
import type { Head } from './weights.ts'

/** Reasons that are shown at most; the others are in `rest`. */
const SHOWN = 12
/** Log-odds from which on words alone are named as what shows the need. */
const STRONG = 0.35
const QUOTED = 120
/** Neighbours that are shown as one phrase. */
const PHRASE = 4

/** What is said of a need that no cue names. */
const SOUNDS: Readonly<Record<Head, string>> = {
  question: 'Worded like a question',
  complaint: 'Worded like a complaint',
  praise: 'Worded like praise',
  idea: 'Worded like a wish for a change',
  buying: 'Worded like someone who means to buy',
  leaving: 'Worded like someone who leaves',
  safety: 'Worded like harm or danger',
  helping: 'Worded like advice to someone',
  spam: 'Worded like an advertisement',
}

/**
 * The reasons for a label, its strongest span and the sentence that is shown. The reasons and `rest` add up to
 * `odds`, the log-odds from which the label's probability follows.
 */
export function explain(
  head: Head,
  text: string,
  shares: readonly Share[],
  odds: number,
): Pick<FoundNeed, 'reasons' | 'rest' | 'span' | 'why'> {
  const shown = joinNeighbours(shares, text)
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
    .slice(0, SHOWN)
    .sort((one, other) => one.start - other.start)
  const reasons = shown.map(({ start, end, weight }) => ({ start, end, weight }))
  const rest = odds - reasons.reduce((sum, { weight }) => sum + weight, 0)
  const strongest = strongestOf(shown)
  if (strongest === null) return { reasons, rest, span: null, why: 'No strong signal in single words' }
  const { start, end, cue } = strongest
  const words = text.slice(start, Math.min(end, start + QUOTED))
  return { reasons, rest, span: { start, end }, why: `${cue?.why ?? SOUNDS[head]}: “${words}”` }
}

/** A cue that speaks for the need comes before words that merely weigh as much. */
function strongestOf(shown: readonly Share[]): Share | null {
  let best: Share | null = null
  for (const share of shown) {
    if (share.weight < STRONG) continue
    if (best === null || rank(share) > rank(best)) best = share
  }
  return best
}

function rank({ weight, cue }: Share): number {
  return cue === null ? weight : weight + 1
}

/** Words that stand side by side and speak the same way, as one phrase. */
function joinNeighbours(shares: readonly Share[], text: string): Share[] {
  const joined: (Share & { words: number })[] = []
  for (const share of shares) {
    const last = joined.at(-1)
    const near =
      last !== undefined &&
      last.cue === null &&
      share.cue === null &&
      last.words < PHRASE &&
      Math.sign(last.weight) === Math.sign(share.weight) &&
      (share.start === last.end || (share.start === last.end + 1 && /\s/.test(text[last.end] ?? '')))
    if (near)
      joined[joined.length - 1] = {
        start: last.start,
        end: share.end,
        weight: last.weight + share.weight,
        cue: null,
        words: last.words + 1,
      }
    else joined.push({ ...share, words: 1 })
  }
  return joined
}
