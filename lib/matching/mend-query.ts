import { parseQuery } from './parse-query.ts'
import { type Mend, QUERY_LIMITS, type QueryProblem } from './query.ts'

/** The query with a mend applied. */
export function applyMend(text: string, { start, end, text: instead }: Mend): string {
  return text.slice(0, start) + instead + text.slice(end)
}

/** Does the query parse with this mend? */
export function isSound(text: string, mend: Mend): boolean {
  return parseQuery(applyMend(text, mend)).tree !== null
}

/**
 * The change that most likely mends a problem; null where only the author can know. After it this problem is
 * gone; others may remain.
 */
export function mendFor(text: string, problem: QueryProblem): Mend | null {
  const mend = proposed(text, problem)
  if (mend === null) return null
  const left = parseQuery(applyMend(text, mend)).problems
  const stays = left.some(({ code, start }) => code === problem.code && start === problem.start)
  return stays || left.some(({ code }) => code === 'empty') ? null : mend
}

function proposed(text: string, { code, start, end }: QueryProblem): Mend | null {
  const words = text.slice(start, end)
  const instead = (replacement: string): Mend => ({ start, end, text: replacement })
  const append = (mark: string): Mend => ({ start: text.length, end: text.length, text: mark })
  switch (code) {
    case 'bracket-not-closed':
      return append(')')
    case 'quote-not-closed':
      return append('"')
    case 'literal-not-closed':
      return append('`')
    case 'bracket-not-opened':
    case 'bracket-empty':
    case 'broken-text':
    case 'nothing-to-match':
      return without(text, start, end)
    case 'nothing-before':
    case 'nothing-after':
      return without(text, start, end)
    case 'wildcard-leading':
      return instead(words.replace(/^!?[*?]+/, ''))
    case 'wildcard-inner':
      return instead(words.replace(/\*(?=.)/g, '?'))
    case 'wildcard-short':
      return instead(words.replace(/[*?]/g, ''))
    case 'near-distance': {
      const [digits] = /\d+/.exec(words) ?? []
      const most = digits === undefined ? 5 : Math.min(Number(digits), QUERY_LIMITS.near)
      return instead(`NEAR/${most}${/f$/i.test(words) ? 'f' : ''}`)
    }
    case 'slop-range':
      return instead(words.replace(/~.*$/s, `~${QUERY_LIMITS.slop}`))
    default:
      return null
  }
}

/** Taken out, with one of the spaces around it. */
function without(text: string, start: number, end: number): Mend {
  return {
    start,
    end: text[end] === ' ' && (start === 0 || text[start - 1] === ' ') ? end + 1 : end,
    text: '',
  }
}
