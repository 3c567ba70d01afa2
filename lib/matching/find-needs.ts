import { LIMITS } from '../model/limits.ts'
import type { FoundNeed, Judged, TopicMatch } from '../model/mention.ts'
import type { Need } from '../model/playbook.ts'
import { bindNeed } from './bind-need.ts'
import { type FoundCue, findCues } from './cues/find-cues.ts'
import { explain } from './needs/explain.ts'
import { eachOnce, isNamed, isRuled, scorePost, sharesOf } from './needs/judge.ts'
import { languageOf } from './needs/language.ts'
import { type MaskedSpan, readFeatures } from './needs/read-features.ts'
import { readSigns } from './needs/read-signs.ts'
import stored from './needs/weights.json' with { type: 'json' }
import { type LoadedHead, type LoadedWeights, loadWeights, type StoredWeights } from './needs/weights.ts'

export interface JudgeablePost {
  readonly text: string
  /** As the page says, BCP 47; null where it says nothing. */
  readonly lang: string | null
}

interface FoundNeeds {
  readonly needs: FoundNeed[]
  readonly judged: Judged
}

/** Languages of the posts that the weights were learnt from. */
const LEARNT: ReadonlySet<string> = new Set(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'])

/**
 * What the author of a post seems to want, the surest first: each need with its calibrated probability, the
 * words that show it, the reasons that add up to the log-odds together with `rest`, and the topic it is
 * towards. An empty list means "no strong signal", which is an answer. A need that is not `sure` is a perhaps, and
 * so is each that no rule names. Spam is found alone. The language is read from the words, with the page's own as a hint; a post in one
 * that nothing was learnt from is not judged. Only the first 20,000 characters are read, in time linear in them.
 */
export function findNeeds(post: JudgeablePost, matches: readonly TopicMatch[]): FoundNeeds {
  const text = post.text.length > LIMITS.postText ? post.text.slice(0, LIMITS.postText) : post.text
  model ??= loadWeights(stored as StoredWeights)
  const names = namesIn(text, matches)
  const features = readFeatures(text, names)
  const lang = languageOf(text, features, post.lang) ?? 'en'
  if (!LEARNT.has(lang)) return { needs: [], judged: 'none' }
  const signs = readSigns(features, model.lexicon)
  const cues = eachOnce(cuesBeside(names, findCues(text, lang)))
  const { odds, norm } = scorePost(model, features, signs, cues)
  const needs: FoundNeed[] = []
  for (const [index, head] of model.heads.entries()) {
    const logOdds = odds[index] ?? 0
    const { label, ruled } = head.thresholds
    if (probability(logOdds) < (isRuled(head.need, cues) ? ruled : label)) continue
    const shares = sharesOf(index, { model, features, signs, cues, norm })
    const named = isNamed(head.need, cues)
    needs.push(foundNeed({ head, text, matches, lang, named }, explain(head.need, text, shares, logOdds)))
  }
  const spam = needs.find(({ label }) => label === 'spam')
  if (spam !== undefined) return { needs: [spam], judged: 'full' }
  const wordless = features.words <= SHORT && isWordless(text, matches)
  const meant = wordless ? needs.filter(({ label }) => isCued(label, text, cues)) : needs
  return { needs: meant.sort((one, other) => other.p - one.p), judged: 'full' }
}

/** Cues of which some word is no part of a name: what a brand is called is no reason. */
function cuesBeside(names: readonly MaskedSpan[], cues: FoundCue[]): FoundCue[] {
  if (names.length === 0) return cues
  return cues.filter((cue) => !names.some(({ start, end }) => start <= cue.start && cue.end <= end))
}

/** A post of more words, names and faces says something. */
const SHORT = 8

/** Links, handles and faces written in marks. */
const NO_WORDS = /https?:\S*|www\.\S*|@[\p{L}\p{N}_]+|[:;=]-?[DPp]/gu

/** No word stands beside the names that matched, handles and links. */
function isWordless(text: string, matches: readonly TopicMatch[]): boolean {
  let rest = text
  for (const { start, end } of matches.flatMap(({ evidence }) => evidence))
    rest = rest.slice(0, start) + ' '.repeat(Math.max(0, end - start)) + rest.slice(end)
  return !/\p{L}/u.test(rest.replace(NO_WORDS, ' '))
}

/** A face that smiles beside a name says nothing of it; a heart or a thumb does. */
const MERE_SMILE = /^[\u{1F600}-\u{1F60A}\u{1F60E}\u{1F642}\u{1F643}\u{1F917}\u263A]/u

function isCued(need: Need, text: string, cues: readonly FoundCue[]): boolean {
  return cues.some((cue) => cue.need === need && cue.weight > 0 && !MERE_SMILE.test(text.slice(cue.start)))
}

let model: LoadedWeights | null = null

interface Found {
  readonly head: LoadedHead
  readonly text: string
  readonly matches: readonly TopicMatch[]
  readonly lang: string
  /** A rule of the need's own speaks for it. */
  readonly named: boolean
}

function foundNeed(
  { head, text, matches, lang, named }: Found,
  reasons: ReturnType<typeof explain>,
): FoundNeed {
  // Added up as a reader would, so that the figures agree to the last digit.
  const logOdds = reasons.reasons.reduce((sum, { weight }) => sum + weight, 0) + reasons.rest
  const p = probability(logOdds)
  const bound = bindNeed(text, reasons.span, matches, head.need, lang)
  const sure = named && p >= head.thresholds.sure && (bound.sure || matches.length === 0)
  return { label: head.need, p, sure, topic: bound.topic, ...reasons }
}

function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/**
 * The brands' own names, in order: what they are called says nothing of what the author wants. A topic may also
 * ask for plain words ("broken", "refund"), and those do: so only what is written like a name is one.
 */
function namesIn(text: string, matches: readonly TopicMatch[]): MaskedSpan[] {
  if (matches.length === 0) return []
  const spans = matches
    .flatMap(({ evidence }) => evidence)
    .filter(
      ({ start, end }) =>
        end > start && end <= text.length && end - start <= LONGEST_NAME && isNameLike(text, start),
    )
    .map((span) => wholeHandle(text, span))
    .sort((one, other) => one.start - other.start)
  const apart: MaskedSpan[] = []
  for (const span of spans) if (span.start >= (apart.at(-1)?.end ?? 0)) apart.push(span)
  return apart
}

/** A name inside a handle stands for the handle: "@quillonHelp" is the brand, as "@quillon" is. */
function wholeHandle(text: string, { start, end }: MaskedSpan): MaskedSpan {
  if (text[start - 1] !== '@') return { start, end }
  HANDLE_REST.lastIndex = end
  return { start: start - 1, end: end + (HANDLE_REST.exec(text)?.[0].length ?? 0) }
}

const HANDLE_REST = /[\p{L}\p{N}_]*/uy

const LONGEST_NAME = 60

/** A handle, a tag, or anything that does not begin with a small letter. */
function isNameLike(text: string, start: number): boolean {
  return !/^\p{Ll}/u.test(text.slice(start, start + 2)) || /[@#]/.test(text[start - 1] ?? '')
}
