import { AhoCorasick as FastAhoCorasick } from '@monyone/aho-corasick/fast'
import PlainAhoCorasick from 'ahocorasick'
import { compileTerms } from '../../lib/matching/match-terms.ts'
import { scannable } from '../../lib/matching/scanned-text.ts'

/** Something that looks for terms in a post. All hits are counted, not only the first. */
export interface Method {
  readonly name: string
  count(post: string): number
  /** Does the post hold a term as a word? Where words are told apart in the method's own way. */
  holds(post: string): boolean
}

export function own(terms: readonly string[]): Method {
  const matcher = compileTerms(terms.map((text) => ({ kind: 'words', text, prefix: false, plurals: false })))
  const count = (post: string) => {
    let hits = 0
    matcher.scan(scannable(post), () => {
      hits += 1
    })
    return hits
  }
  return { name: 'own', count, holds: (post) => count(post) > 0 }
}

/** The price of looking at every unit once and doing nothing with it. */
export const charCodes: Method = {
  name: 'charCodeAt loop',
  count(post) {
    let sum = 0
    for (let at = 0; at < post.length; at += 1) sum += post.charCodeAt(at)
    return sum
  },
  holds: () => true,
}

export function indexOf(terms: readonly string[]): Method {
  const count = (post: string) => {
    const lower = post.toLowerCase()
    let hits = 0
    for (const term of terms)
      for (let at = lower.indexOf(term); at !== -1; at = lower.indexOf(term, at + 1))
        hits += isWhole(lower, at, at + term.length) ? 1 : 0
    return hits
  }
  return { name: 'indexOf', count, holds: (post) => count(post) > 0 }
}

export function wordRegExp(terms: readonly string[]): Method {
  return fromRegExp('RegExp with \\b', new RegExp(`\\b(?:${longestFirst(terms).join('|')})\\b`, 'gi'))
}

export function unicodeRegExp(terms: readonly string[]): Method {
  const expression = `(?<![\\p{L}\\p{N}])(?:${longestFirst(terms).join('|')})(?![\\p{L}\\p{N}])`
  return fromRegExp('RegExp correct for Unicode', new RegExp(expression, 'giu'))
}

function longestFirst(terms: readonly string[]): string[] {
  return [...terms].sort((one, other) => other.length - one.length)
}

function fromRegExp(name: string, expression: RegExp): Method {
  const count = (post: string) => {
    let hits = 0
    expression.lastIndex = 0
    while (expression.exec(post) !== null) hits += 1
    return hits
  }
  return { name, count, holds: (post) => count(post) > 0 }
}

export function fastAhoCorasick(terms: readonly string[]): Method {
  const found = new FastAhoCorasick([...terms])
  return {
    name: '@monyone/aho-corasick',
    count: (post) => found.matchInText(post.toLowerCase()).length,
    holds(post) {
      const lower = post.toLowerCase()
      return found.matchInText(lower).some(({ begin, end }) => isWhole(lower, begin, end))
    },
  }
}

export function plainAhoCorasick(terms: readonly string[]): Method {
  const found = new PlainAhoCorasick([...terms])
  return {
    name: 'ahocorasick',
    count: (post) => found.search(post.toLowerCase()).length,
    holds(post) {
      const lower = post.toLowerCase()
      return found
        .search(lower)
        .some(([last, words]) => words.some((word) => isWhole(lower, last + 1 - word.length, last + 1)))
    },
  }
}

function isWhole(text: string, start: number, end: number): boolean {
  return !/[a-z0-9]/.test(text[start - 1] ?? ' ') && !/[a-z0-9]/.test(text[end] ?? ' ')
}
