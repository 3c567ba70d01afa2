import type { Features } from './features.ts'
import { hashOfWord, MASK } from './hash-words.ts'
import { placeIn, tableOf } from './number-table.ts'
import type { Lexicon } from './weights.ts'

/** What a post shows beside its words; each is there or not. How long it is, is not among them: that tells collections apart, not needs. */
export const SIGNS = [
  'question mark',
  'two question marks',
  'ends in a question mark',
  'exclamation mark',
  'two exclamation marks',
  'a word in capitals',
  'three words in capitals',
  'mostly capitals',
  'begins with a handle',
  'a handle later',
  'three handles',
  'a link',
  'two links',
  'a tag',
  'three tags',
  'a number',
  'money',
  'a picture',
  'three pictures',
  'dots',
  'several lines',
  'a good word',
  'good words',
  'many good words',
  'a bad word',
  'bad words',
  'many bad words',
  'good on the whole',
  'very good on the whole',
  'bad on the whole',
  'very bad on the whole',
  'good and bad words',
  'a good word near the brand',
  'a bad word near the brand',
  'begins with the brand',
  'speaks of oneself',
  'speaks to somebody',
] as const

const SIGN = Object.fromEntries(SIGNS.map((name, index) => [name, index])) as Record<
  (typeof SIGNS)[number],
  number
>

/** Signs found in the post read last, and whose they are. Holds until the next call. */
export interface Signs {
  /** 0 or 1 for each of SIGNS. */
  readonly found: Uint8Array
  /** The sum of the good words' valence, and of the bad ones', below zero. */
  good: number
  bad: number
  /** Valence of each word, after negation. */
  valence: Float32Array
}

const scratch: Signs = {
  found: new Uint8Array(SIGNS.length),
  good: 0,
  bad: 0,
  valence: new Float32Array(1_024),
}

/** A negated word counts against its valence, weaker (Hutto and Gilbert 2014). */
const NEGATION = -0.74

export function readSigns(features: Features, lexicon: Lexicon): Signs {
  const { found } = scratch
  found.fill(0)
  readLexicon(features, lexicon)
  signMarks(features, found)
  signValence(found)
  signNearness(features, found)
  return scratch
}

/** The word that a sign is shown at, −1 for none: its share of the score is that word's. */
export function signOwner(sign: number, { tally }: Features): number {
  if (sign <= SIGN['ends in a question mark']) return tally.firstQuestion
  if (sign <= SIGN['two exclamation marks']) return tally.firstExclamation
  if (sign === SIGN['a link'] || sign === SIGN['two links']) return tally.firstLink
  return sign === SIGN.money ? tally.firstMoney : -1
}

/** 1 where a sign comes from good words, −1 from bad ones, 0 from neither or both. */
export function signValenceOf(sign: number): number {
  if (sign >= SIGN['a good word'] && sign <= SIGN['many good words']) return 1
  if (sign >= SIGN['a bad word'] && sign <= SIGN['many bad words']) return -1
  if (sign === SIGN['good on the whole'] || sign === SIGN['very good on the whole']) return 1
  if (sign === SIGN['a good word near the brand']) return 1
  if (sign === SIGN['a bad word near the brand']) return -1
  return sign === SIGN['bad on the whole'] || sign === SIGN['very bad on the whole'] ? -1 : 0
}

const seen = new Set<number>()

function readLexicon(features: Features, lexicon: Lexicon): void {
  if (scratch.valence.length < features.words) scratch.valence = new Float32Array(features.starts.length)
  scratch.good = 0
  scratch.bad = 0
  seen.clear()
  for (let word = 0; word < features.words; word += 1) {
    let value = lexicon.valenceOf(features.plain[word] ?? 0)
    if (value !== 0) {
      const plain = features.plain[word] ?? 0
      // Said again, it is no better and no worse.
      if (seen.has(plain)) value = 0
      else if (features.negated[word] === 1) value *= NEGATION
      seen.add(plain)
    }
    scratch.valence[word] = value
    if (value > 0) scratch.good += value
    else scratch.bad += value
  }
}

function signMarks({ tally, words, plain, starts, ends }: Features, found: Uint8Array): void {
  const set = (sign: (typeof SIGNS)[number], holds: boolean): void => {
    if (holds) found[SIGN[sign]] = 1
  }
  set('question mark', tally.questions > 0)
  set('two question marks', tally.questions > 1)
  set('ends in a question mark', words > 0 && tally.questions > 0 && lastIsMark(plain, words, starts, ends))
  set('exclamation mark', tally.exclamations > 0)
  set('two exclamation marks', tally.exclamations > 1)
  set('a word in capitals', tally.capitals > 0)
  set('three words in capitals', tally.capitals > 2)
  set('mostly capitals', tally.capitals > 2 && tally.capitals * 2 > words)
  set('begins with a handle', tally.addressed)
  set('a handle later', tally.handles > (tally.addressed ? 1 : 0))
  set('three handles', tally.handles > 2)
  set('a link', tally.links > 0)
  set('two links', tally.links > 1)
  set('a tag', tally.tags > 0)
  set('three tags', tally.tags > 2)
  set('a number', tally.numbers > 0)
  set('money', tally.money > 0)
  set('a picture', tally.pictures > 0)
  set('three pictures', tally.pictures > 2)
  set('dots', tally.ellipses > 0)
  set('several lines', tally.lines > 1)
}

function lastIsMark(plain: Int32Array, words: number, starts: Int32Array, ends: Int32Array): boolean {
  // Links, handles and pictures may follow the question that a post ends in.
  for (let word = words - 1; word >= Math.max(0, words - 3); word -= 1) {
    const hash = plain[word] ?? 0
    if (hash === MASK.question) return true
    if (hash !== MASK.link && hash !== MASK.handle && (ends[word] ?? 0) - (starts[word] ?? 0) > 2)
      return false
  }
  return false
}

function signValence(found: Uint8Array): void {
  const { good, bad } = scratch
  const sum = good + bad
  if (good > 0.5) found[SIGN['a good word']] = 1
  if (good > 3) found[SIGN['good words']] = 1
  if (good > 6) found[SIGN['many good words']] = 1
  if (bad < -0.5) found[SIGN['a bad word']] = 1
  if (bad < -3) found[SIGN['bad words']] = 1
  if (bad < -6) found[SIGN['many bad words']] = 1
  if (sum > 1) found[SIGN['good on the whole']] = 1
  if (sum > 4) found[SIGN['very good on the whole']] = 1
  if (sum < -1) found[SIGN['bad on the whole']] = 1
  if (sum < -4) found[SIGN['very bad on the whole']] = 1
  if (good > 0.5 && bad < -0.5) found[SIGN['good and bad words']] = 1
}

const ONESELF = wordTable(
  'i im ive id my mine me we our us ours ich mein meine meinen meinem wir unser mir mich je j mon ma mes nous notre moi yo mi mis nos io mio mia noi eu meu minha nosso ik mijn wij ons',
)
const SOMEBODY = wordTable(
  'you your youre yours u du dein deine ihr euer tu ton vous votre usted tus vosotros voi lei voce voces jij jullie uw',
)

function wordTable(words: string) {
  return tableOf(words.split(' ').map(hashOfWord))
}

/** Words between a good or bad word and the brand that it may be said of. */
const NEAR = 6

/** A fault beside the brand's name is more often its own than one in a tale of something else; handles are mostly brands. */
function signNearness({ words, plain }: Features, found: Uint8Array): void {
  const { valence } = scratch
  let brand = Number.NEGATIVE_INFINITY
  let [good, bad] = [brand, brand]
  for (let word = 0; word < words; word += 1) {
    const hash = plain[word] as number
    if (hash === MASK.brand || hash === MASK.handle) {
      brand = word
      if (word < 2) found[SIGN['begins with the brand']] = 1
    } else if (placeIn(ONESELF, hash) >= 0) found[SIGN['speaks of oneself']] = 1
    else if (placeIn(SOMEBODY, hash) >= 0) found[SIGN['speaks to somebody']] = 1
    const value = valence[word] as number
    if (value > 0) good = word
    else if (value < 0) bad = word
    if (Math.abs(brand - good) <= NEAR) found[SIGN['a good word near the brand']] = 1
    if (Math.abs(brand - bad) <= NEAR) found[SIGN['a bad word near the brand']] = 1
  }
}
