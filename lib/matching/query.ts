/** The tree of a topic's query. `and` and `or` hold two parts at least. */
export type Query = Term | AllOf | AnyOf | Not

interface AllOf {
  readonly kind: 'and'
  readonly parts: readonly Query[]
}

interface AnyOf {
  readonly kind: 'or'
  readonly parts: readonly Query[]
}

interface Not {
  readonly kind: 'not'
  readonly part: Query
}

/** Something to look for in a post. */
export interface Term {
  /**
   * `word`: a whole word, or words joined by punctuation. `phrase`: words in order. `literal`: symbols
   * and accents count. `handle`, `tag`: `text` is without its @ or #.
   */
  readonly kind: 'word' | 'phrase' | 'literal' | 'handle' | 'tag'
  readonly text: string
  /** Written with `!`: upper and lower case as given. Words, phrases and literals only. */
  readonly exactCase: boolean
  /** Written with a trailing `*`: words that begin so. Words only. */
  readonly prefix: boolean
}

/** Why a query, or a part of it, cannot be used. Offsets are UTF-16 units of the query, end exclusive. */
export interface QueryProblem {
  readonly start: number
  readonly end: number
  readonly code: QueryProblemCode
  /** What is wrong and how to mend it, in plain English; screens translate by `code`. */
  readonly hint: string
}

export const QUERY_HINTS = {
  empty: 'The query is empty. Write at least one word to look for.',
  'too-long': 'The query is longer than 10,000 characters. Split it into several topics.',
  'broken-text': 'This character is damaged. Delete it and type it again.',
  'too-deep': 'Brackets or NOTs are nested more than 50 deep. Take some away.',
  'bracket-not-closed': 'This bracket is never closed. Add a ")".',
  'bracket-not-opened': 'This bracket was never opened. Delete it, or add a "(" before it.',
  'bracket-empty': 'There is nothing in these brackets. Write a word in them, or delete them.',
  'quote-not-closed': 'This quotation mark has no partner. Add one at the end of the phrase.',
  'literal-not-closed': 'This backtick has no partner. Add one at the end.',
  'nothing-to-match': 'There is no letter, digit or emoji here to look for. Write one, or delete this.',
  'term-too-long': 'This is longer than 200 characters or 20 words. Shorten it to the words that matter.',
  'nothing-before': 'This operator has nothing on its left. Write a word before it, or put it in quotes.',
  'nothing-after': 'This operator has nothing on its right. Write a word after it, or put it in quotes.',
  'matches-everything':
    'This would match posts by what they lack. Add a word that must be there, and AND before NOT.',
  'wildcard-leading': 'A * may stand only at the end of a word. Write the beginning of the word.',
  'wildcard-inner': 'A * or ? inside a word is not possible yet. Write the spellings with OR.',
  'wildcard-short': 'A * needs at least three letters before it.',
  'not-yet': 'This is not possible yet. Put it in quotes to look for the words themselves.',
} as const

export type QueryProblemCode = keyof typeof QUERY_HINTS

/** A remark that does not keep the query from working. */
export interface QueryRemark {
  readonly start: number
  readonly end: number
  readonly code: QueryRemarkCode
  readonly hint: string
}

export const QUERY_REMARKS = {
  'lower-case-operator': 'Operators are written in capitals. As it stands, this is a word to look for.',
  'mixed-operators': 'AND is read before OR here. Add brackets to show which words belong together.',
} as const

export type QueryRemarkCode = keyof typeof QUERY_REMARKS

/**
 * Longest query and longest term, in UTF-16 units, most words in a term, and the deepest nesting. The
 * limits of a term bound what a hostile post can make the matcher do for each of its words.
 */
export const QUERY_LIMITS = { query: 10_000, term: 200, words: 20, depth: 50 } as const
