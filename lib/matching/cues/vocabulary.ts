/**
 * The words that occur in a language's cues, each with a number, found by the letters of a text without
 * making a string of each word: half the time of reading a post went into those strings.
 */
export interface Vocabulary {
  /** The number of a word in the form of `foldWord`, given anew if it has none. For building. */
  add(word: string): number
  /** The number of the word in `letters[0 … length)`, or 0. For reading. */
  find(letters: Uint16Array, length: number): number
}

/** Symbols that are no word of a cue; words are numbered after them. */
export const SYMBOL = {
  /** A word of no cue. */
  word: 0,
  /** The same with a capital first. */
  name: 1,
  number: 2,
  /** An @handle or #tag of no cue. */
  tag: 3,
  first: 4,
} as const

/** Longer words are of no cue. */
export const LONGEST_WORD = 40

export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>()
  const words: string[] = []
  let slots = new Uint16Array(16_384)
  const place = (number: number) => {
    const word = words[number - SYMBOL.first] ?? ''
    let hash = SEED
    for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME)
    let slot = mixed(hash) & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = number
  }
  return {
    add(word) {
      const before = numbers.get(word)
      if (before !== undefined) return before
      const number = SYMBOL.first + words.length
      numbers.set(word, number)
      words.push(word)
      if (words.length * 3 > slots.length) {
        slots = new Uint16Array(slots.length * 2)
        for (let each = SYMBOL.first; each <= number; each += 1) place(each)
      } else place(number)
      return number
    },
    find(letters, length) {
      let hash = SEED
      for (let at = 0; at < length; at += 1) hash = Math.imul(hash ^ (letters[at] ?? 0), PRIME)
      for (let slot = mixed(hash) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
        const number = slots[slot] ?? 0
        if (number === 0) return 0
        const word = words[number - SYMBOL.first] ?? ''
        if (word.length !== length) continue
        let at = 0
        while (at < length && word.charCodeAt(at) === letters[at]) at += 1
        if (at === length) return number
      }
    },
  }
}

/** FNV-1a, with its high bits brought down. */
const SEED = 0x811c9dc5 | 0
const PRIME = 0x01000193

function mixed(hash: number): number {
  return hash ^ (hash >>> 15)
}
