/** The tree of a topic's query. `and` and `or` hold two parts at least. */
export type Query = Term | Field | AllOf | AnyOf | Not | Near | SameSentence

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

/** Each side holds terms, alternatives of terms, and further `near` and `sentence`; nothing else. */
interface Near {
  readonly kind: 'near'
  readonly left: Query
  readonly right: Query
  /** Most words that may stand between the two. */
  readonly most: number
  /** Written with an f: the left side comes first. */
  readonly ordered: boolean
}

/** Both sides in one sentence. Sides as of `near`. */
interface SameSentence {
  readonly kind: 'sentence'
  readonly left: Query
  readonly right: Query
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
  /** Written with a trailing `*`: words that begin so; of a phrase, its last word does. Words and phrases only. */
  readonly prefix: boolean
  /** Each `?` in `text` stands for one letter or digit. Words and phrases only. */
  readonly wild: boolean
  /**
   * Null: the words follow one another. A number, written `~n`: they stand in any order, with so many other
   * words among them at most. Phrases only.
   */
  readonly slop: number | null
}

/** What must be known of a post beside its words. */
export interface Field {
  readonly kind: 'field'
  readonly name: FieldName
  /** `:` for most; `<` and `>` compare a length of time. */
  readonly test: ':' | '<' | '>'
  /** As its author wrote it, without quotation marks. */
  readonly value: string
}

/** Fields that point at few posts: one of them may stand alone, and it explains the match. */
export const NARROW_FIELDS = ['author', 'in', 'url', 'to', 'tag'] as const
/** Fields that half of all posts satisfy. */
const BROAD_FIELDS = ['site', 'lang', 'type', 'is', 'known', 'last', 'age'] as const

export type FieldName = (typeof NARROW_FIELDS)[number] | (typeof BROAD_FIELDS)[number]

/** Is it something to look for, and neither a field nor made of parts? */
export function isTerm(query: Query): query is Term {
  return 'text' in query
}

/** The parts of a node, from left to right. */
export function childrenOf(tree: Query): readonly Query[] {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return tree.parts
    case 'not':
      return [tree.part]
    case 'near':
    case 'sentence':
      return [tree.left, tree.right]
    default:
      return []
  }
}

/** A place in a query: UTF-16 units, end exclusive. */
export interface QueryPlace {
  readonly start: number
  readonly end: number
}

/** A change of the query's text: what stands between `start` and `end` becomes `text`. */
export interface Mend extends QueryPlace {
  readonly text: string
}

/** Why a query, or a part of it, cannot be used. */
export interface QueryProblem extends QueryPlace {
  readonly code: QueryProblemCode
  /** What is wrong and how to mend it, in plain English; screens translate by `code`. */
  readonly hint: string
}

export const QUERY_HINTS = {
  empty: 'The query is empty. Write at least one word to look for.',
  'too-long': 'The query is longer than 10,000 characters. Split it into several topics.',
  'broken-text': 'This character is damaged. Delete it and type it again.',
  'too-deep': 'Brackets, NOTs or NEARs are nested more than 50 deep. Take some away.',
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
    'This would match posts by what they lack, or by their kind alone. Add a word that must be there, and AND before NOT.',
  'wildcard-leading': 'A * or ? cannot begin a word. Write the beginning of the word.',
  'wildcard-inner': 'A * may stand only at the end of a word. For one unknown letter inside it write ?.',
  'wildcard-short': 'A word with * or ? needs three letters or digits at least beside it.',
  'wildcard-quoted':
    'In quotes a * may stand only at the end of the last word. Join the words with NEAR/0f instead, or use backticks where the sign itself is meant.',
  'wildcard-name':
    'A handle or tag is found whole, without * and ?. Write quil* for all words, handles and tags that begin so.',
  'near-distance':
    'NEAR needs a number from 0 to 100: how many words may stand between. Write NEAR/5, or NEAR/5f for this order.',
  'near-side':
    'On each side of NEAR and SENT stands a word, a phrase, or several of them with OR in brackets. Take fields and AND out of it.',
  'near-not': 'NEAR and SENT need words on both sides. Write NOT before brackets around the whole of it.',
  'slop-range': 'A ~ takes a number from 0 to 10 and stands after a phrase in quotes.',
  'field-value':
    'This field does not take that value. Examples: lang:de, type:post, type:comment, is:reply, to:us, known:yes, known:no, last>30d, age<7d.',
  'field-address':
    'This field takes a name, not an address. For a part of an address write url:forum.example/t, for a whole site site:forum.example.',
  'field-site': 'No site is called so. Write its id, as site:reddit, or its host, as site:forum.example.',
  'field-wildcard': 'A field takes no * or ?. Write the whole name, or a part of an address with url:.',
  'field-never': 'Nothing is less than no time ago. Write how long at most, as age<7d.',
} as const

export type QueryProblemCode = keyof typeof QUERY_HINTS

/** A remark that does not keep the query from working. */
export interface QueryRemark extends QueryPlace {
  readonly code: QueryRemarkCode
  readonly hint: string
  /** What would answer the remark; null where only the author can know. */
  readonly mend: Mend | null
}

export const QUERY_REMARKS = {
  'lower-case-operator': 'Operators are written in capitals. As it stands, this is a word to look for.',
  'misspelt-operator': 'This looks like an operator of another name. As it stands, it is a word to look for.',
  'mixed-operators': 'AND is read before OR here. Add brackets to show which words belong together.',
  'touching-capitals':
    'These words are found anywhere in a post. Put quotes around them if they are one name.',
  'common-word':
    'This is an ordinary word too, and alone it finds posts about other things. Add words that go with it, or NOT with words that do not.',
  'long-list': 'This list has more than 50 entries. Several topics are easier to keep true.',
  'excludes-wanted': 'What stands after NOT is also asked for. That part of the query finds nothing.',
  'needless-not': 'This NOT excludes nothing: a post cannot be both.',
  duplicate: 'This is found already by another part of the same list.',
  'symbols-dropped':
    'As it stands, the signs in this do not count, and it finds letters alone. Put it in backticks to find it as written.',
  'mark-for-not':
    'A ! asks for capitals as written, and leaves nothing out. To leave this out, write - or NOT before it.',
  'single-quotes':
    'Single quotes do not join words: these are found anywhere in a post. Put double quotes around them if they are one phrase.',
  commas: 'Commas make no list: all of these words must be there. Write OR between them if one is enough.',
  'unknown-field': 'There is no field of this name. As it stands, these are words to look for.',
  'box-list':
    'Commas make no list. As it stands, these words are looked for one after the other, as one phrase.',
  'box-query':
    'A line of a box is one word or phrase. As it stands, this is looked for as it is written; operators and fields have their place in the query.',
} as const

export type QueryRemarkCode = keyof typeof QUERY_REMARKS

/**
 * Longest query and longest term, in UTF-16 units, most words in a term, deepest nesting, and the largest
 * numbers after NEAR and ~. The limits of a term bound what a hostile post can make the matcher do for each
 * of its words.
 */
export const QUERY_LIMITS = { query: 10_000, term: 200, words: 20, depth: 50, near: 100, slop: 10 } as const
