import { FIRST_PAIR, foldUnit, JOINER, LAST_PAIR, MARKS, NOTHING, PAIRS } from './fold-unit.ts'
import type { Writing } from './read-words.ts'

/**
 * A word of a shape in the form in which words of texts are compared. Throws where a text would read it
 * as two words: a hyphen in it, or an apostrophe in a language that parts words there.
 */
export function foldWord(word: string, { parted }: Writing): string {
  if (PLAIN.test(word)) return word
  if (!/\p{L}/u.test(word) || word === '/s' || MARKS.some((mark) => mark === word)) return word
  let folded = word.startsWith('#') || word.startsWith('@') ? word.charAt(0) : ''
  for (let at = folded.length; at < word.length; at += 1) {
    const unit = foldUnit(word.charCodeAt(at))
    if (unit >= 0x30) folded += String.fromCharCode(unit)
    else if (unit >= FIRST_PAIR && unit <= LAST_PAIR) folded += PAIRS[unit - FIRST_PAIR]
    else if ((unit !== JOINER || parted) && unit !== NOTHING) throw new Error(`Not one word: ${word}`)
  }
  return folded
}

const PLAIN = /^[a-z0-9]+$/
