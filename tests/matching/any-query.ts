import fc from 'fast-check'
import type { Field, Query, Term } from '../../lib/matching/query.ts'

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/)

function term(kind: Term['kind'], text: fc.Arbitrary<string>): fc.Arbitrary<Term> {
  return fc.record({
    kind: fc.constant(kind),
    text,
    exactCase: fc.constant(false),
    prefix: fc.constant(false),
    wild: fc.constant(false),
    slop: fc.constant(null),
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
      'title:grinder',
      'NEARLY',
    ),
  ),
  term('word', fc.constantFrom('gr?nder', 'b??k5', 'm?hl')).map((one) => ({ ...one, wild: true })),
  term('word', fc.constantFrom('gr?nd', 'c?fe')).map((one) => ({ ...one, wild: true, prefix: true })),
  term('word', fc.constantFrom('grind', 'coffee')).map((one) => ({ ...one, prefix: true })),
  term('word', fc.constantFrom('NASA', 'Apple')).map((one) => ({ ...one, exactCase: true })),
  term(
    'phrase',
    fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  ),
  term('phrase', fc.constantFrom('AND', 'a (b', 'NOT `this`', 'x OR y', '-no', '@quillon')),
  term('phrase', fc.constantFrom('NEAR/3', 'SENT', 'in:x')),
  term('phrase', word).map((one) => ({ ...one, exactCase: true })),
  term('phrase', fc.constantFrom('hand grind', 'coffee')).map((one) => ({ ...one, prefix: true })),
  term('phrase', fc.constantFrom('gr?nder hand', 'the b??k5')).map((one) => ({ ...one, wild: true })),
  term('phrase', fc.constantFrom('gr?nd by h')).map((one) => ({ ...one, wild: true, prefix: true, slop: 2 })),
  fc
    .tuple(
      term(
        'phrase',
        fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
      ),
      fc.nat(10),
      fc.boolean(),
    )
    .map(([one, slop, exactCase]) => ({ ...one, slop, exactCase })),
  term('literal', fc.constantFrom('C++', "Levi's", '"x" (y)', '.NET', 'a  b')),
  term('literal', word).map((one) => ({ ...one, exactCase: true })),
  term('handle', fc.constantFrom('quillon', 'quillon_care', 'quillon.example', 'quillon@town.example')),
  term('tag', fc.constantFrom('quillon', 'Hand_Grinder', 'コーヒー')),
)

function field(name: Field['name'], ...values: string[]): fc.Arbitrary<Field> {
  const test =
    name === 'last' || name === 'age'
      ? fc.constantFrom('<' as const, '>' as const)
      : fc.constant(':' as const)
  return fc.record({
    kind: fc.constant('field' as const),
    name: fc.constant(name),
    test,
    value: fc.constantFrom(...values),
  })
}

/** Any field that a query can say. */
export const anyField: fc.Arbitrary<Field> = fc.oneof(
  field('author', 'ana', '@ana@town.example', 'Ana (Slow) Pour', 'Zoë'),
  field('in', 'espresso', 'r/coffee', 'Home Barista', 'AND'),
  field('url', 'forum.example/t/1?page=2', 'a b'),
  field('site', 'reddit', 'town.example'),
  field('lang', 'de', 'pt-BR'),
  field('type', 'post', 'comment'),
  field('is', 'reply'),
  field('to', 'us'),
  field('known', 'yes', 'no'),
  field('tag', 'vip', 'met at a fair'),
  field('last', '30d', '2w'),
  field('age', '1y', '12m', '6w'),
)

/** Any tree over the given terms and fields. `plain`: without NEAR and SENT. */
export function anyTree(
  terms: fc.Arbitrary<Term>,
  fields?: fc.Arbitrary<Field>,
  plain = false,
): fc.Arbitrary<Query> {
  const { tree } = fc.letrec<{ tree: Query; side: Query }>((tie) => {
    const parts = fc.array(tie('tree'), { minLength: 2, maxLength: 4 })
    const near = fc.record({
      kind: fc.constant('near' as const),
      left: tie('side'),
      right: tie('side'),
      most: fc.oneof(fc.nat(5), fc.constant(100)),
      ordered: fc.boolean(),
    })
    const sentence = fc.record({
      kind: fc.constant('sentence' as const),
      left: tie('side'),
      right: tie('side'),
    })
    return {
      tree: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fields === undefined ? terms : fc.oneof(terms, terms, fields),
        fc.record({ kind: fc.constant('and' as const), parts }),
        fc.record({ kind: fc.constant('or' as const), parts }),
        fc.record({ kind: fc.constant('not' as const), part: tie('tree') }),
        ...(plain ? [] : [near, sentence]),
      ),
      side: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        terms,
        fc.record({
          kind: fc.constant('or' as const),
          parts: fc.array(tie('side'), { minLength: 2, maxLength: 3 }),
        }),
        near,
        sentence,
      ),
    }
  })
  return tree
}
