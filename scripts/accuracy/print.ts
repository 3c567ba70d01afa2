import { HEADS, type Head } from '../../lib/matching/needs/weights.ts'
import { type Interval, type Measured, mean } from './measure.ts'
import type { ObfuscationRow } from './obfuscation.ts'
import type { GoldScores } from './score-gold.ts'
import type { SourceRow } from './score-sources.ts'

/** The gold set's lines: one for each need beside the word list, then what they come to. */
export function goldLines({ part, posts, macroF1, needs, tier, calibration, judged }: GoldScores): string[] {
  const lines = HEADS.filter((head) => needs[head].ours.positives > 0).map(
    (head) =>
      `gold ${part} · ${head}: ${rates(needs[head].ours)} · word list F1 ${figure(needs[head].wordList.f1.value)}`,
  )
  const unjudged = judged.none === 0 ? '' : `, ${judged.none} in languages that are not judged`
  return [
    ...lines,
    `gold ${part} · macro-F1 ${figure(macroF1.ours)}, word list ${figure(macroF1.wordList)}, majority ${figure(macroF1.majority)} (${posts} posts${unjudged})`,
    `gold ${part} · confident tier ${figure(tier.precision)} right at ${figure(tier.coverage)} of labels; calibration error ${figure(calibration)}`,
    '',
  ]
}

export function kappaLine(agreement: Readonly<Partial<Record<Head, number>>>): string {
  const needs = HEADS.flatMap((head) =>
    agreement[head] === undefined ? [] : [`${head} ${figure(agreement[head])}`],
  )
  return needs.length === 0
    ? 'gold · there is no second pass of labels: no kappa\n'
    : `gold · kappa of the two passes: ${needs.join(', ')}\n`
}

export function sourceLine({ set, need, by, measured, calibration, tier }: SourceRow): string {
  const confident =
    tier === null
      ? ''
      : ` · confident ${figure(tier.precision)} at ${figure(tier.coverage)} · ECE ${figure(calibration ?? 0)}`
  return `${set} · ${need} · ${by}: ${rates(measured)}${confident}`
}

type Means = Readonly<Record<SourceRow['by'], number>>

/** Means of F1 over collections and needs: how much of what is learnt in a domain lasts outside it. */
export function meanF1(rows: readonly SourceRow[]): Means {
  const of = (by: SourceRow['by']): number =>
    mean(rows.filter((row) => row.by === by).map(({ measured }) => measured.f1.value))
  return {
    'in domain': of('in domain'),
    'left out': of('left out'),
    'word list': of('word list'),
    majority: of('majority'),
  }
}

export function meanLine(means: Means): string {
  const each = Object.entries(means).map(([by, value]) => `${by} ${figure(value)}`)
  return `mean F1 over collections and needs: ${each.join(', ')}`
}

export function obfuscationLine({ attack, promised, planted, found, falseHits }: ObfuscationRow): string {
  return `name written ${attack}: ${found} of ${planted} found, ${falseHits} false hits${promised ? '' : ' (not promised)'}`
}

function rates({ precision, recall, f1, n, positives }: Measured): string {
  return `P ${spread(precision)} R ${spread(recall)} F1 ${spread(f1)} (${positives} of ${n})`
}

function spread({ value, low, high }: Interval): string {
  return `${figure(value)} [${figure(low)}–${figure(high)}]`
}

function figure(value: number): string {
  return value.toFixed(3)
}
