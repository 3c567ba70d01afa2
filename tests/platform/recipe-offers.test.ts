// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOffers } from '../../lib/platform/recipe-offers.ts'

const recipe = {
  version: 2,
  selectors: { post: 'article', author: 'a@href | .name', id: '@id' },
  expects: [{ selector: 'article', least: 1, on: ['thread'] }],
}
const good = { site: 'x', source: 'team', recipe }

describe('what the background tells of shipped recipes', () => {
  it('is kept by site, and told as new only when it is', () => {
    let changes = 0
    const offers = createOffers(() => changes++)
    expect(offers.of('x')).toEqual([])
    offers.take('x', [])
    expect(changes).toBe(0)
    offers.take('x', [good])
    const first = offers.of('x')
    expect(first).toEqual([good])
    offers.take('x', structuredClone([good]))
    expect(offers.of('x')).toBe(first)
    expect(changes).toBe(1)
    expect(offers.of('constructor')).toEqual([])
    offers.take('x', [])
    expect(offers.of('x')).toEqual([])
    expect(changes).toBe(2)
  })

  it.each([
    ['another source', { ...good, source: 'page' }],
    ['no recipe', { ...good, recipe: null }],
    ['a recipe that is a list', { ...good, recipe: [] }],
    ['a version that is none', { ...good, recipe: { ...recipe, version: '2' } }],
    ['a place that is code', { ...good, recipe: { ...recipe, selectors: { post: () => 'a' } } }],
    ['a place that this browser can’t parse', { ...good, recipe: { ...recipe, selectors: { post: 'a[' } } }],
    [
      'an expectation without a number',
      { ...good, recipe: { ...recipe, expects: [{ selector: 'a', on: ['thread'] }] } },
    ],
    ['no expectations', { ...good, recipe: { ...recipe, expects: null } }],
    ['attributes that are no text', { ...good, recipe: { ...recipe, watches: [1] } }],
    ['hosts that are none', { ...good, hosts: 'x.com' }],
  ])('is left out when it has %s, and the others stay', (_, bad) => {
    const offers = createOffers(() => undefined)
    offers.take('x', [bad, good])
    expect(offers.of('x')).toEqual([good])
  })

  it('may be anything at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        const offers = createOffers(() => undefined)
        offers.take('x', given)
        expect(offers.of('x')).toEqual([])
      }),
    )
  })
})
