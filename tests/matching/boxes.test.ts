import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxesFromQuery, queryFromBoxes } from '../../lib/matching/boxes.ts'
import { parseQuery } from '../../lib/matching/parse-query.ts'

describe('the three boxes', () => {
  it('write a query', () => {
    const any = ['quillon', '@quillon', '#quillon']
    expect(queryFromBoxes({ any, all: ['hand grinder'], none: ['sword', 'hilt'] })).toBe(
      '(quillon OR @quillon OR #quillon) AND "hand grinder" AND NOT (sword OR hilt)',
    )
    expect(queryFromBoxes({ any: ['quillon'], all: [], none: ['sword'] })).toBe('quillon AND NOT sword')
    expect(queryFromBoxes({ any: ['quillon', ' '], all: [], none: [] })).toBe('quillon')
    expect(queryFromBoxes({ any: [], all: [], none: [] })).toBe('')
  })

  it('take what looks like an operator for words', () => {
    expect(queryFromBoxes({ any: ['OR', 'a OR b', '-c', 'say "hi" now'], all: [], none: [] })).toBe(
      '"OR" OR "a OR b" OR "-c" OR "say hi now"',
    )
  })

  it('are filled in from a query that fits them', () => {
    expect(boxesFromQuery('(quillon OR @quillon) "hand grinder" NOT (sword OR hilt) -blade')).toEqual({
      any: ['quillon', '@quillon'],
      all: ['hand grinder'],
      none: ['sword', 'hilt', 'blade'],
    })
    expect(boxesFromQuery('"grinder"')).toEqual({ any: ['"grinder"'], all: [], none: [] })
  })

  it.each(['(a OR b) (c OR d)', 'a OR (b c)', 'a NOT (b c)', 'a (', 'a NOT NOT b'])(
    'stay out of the way of %s, which says more than they can',
    (query) => {
      expect(boxesFromQuery(query)).toBeNull()
    },
  )

  it('write the same query again after reading it', () => {
    const entry = fc.oneof(
      fc.constantFrom(
        'quillon',
        '@quillon',
        '#quillon',
        'hand grinder',
        'C++',
        '"x"',
        'OR',
        'grind*',
        '!NASA',
        '-x',
      ),
      fc.stringMatching(/^[a-z]{1,5}( [a-z]{1,5})?$/),
    )
    const entries = fc.array(entry, { maxLength: 4 })
    fc.assert(
      fc.property(entries, entries, entries, (any, all, none) => {
        const query = queryFromBoxes({ any, all, none })
        fc.pre(parseQuery(query).tree !== null)
        const boxes = boxesFromQuery(query)
        expect(boxes).not.toBeNull()
        if (boxes !== null) expect(queryFromBoxes(boxes)).toBe(query)
      }),
    )
  })
})
