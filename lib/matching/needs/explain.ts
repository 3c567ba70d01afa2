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
  const shown = strongestShares(joinNeighbours(shares, text))
  const reasons = shown.map(({ start, end, weight }) => ({ start, end, weight }))
  const rest = odds - reasons.reduce((sum, { weight }) => sum + weight, 0)
  const strongest = strongestOf(shown)
  if (strongest === null) return { reasons, rest, span: null, why: 'No strong signal in single words' }
  const { start, end, cue } = strongest
  const words = text.slice(start, Math.min(end, start + QUOTED))
  return { reasons, rest, span: { start, end }, why: `${cue?.why ?? SOUNDS[head]}: “${words}”` }
}

/** As many as are shown, in the order of their places, as which they come. */
function strongestShares(shares: Share[]): Share[] {
  if (shares.length <= SHOWN) return shares
  return shares
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
    .slice(0, SHOWN)
    .sort((one, other) => one.start - other.start)
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
  const joined: Share[] = []
  let phrase: { start: number; end: number; weight: number; cue: null } | null = null
  let words = 0
  for (const { start, end, weight, cue } of shares) {
    if (cue !== null) {
      joined.push({ start, end, weight, cue })
      phrase = null
    } else if (
      phrase !== null &&
      words < PHRASE &&
      Math.sign(phrase.weight) === Math.sign(weight) &&
      (start === phrase.end || (start === phrase.end + 1 && isSpace(text, phrase.end)))
    ) {
      phrase.end = end
      phrase.weight += weight
      words += 1
    } else {
      phrase = { start, end, weight, cue }
      words = 1
      joined.push(phrase)
    }
  }
  return joined
}

function isSpace(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x20 || /\s/.test(text[at] ?? '')
}
