/** Invented posts and names, the same in every run: a seeded generator and two lists of words. */
const SYLLABLES =
  'ba bre cor da del dra fen fi gal gri ho jun ka kel lo lum ma mir nev no or pel pra quil ra rin sa sol ta tri ul ven wi yar zo'.split(
    ' ',
  )
const WORDS =
  'a about after all am and any are as at back be because been but by can come day did do even first for from get give go good have he her here him his how i if in into is it its just know like look make me more most my new no not now of on one only or other our out over people say see she so some take than that the their them then there these they thing think this time to two up us use want was way we well what when which who will with work would year you your'.split(
    ' ',
  )
const ENDS = ['. ', '! ', '? ', ', ']
/** What makes three posts of ten more than Latin-1: most of it emoji and typographers' quotes. */
const WIDE = ['😂', '🔥🔥', '❤️', '…', '’s', '“so”', '👩‍🚀', '— ', '咖啡', 'кофе', '日本の豆']

export type Random = () => number

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T
}

/** Made of two to four syllables: many begin alike, as names do. */
export function makeName(random: Random): string {
  let name = ''
  for (let left = 2 + Math.floor(random() * 3); left > 0; left -= 1) name += pick(random, SYLLABLES)
  return name
}

/** So many different names; one in ten is two words. */
export function makeTerms(random: Random, count: number): string[] {
  const terms = new Set<string>()
  while (terms.size < count)
    terms.add(random() < 0.1 ? `${makeName(random)} ${makeName(random)}` : makeName(random))
  return [...terms]
}

/** So many names, the same in every run. */
export function listOf(count: number): string[] {
  return makeTerms(randomFrom(count), count)
}

interface PostShape {
  /** How often a word is one of these, and how often it is a name that nobody looks for. */
  readonly named: readonly string[]
  readonly share: number
  /** Nothing but letters, spaces and stops. */
  readonly plain: boolean
}

/** Posts of about 90 characters. */
export function makePosts(random: Random, count: number, { named, share, plain }: PostShape): string[] {
  return Array.from({ length: count }, () => {
    const length = 40 + random() * 100
    const words: string[] = []
    const wide = !plain && random() < 0.3
    for (let at = 0; at < length; ) {
      const word =
        random() < share ? pick(random, named) : random() < 0.08 ? makeName(random) : pick(random, WORDS)
      const sign = plain ? 1 : random()
      const shown = random() < 0.1 ? word.charAt(0).toUpperCase() + word.slice(1) : word
      const whole = `${sign < 0.012 ? '@' : sign < 0.024 ? '#' : ''}${shown}${random() < 0.12 ? pick(random, ENDS) : ' '}`
      words.push(whole)
      at += whole.length
    }
    if (wide) words.splice(Math.floor(random() * words.length), 0, `${pick(random, WIDE)} `)
    return words.join('')
  })
}
