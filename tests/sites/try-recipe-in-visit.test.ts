// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { PageSeen } from '../../lib/model/page.ts'
import { ok } from '../../lib/model/problem.ts'
import { siteByHost } from '../../lib/sites/choose-site.ts'
import { redditOld } from '../../lib/sites/reddit-old.site.ts'
import { SITES, siteFor } from '../../lib/sites/registry.ts'
import type { Recipe } from '../../lib/sites/site.ts'
import type { Offer } from '../../lib/sites/try-recipe.ts'
import { watchPage } from '../../lib/sites/watch.ts'
import { settle, THREAD, thing, thread, watches } from './watch-setup.ts'

const BUILT_IN = redditOld.recipe
const NEWER = BUILT_IN.version + 1

/** The built-in recipe with `.thing` called by another name, as after a redesign. */
function renamed(to: string, version = NEWER): Recipe {
  const rename = (place: string) => place.replaceAll('.thing', `.${to}`)
  return {
    ...BUILT_IN,
    version,
    selectors: Object.fromEntries(
      Object.entries(BUILT_IN.selectors).map(([name, place]) => [name, rename(place)]),
    ),
    expects: BUILT_IN.expects.map((one) => ({ ...one, selector: rename(one.selector) })),
  }
}
const redesign = (html: string) => html.replaceAll('class="thing', 'class="entry-row')

function watch(...offers: readonly Offer[]) {
  const seen: PageSeen[] = []
  const shipped = { now: offers }
  let visits = 0
  const watching = watchPage({
    document,
    url: new URL(THREAD),
    siteFor: (at, page, without, early) => (early ? siteByHost(at, SITES) : siteFor(at, page, without)),
    offersOf: () => shipped.now,
    idle: (work) => setTimeout(() => work({ timeRemaining: () => 50 }), 1),
    now: () => Date.now(),
    newId: () => `visit-000${++visits}`,
    send: async (message) => {
      seen.push(structuredClone(message))
      return ok(null)
    },
  })
  watches.push(watching)
  const last = () => seen.at(-1)
  const told = () => last()?.report?.recipe
  /** Keys that the newest visit has told of, as the background keeps them. */
  const keys = () =>
    seen
      .filter(({ visit }) => visit === last()?.visit)
      .flatMap(({ posts }) => posts.map(({ post }) => post.key))
  return { watching, seen, shipped, last, told, keys }
}

const team = (recipe: Recipe, more: Partial<Offer> = {}): Offer => ({ source: 'team', recipe, ...more })

describe('a repaired recipe on a page', () => {
  it('reads a redesigned page that the built-in one fails on, from the first message on', async () => {
    document.body.innerHTML = redesign(thread(thing('a', 'one'), thing('b', 'two')))
    const { told, keys, last } = watch(team(renamed('entry-row')))
    await settle()
    expect(last()).toMatchObject({ complete: true, report: { posts: 3, failed: [] } })
    expect(told()).toEqual({ source: 'team', version: NEWER, refused: false })
    expect(keys()).toHaveLength(3)
  })

  it('is tried again as the page fills', async () => {
    document.body.innerHTML = '<div class="list"></div>'
    const { told, last } = watch(team(renamed('entry-row')))
    await settle(3_000)
    expect(told()?.source).toBe('packaged')
    const list = document.querySelector('.list')
    for (const id of ['a', 'b', 'c']) {
      list?.insertAdjacentHTML('beforeend', redesign(thread(thing(id, id))))
      await settle(3_000)
    }
    expect(told()).toMatchObject({ source: 'team', refused: false })
    expect(last()?.report?.failed).toEqual([])
  })

  it('is rolled back when it reads less, and the built-in one goes on reading', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { told, keys, last } = watch(team(renamed('entry-row')))
    await settle(10_000)
    expect(told()).toEqual({
      source: 'packaged',
      version: BUILT_IN.version,
      refused: true,
      rolledBack: [{ source: 'team', version: NEWER }],
    })
    expect(last()).toMatchObject({ complete: true, report: { posts: 2 } })
    expect(keys()).toEqual(['t3_1abc', 't1_a'])
  })

  it('gives way to the next one that was shipped', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const good = { ...BUILT_IN, version: NEWER }
    const { told } = watch({ source: 'release', recipe: good }, team(renamed('entry-row', NEWER + 1)))
    await settle(10_000)
    expect(told()).toEqual({
      source: 'release',
      version: NEWER,
      refused: true,
      rolledBack: [{ source: 'team', version: NEWER + 1 }],
    })
  })

  it('is not condemned by a page that shows nothing', async () => {
    document.body.innerHTML = '<main>nothing yet</main>'
    const { told } = watch(team(renamed('entry-row')))
    await settle(20_000)
    expect(told()).toEqual({ source: 'packaged', version: BUILT_IN.version, refused: false })
  })

  it('is rolled back later in the visit, when the page turns out to be the old one', async () => {
    document.body.innerHTML = redesign(thread(thing('a', 'one')))
    const { told, last, seen } = watch(team(renamed('entry-row')))
    await settle(3_000)
    expect(told()).toMatchObject({ source: 'team' })
    const before = last()?.visit
    document.body.innerHTML = thread(thing('c', 'three'), thing('d', 'four'))
    await settle(40_000)
    expect(told()).toMatchObject({ source: 'packaged', refused: true })
    // What the recipe of before told belongs to another visit, so that no post stands there twice.
    expect(last()?.visit).not.toBe(before)
    expect(seen.filter(({ visit }) => visit === last()?.visit).flatMap(({ posts }) => posts)).toHaveLength(3)
  })

  it('is never tried where it was rolled back before, and the page is told so', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { told } = watch(team(renamed('entry-row'), { refused: true }))
    await settle()
    expect(told()).toMatchObject({ source: 'packaged', refused: true })
  })

  it('comes into force without a reload when it is shipped, and goes when it is withdrawn', async () => {
    document.body.innerHTML = redesign(thread(thing('a', 'one')))
    const { watching, shipped, told } = watch()
    await settle(12_000)
    expect(told()).toMatchObject({ source: 'packaged', refused: false })
    shipped.now = [team(renamed('entry-row'))]
    watching.look()
    await settle(12_000)
    expect(told()).toMatchObject({ source: 'team', version: NEWER })
    shipped.now = []
    watching.look()
    await settle(12_000)
    expect(told()).toEqual({ source: 'packaged', version: BUILT_IN.version, refused: false })
  })

  it('stays on its own site: another address of the tab begins anew', async () => {
    document.body.innerHTML = redesign(thread(thing('a', 'one')))
    const { watching, told } = watch(team(renamed('entry-row'), { hosts: ['old.reddit.com'] }))
    await settle()
    expect(told()).toMatchObject({ source: 'team' })
    watching.navigate(new URL('https://old.reddit.com/r/a/comments/1abd/other/'))
    document.body.innerHTML = redesign(thread(thing('z', 'last')))
    await settle(10_000)
    expect(told()).toMatchObject({ source: 'team', refused: false })
  })

  it('leaves the page as it is', async () => {
    document.body.innerHTML = redesign(thread(thing('a', 'one')))
    const before = document.documentElement.outerHTML
    watch(team(renamed('nothing-of-the-kind', NEWER + 1)), team(renamed('entry-row')))
    await settle(20_000)
    expect(document.documentElement.outerHTML).toBe(before)
  })
})
