import { chance, fillRun } from './anonymise-letters.ts'
import { hash } from './hash.ts'

/** Runs of letters and figures of a page, in lower case. */
export interface Words {
  /** In texts, addresses and labels: people's own. */
  readonly written: ReadonlySet<string>
  /** In all else: values of other attributes and their names, names of elements. */
  readonly present: ReadonlySet<string>
  /** Texts of one word: somebody's name, or what a button is called. */
  readonly alone: ReadonlySet<string>
}

export interface Filler {
  /** Filler for one run; a single letter or figure stays. `asHex`: a part of a number in base 16, also where it looks like none. */
  fillRun(run: string, asHex?: boolean): string
  /** The same, a single letter or figure too: spelled out they are somebody's number or name. */
  fillWhole(run: string): string
}

/** So many fillers are tried before one is taken that is in use: there are few of two letters. */
const TRIES = 40

/** Filler that is the same for the same run, another for another, and that nobody in the page wrote. */
export function createFiller(seed: number, { written, present }: Words): Filler {
  const given = new Map<string, string>()
  const taken = new Set<string>()

  function fillerOf(key: string, asHex: boolean): string {
    const kind = asHex ? `hex ${key}` : key
    const known = given.get(kind)
    if (known !== undefined) return known
    let filler = ''
    for (let tried = 0; tried < TRIES; tried++) {
      filler = fillRun(key, chance(hash(key, seed + tried)), asHex)
      const isThere = key.length > 2 && (written.has(filler) || present.has(filler))
      if (filler !== key && !taken.has(filler) && !isThere) break
    }
    given.set(kind, filler)
    taken.add(filler)
    return filler
  }

  function filled(run: string, asHex = false): string {
    if (SINGLE.test(run)) return run
    const characters = Array.from(run)
    const filler = Array.from(fillerOf(characters.map(folded).join(''), asHex))
    return characters
      .map((character, at) => {
        const letter = filler[at] ?? ''
        return character === folded(character) ? letter : letter.toUpperCase()
      })
      .join('')
  }

  return {
    fillRun: filled,
    fillWhole: (run) => (SINGLE.test(run) ? turned(run, seed) : filled(run)),
  }
}

const SINGLE = /^(?:\d|[a-z])$/i
/** Without the nought, which says nothing of anybody and means nobody where it is an id. */
const FIGURES = '123456789'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Another figure or letter, and another one for each: there are too few to draw lots. */
function turned(character: string, seed: number): string {
  if (character === '0') return character
  const row = FIGURES.includes(character) ? FIGURES : LETTERS
  const other = row[(row.indexOf(character.toLowerCase()) + 1 + (seed % (row.length - 1))) % row.length] ?? ''
  return character === character.toLowerCase() ? other : other.toUpperCase()
}

/** The lower case of one character, where that is one character too. */
function folded(character: string): string {
  const lower = character.toLowerCase()
  return Array.from(lower).length === 1 ? lower : character
}
