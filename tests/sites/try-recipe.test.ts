// @vitest-environment happy-dom
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { RecipeSchema } from '../../lib/model/recipe.ts'
import { hackernews } from '../../lib/sites/hackernews.site.ts'
import { openPage } from '../../lib/sites/page-address.ts'
import { read } from '../../lib/sites/read.ts'
import { redditOld } from '../../lib/sites/reddit-old.site.ts'
import type { Recipe, Site } from '../../lib/sites/site.ts'
import { compare, judge, type Offer, offersFor, siteWith, type Verdict } from '../../lib/sites/try-recipe.ts'
import { wordpress } from '../../lib/sites/wordpress.site.ts'
import { runs } from '../support/runs.ts'
import { THREAD, thing, thread } from './watch-setup.ts'

const repaired = (more: Partial<Recipe['selectors']> = {}, rest: Partial<Recipe> = {}): Recipe => ({
  ...redditOld.recipe,
  version: redditOld.recipe.version + 1,
  selectors: { ...redditOld.recipe.selectors, ...(more as Recipe['selectors']) },
  ...rest,
})

function verdictOf(recipe: Recipe, site: Site = redditOld): Verdict {
  const page = openPage(document, new URL(THREAD), site.recipe)
  const steps = compare(site, page, recipe)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('a repaired recipe beside the packaged one', () => {
  it('is as good when it reads the same, and no better for finding nothing more', () => {
    document.body.innerHTML = thread(thing('a', 'one'), thing('b', 'two'))
    expect(verdictOf(repaired())).toBe('at-least')
  })

  it('reads less when it misses posts, or any part of them', () => {
    document.body.innerHTML = thread(thing('a', 'one'), thing('b', 'two'))
    const names = Object.keys(redditOld.recipe.selectors)
    const verdicts = names.map((name) => verdictOf(repaired({ [name]: 'nowhere-to-be-found' })))
    expect(verdicts).toContain('less')
    expect(verdictOf(repaired(Object.fromEntries(names.map((name) => [name, 'gone']))))).toBe('less')
  })

  it('is neither taken nor refused on a page that shows nothing, or when its own expectations do not hold', () => {
    expect(verdictOf(repaired())).toBe('unsure')
    document.body.innerHTML = thread(thing('a', 'one'))
    const expects = [{ selector: '.new-layout', least: 1, on: ['thread' as const] }]
    expect(verdictOf(repaired({}, { expects }))).toBe('unsure')
  })

  it('is judged by the sum where the packaged one no longer finds what it expects', () => {
    const full = { posts: 10, authors: 10, texts: 10, times: 10, permalinks: 10, whole: true, holds: true }
    const broken = { ...full, authors: 0, times: 0, holds: false }
    expect(judge(broken, { ...full, posts: 9, texts: 9, permalinks: 9, authors: 9, times: 9 })).toBe(
      'at-least',
    )
    expect(judge(full, { ...full, texts: 9 })).toBe('less')
    expect(judge(full, { ...full, texts: 9, authors: 12 })).toBe('less')
    expect(judge(broken, { ...full, posts: 0, authors: 0, texts: 0, times: 0, permalinks: 0 })).toBe('less')
  })

  it('looks at sixty posts of a page of a thousand, and still tells that most are missing', () => {
    const many = Array.from({ length: 1_000 }, (_, n) => thing(`c${n}`, `words ${n}`))
    document.body.innerHTML = thread(...many)
    const page = openPage(document, new URL(THREAD), redditOld.recipe)
    const steps = compare(redditOld, page, repaired())
    let count = 0
    let step = steps.next()
    for (; !step.done; step = steps.next()) count++
    expect(step.value).toBe('at-least')
    expect(count).toBeLessThanOrEqual(120)
    const few = Object.fromEntries(
      Object.entries(redditOld.recipe.selectors)
        .filter(([, place]) => place.startsWith('.thing'))
        .map(([name]) => [name, '.thing:nth-child(-n+100)']),
    )
    expect(Object.keys(few)).not.toEqual([])
    expect(verdictOf(repaired(few))).toBe('less')
  })
})

describe('which recipe is tried first', () => {
  const offer = (version: number, source: Offer['source'], more: Partial<Offer> = {}): Offer => ({
    source,
    recipe: repaired({}, { version }),
    ...more,
  })
  const order = (...offers: readonly Offer[]) =>
    offersFor(redditOld, new URL(THREAD), offers).map(({ source, recipe }) => `${source} ${recipe.version}`)

  it('is the newest, the team’s before the release list’s', () => {
    expect(order(offer(7, 'release'), offer(8, 'release'), offer(8, 'team'), offer(9, 'release'))).toEqual([
      'release 9',
      'team 8',
      'release 8',
      'release 7',
    ])
  })

  it('is never one that is no newer than the packaged one, or for other hosts', () => {
    const { version } = redditOld.recipe
    expect(order(offer(version, 'team'), offer(version - 1, 'team'))).toEqual([])
    expect(order(offer(9, 'team', { hosts: ['reddit.com.evil.test', 'news.ycombinator.com'] }))).toEqual([])
    expect(order(offer(9, 'team', { hosts: ['reddit.com'] }))).toEqual(['team 9'])
    expect(order(offer(9, 'team', { hosts: ['old.reddit.com'] }))).toEqual(['team 9'])
  })
})

/** Parts of selectors, put together so that most parse and many make no sense to the site's code. */
const piece = fc.constantFrom(
  ...['*', 'a', 'time', '.thing', '[id]', ':not(.a)', ':has(> a)', 'a@href', '@id', 'time@datetime', 'nope'],
  ...['.md | p', 'p, a', ':root', 'html', 'body *', '.entry time', ':is(a, p)', 'a | @class | *'],
)
const anyRecipe = (site: Site) =>
  fc.record({
    version: fc.integer({ min: 1, max: 99 }),
    selectors: fc.dictionary(fc.constantFrom('post', 'stray', ...Object.keys(site.recipe.selectors)), piece),
    expects: fc.array(
      fc.record({
        selector: fc.constantFrom('a', '.thing', ':root:has(p)'),
        least: fc.integer({ min: 1, max: 3 }),
        on: fc.constant(['thread']),
      }),
      { maxLength: 2 },
    ),
  })

describe('a recipe that parses', () => {
  it.each([redditOld, hackernews, wordpress])('never makes reading $id throw, whatever it says', (site) => {
    document.body.innerHTML = thread(thing('a', 'one', thing('b', 'two')), thing('c', 'three'))
    fc.assert(
      fc.property(anyRecipe(site), (made) => {
        const recipe = RecipeSchema.parse(made) as Recipe
        const inForce = { source: 'team' as const, version: recipe.version, refused: false }
        const using = siteWith(site, recipe, inForce, () => undefined)
        const reading = read(using, document, new URL(THREAD))
        expect(reading.report.recipe).toEqual(inForce)
        expect(['at-least', 'less', 'unsure']).toContain(verdictOf(recipe, site))
      }),
      runs(150),
    )
  })

  it('that throws in a site’s own code finds nothing there, and somebody hears of it', () => {
    let heard = 0
    const clumsy: Site = {
      ...redditOld,
      containers: () => {
        throw new Error('no such name')
      },
      describe: () => {
        throw new Error('no such name')
      },
    }
    const inForce = { source: 'release' as const, version: 2, refused: false }
    const { thread: read_, report } = read(
      siteWith(clumsy, repaired(), inForce, () => heard++),
      document,
      new URL(THREAD),
    )
    expect(read_).toMatchObject({ posts: [], title: null })
    expect(report.recipe).toEqual(inForce)
    expect(heard).toBe(2)
  })
})
