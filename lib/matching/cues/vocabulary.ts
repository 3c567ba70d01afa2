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
  /** In pairs: the hash of a word, and its number, 0 where the slot is free. */
  let slots = new Int32Array(32_768)
  const place = (number: number) => {
    const word = words[number - SYMBOL.first] ?? ''
    let hash = SEED
    for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME)
    let slot = slotOf(hash, slots)
    while (slots[slot + 1] !== 0) slot = (slot + 2) & (slots.length - 1)
    slots[slot] = hash
    slots[slot + 1] = number
  }
  return {
    add(word) {
      const before = numbers.get(word)
      if (before !== undefined) return before
      const number = SYMBOL.first + words.length
      numbers.set(word, number)
      words.push(word)
      if (words.length * 6 > slots.length) {
        slots = new Int32Array(slots.length * 2)
        for (let each = SYMBOL.first; each <= number; each += 1) place(each)
      } else place(number)
      return number
    },
    find(letters, length) {
      let hash = SEED
      for (let at = 0; at < length; at += 1) hash = Math.imul(hash ^ (letters[at] as number), PRIME)
      for (let slot = slotOf(hash, slots); ; slot = (slot + 2) & (slots.length - 1)) {
        const number = slots[slot + 1] as number
        if (number === 0) return 0
        // Two words of one hash are rare and not ruled out: the letters decide.
        if (slots[slot] === hash && isWord(words[number - SYMBOL.first] ?? '', letters, length)) return number
      }
    },
  }
}

function isWord(word: string, letters: Uint16Array, length: number): boolean {
  if (word.length !== length) return false
  for (let at = 0; at < length; at += 1) if (word.charCodeAt(at) !== letters[at]) return false
  return true
}

function slotOf(hash: number, slots: Int32Array): number {
  return (mixed(hash) * 2) & (slots.length - 1)
}

/** FNV-1a, with its high bits brought down. */
const SEED = 0x811c9dc5 | 0
const PRIME = 0x01000193

function mixed(hash: number): number {
  return hash ^ (hash >>> 15)
}
