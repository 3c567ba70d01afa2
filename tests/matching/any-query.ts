import fc from 'fast-check'
import type { Query, Term } from '../../lib/matching/query.ts'

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/)

function term(kind: Term['kind'], text: fc.Arbitrary<string>): fc.Arbitrary<Term> {
  return fc.record({
    kind: fc.constant(kind),
    text,
    exactCase: fc.constant(false),
    prefix: fc.constant(false),
  })
}

/** Any term that a query can say. */
export const anyTerm: fc.Arbitrary<Term> = fc.oneof(
  term('word', word),
  term(
    'word',
    fc.constantFrom(
      "don't",
      'AT&T',
      'hand-grinder',
      'ünï',
      '咖啡',
      '🔥',
      'and',
      'c3po.',
      'https://a.example/?q=1',
    ),
  ),
  term('word', fc.constantFrom('grind', 'coffee')).map((one) => ({ ...one, prefix: true })),
  term('word', fc.constantFrom('NASA', 'Apple')).map((one) => ({ ...one, exactCase: true })),
  term(
    'phrase',
    fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  ),
  term('phrase', fc.constantFrom('AND', 'a (b', 'NOT `this`', 'x OR y', '-no', '@quillon')),
  term('phrase', word).map((one) => ({ ...one, exactCase: true })),
  term('literal', fc.constantFrom('C++', "Levi's", '"x" (y)', '.NET', 'a  b')),
  term('literal', word).map((one) => ({ ...one, exactCase: true })),
  term('handle', fc.constantFrom('quillon', 'quillon_care', 'quillon.example', 'quillon@town.example')),
  term('tag', fc.constantFrom('quillon', 'Hand_Grinder', 'コーヒー')),
)

/** Any tree over the given terms. */
export function anyTree(terms: fc.Arbitrary<Term>): fc.Arbitrary<Query> {
  const { tree } = fc.letrec<{ tree: Query }>((tie) => {
    const parts = fc.array(tie('tree'), { minLength: 2, maxLength: 4 })
    return {
      tree: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        terms,
        fc.record({ kind: fc.constant('and' as const), parts }),
        fc.record({ kind: fc.constant('or' as const), parts }),
        fc.record({ kind: fc.constant('not' as const), part: tie('tree') }),
      ),
    }
  })
  return tree
}
