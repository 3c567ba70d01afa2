import type { FirstWords } from './first-words.ts'
import { lookAlikes } from './look-alikes.ts'
import { type OddPlace, scanText } from './scan-text.ts'
import { alphabetsOf, foldedOf, foldedPlace, type ScannedText, scannable } from './scanned-text.ts'
import type { OnHit } from './take-word.ts'
import { EMOJI, FOREIGN } from './unit-classes.ts'
import { type TermTables, walkFolded } from './walk-folded.ts'
import { classAt } from './walk-plain.ts'

/**
 * Goes on where the quick scan met something odd: a stretch around it is folded and read exactly, and then the quick
 * scan has the text again. Where one odd place follows another the stretches grow, so time stays linear.
 */
export function scanOddText(
  words: FirstWords,
  tables: TermTables,
  text: ScannedText,
  first: OddPlace,
  onHit: OnHit,
): void {
  const { source } = text
  let stretch = SHORTEST_STRETCH
  let resumed = 0
  for (let odd: OddPlace | null = first; odd !== null; ) {
    stretch = odd.at - resumed < stretch ? Math.min(stretch * 2, LONGEST_STRETCH) : SHORTEST_STRETCH
    resumed = nextCut(words, source, Math.max(odd.at, odd.from) + stretch)
    scanExactly(words, tables, { text, from: odd.from, to: resumed }, onHit)
    if (resumed >= source.length) return
    odd = scanText(words, tables, text, resumed, onHit)
  }
}

const SHORTEST_STRETCH = 64
const LONGEST_STRETCH = 4_096

/** How far beyond a stretch a term may go that begins in it; four times as far, when that was not enough. */
const FIRST_REACH = 128

/** Shorter texts are folded whole: so little is no dearer, and others ask for it too. */
const SHORT = 512

interface Stretch {
  readonly text: ScannedText
  /** Hits that begin from here to before `to` are reported. */
  readonly from: number
  readonly to: number
}

function scanExactly(words: FirstWords, tables: TermTables, stretch: Stretch, onHit: OnHit): void {
  const { text, from, to } = stretch
  const { source } = text
  const whole = source.length <= SHORT
  const begin = whole ? 0 : lastCut(words, source, from)
  for (let reach = FIRST_REACH; ; reach *= 4) {
    const end = whole ? source.length : nextCut(words, source, to + reach)
    const piece = begin === 0 && end === source.length ? text : scannable(source.slice(begin, end))
    const { hits, reachedEnd } = hitsIn(tables, stretch, piece, begin)
    if (reachedEnd && end < source.length) continue
    for (const hit of hits) onHit(...hit)
    return
  }
}

type Hit = [pattern: number, start: number, end: number]

/** What a piece holds that begins at `begin` of the text, and whether a term was still possible at its end. */
function hitsIn(
  tables: TermTables,
  { text, from, to }: Stretch,
  piece: ScannedText,
  begin: number,
): { hits: readonly Hit[]; reachedEnd: boolean } {
  const { folded, kinds } = foldedOf(piece)
  const hits: Hit[] = []
  const read = { folded, kinds, latin: lookAlikes(folded, kinds, piece.source, () => alphabetsOf(text)) }
  const first = foldedPlace(folded, from - begin)
  const last = foldedPlace(folded, to - begin)
  const reachedEnd = walkFolded(tables, read, first, last, (pattern, start, end) =>
    hits.push([pattern, begin + (folded.starts[start] ?? 0), begin + (folded.ends[end - 1] ?? 0)]),
  )
  return { hits, reachedEnd }
}

/** The first place from `at` on where the text can be cut, or its end. */
function nextCut(words: FirstWords, source: string, at: number): number {
  let cut = at
  while (cut < source.length && !isCut(words, source, cut)) cut += 1
  return Math.min(cut, source.length)
}

function lastCut(words: FirstWords, source: string, at: number): number {
  let cut = at
  while (cut > 0 && !isCut(words, source, cut)) cut -= 1
  return cut
}

/** A space that no mark sits on: what stands on its two sides can be read apart. */
function isCut(words: FirstWords, source: string, at: number): boolean {
  const unit = source.charCodeAt(at)
  if (unit !== SPACE && unit !== LINE_END) return false
  const after = classAt({ words, source }, at + 1)
  return after < EMOJI || after >= FOREIGN
}

const SPACE = 0x20
const LINE_END = 0x0a
