// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import type { PageSeen } from '../../lib/model/page.ts'
import { fail, ok } from '../../lib/model/problem.ts'
import { redditOld } from '../../lib/sites/reddit-old.site.ts'
import { settle, setUp, show, THREAD, thing, thread } from './watch-setup.ts'

describe('a page that changes its address without a load', () => {
  it('leaves the old page at once and does not take its posts for the new one', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { watch, seen } = setUp()
    await settle()
    watch.navigate(new URL('https://old.reddit.com/r/handgrinders/comments/2def/other/'))
    expect(seen.at(-1)).toMatchObject({
      visit: 'visit-0002',
      posts: [],
      complete: false,
      thread: { key: 'https://www.reddit.com/comments/2def', title: null },
    })
    await settle(1_000)
    document.body.innerHTML = thread(thing('q', 'of the other page')).replace('t3_1abc', 't3_2def')
    await settle(4_000)
    const sent = seen.filter(({ visit }) => visit === 'visit-0002').flatMap(({ posts }) => posts)
    expect(sent.map(({ post }) => post.key)).toEqual(['t3_2def', 't1_q'])
    expect(seen.at(-1)?.complete).toBe(true)
  })

  it('does not take the old posts for the new page either when it is asked to read again at that moment', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { watch, seen } = setUp()
    await settle()
    watch.navigate(new URL('https://old.reddit.com/r/handgrinders/comments/2def/other/'))
    await settle(20)
    // Chromium announces a change of the address like a load, and the background then asks.
    expect(watch.reread()).toBe('visit-0003')
    await settle(1_000)
    document.body.innerHTML = thread(thing('q', 'of the other page')).replace('t3_1abc', 't3_2def')
    await settle(4_000)
    const sent = seen.filter(({ visit }) => visit !== 'visit-0001').flatMap(({ posts }) => posts)
    expect(sent.map(({ post }) => post.key)).toEqual(['t3_2def', 't1_q'])
    expect(seen.at(-1)?.complete).toBe(true)
  })

  it('reads elements that stay when the new page really is made of them', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { watch, seen } = setUp()
    await settle()
    watch.navigate(new URL(`${THREAD}?sort=new`))
    await settle(6_000)
    const sent = seen.filter(({ visit }) => visit === 'visit-0002').flatMap(({ posts }) => posts)
    expect(sent.map(({ post }) => post.key)).toEqual(['t3_1abc', 't1_a'])
  })

  it('says that no site knows a page without posts, and reads again when one with posts comes', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { watch, seen } = setUp()
    await settle()
    watch.navigate(new URL('https://old.reddit.com/prefs/'))
    await settle()
    expect(seen.at(-1)).toMatchObject({ thread: null, posts: [], complete: true })
    watch.navigate(new URL(THREAD))
    await settle(5_000)
    expect(seen.at(-1)).toMatchObject({ visit: 'visit-0003', complete: true, report: { posts: 2 } })
  })

  it('takes a mere anchor for the same visit', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { watch, seen } = setUp()
    await settle()
    const before = seen.length
    watch.navigate(new URL(`${THREAD}#t1_a`))
    await settle()
    expect(seen).toHaveLength(before)
  })
})

describe('a page that nobody looks at', () => {
  it('is not read while it is hidden, however much it changes, and once when it is shown', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { seen, sentKeys } = setUp()
    await settle()
    const before = seen.length
    show('hidden')
    const containers = vi.spyOn(redditOld, 'containers')
    for (let at = 0; at < 20; at++) {
      document.querySelector('.list')?.insertAdjacentHTML('beforeend', thing(`b${at}`, `words ${at}`))
      await settle(3_000)
    }
    expect(seen).toHaveLength(before)
    expect(containers).not.toHaveBeenCalled()
    show('visible')
    await settle()
    expect(sentKeys()).toEqual(['t3_1abc', 't1_a', ...Array.from({ length: 20 }, (_, at) => `t1_b${at}`)])
  })

  it('is no longer listened to after its first change, and listened to again once it is shown', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { sentKeys } = setUp()
    await settle()
    const ignored = vi.spyOn(MutationObserver.prototype, 'disconnect')
    show('hidden')
    await settle()
    expect(ignored).not.toHaveBeenCalled()
    for (const id of ['b', 'c', 'd']) {
      document.querySelector('.list')?.insertAdjacentHTML('beforeend', thing(id, id))
      await settle()
    }
    expect(ignored).toHaveBeenCalledTimes(1)
    show('visible')
    await settle()
    document.querySelector('.list')?.insertAdjacentHTML('beforeend', thing('e', 'e'))
    await settle()
    expect(sentKeys()).toEqual(['t3_1abc', 't1_a', 't1_b', 't1_c', 't1_d', 't1_e'])
  })

  it('is read no second time when it comes back as it was left', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { seen } = setUp()
    await settle()
    const before = seen.length
    const reading = vi.spyOn(redditOld, 'readPost')
    show('hidden')
    await settle(60_000)
    show('visible')
    await settle()
    expect(reading).not.toHaveBeenCalled()
    expect(seen).toHaveLength(before)
  })

  it('is told of only when it is first shown, and judged only once it was in view for a while', async () => {
    show('hidden')
    document.body.innerHTML = '<main>an empty shell</main>'
    const { seen } = setUp()
    await settle(60_000)
    expect(seen).toEqual([])
    show('visible')
    await settle(2_000)
    expect(seen.at(-1)).toMatchObject({ complete: false })
    document.body.innerHTML = thread(thing('a', 'one'))
    await settle(2_000)
    expect(seen.at(-1)).toMatchObject({ complete: true, report: { posts: 2, failed: [] } })
  })

  it('is read as what it has become when its address changed meanwhile', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { watch, seen } = setUp()
    await settle()
    show('hidden')
    watch.navigate(new URL('https://old.reddit.com/r/handgrinders/comments/2def/other/'))
    document.body.innerHTML = thread(thing('q', 'of the other page')).replace('t3_1abc', 't3_2def')
    await settle(60_000)
    expect(seen.filter(({ visit }) => visit !== 'visit-0001')).toEqual([])
    show('visible')
    await settle(6_000)
    const sent = seen.filter(({ visit }) => visit !== 'visit-0001').flatMap(({ posts }) => posts)
    expect(sent.map(({ post }) => post.key)).toEqual(['t3_2def', 't1_q'])
    expect(seen.at(-1)).toMatchObject({ visit: 'visit-0002', complete: true })
  })

  it('keeps what is asked of it until it is shown', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { watch, seen } = setUp()
    await settle()
    const before = seen.length
    show('hidden')
    expect(watch.reread()).toBe('visit-0002')
    await settle(60_000)
    expect(seen).toHaveLength(before)
    show('visible')
    await settle()
    const again = seen.filter(({ visit }) => visit === 'visit-0002').flatMap(({ posts }) => posts)
    expect(again.map(({ post }) => post.key)).toEqual(['t3_1abc', 't1_a'])
  })
})

describe('what can go wrong', () => {
  it('sends everything again on request, as a new visit', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { watch, seen } = setUp()
    await settle()
    expect(watch.reread()).toBe('visit-0002')
    await settle()
    const again = seen.filter(({ visit }) => visit === 'visit-0002').flatMap(({ posts }) => posts)
    expect(again.map(({ post }) => post.key)).toEqual(['t3_1abc', 't1_a'])
  })

  it('waits for posts that come late before it calls the site changed', async () => {
    document.body.innerHTML = '<main>loading</main>'
    const { seen } = setUp()
    await settle(2_000)
    expect(seen.at(-1)?.complete).toBe(false)
    document.body.innerHTML = thread(thing('a', 'one'))
    await settle(2_000)
    expect(seen.at(-1)).toMatchObject({ complete: true, report: { posts: 2, failed: [] } })
  })

  it('says that the site changed when a page that must hold posts holds none', async () => {
    document.body.innerHTML = '<main>a new layout</main>'
    const { seen } = setUp('https://old.reddit.com/r/handgrinders/')
    await settle(12_000)
    expect(seen.at(-1)).toMatchObject({ complete: true, report: { posts: 0 } })
    expect(seen.at(-1)?.report?.failed.length).toBeGreaterThan(0)
  })

  it('says failed when reading throws, and recovers when it no longer does', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const broken = vi.spyOn(redditOld, 'containers').mockImplementation(() => {
      throw new Error('broken')
    })
    const { seen } = setUp()
    await settle()
    expect(seen.at(-1)).toMatchObject({ failed: true, posts: [] })
    broken.mockRestore()
    document.querySelector('.list')?.insertAdjacentHTML('beforeend', thing('b', 'two'))
    await settle()
    expect(seen.at(-1)).toMatchObject({ failed: false, report: { posts: 3 } })
  })

  it('tries again when the background does not answer, in order and without loss', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    let deaf = true
    const heard: PageSeen[] = []
    setUp(THREAD, async (message) => {
      if (deaf) return fail('not-found')
      heard.push(message)
      return ok(null)
    })
    await settle(1_000)
    expect(heard).toHaveLength(0)
    deaf = false
    await settle(20_000)
    expect(heard[0]).toMatchObject({ posts: [], complete: false })
    expect(heard.flatMap(({ posts }) => posts.map(({ post }) => post.key))).toEqual(['t3_1abc', 't1_a'])
  })

  it('falls silent for good when its extension is gone', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const orphaned = vi.fn()
    const { watch, seen } = setUp(THREAD, async () => fail('stale-page'), orphaned)
    await settle()
    const before = seen.length
    document.querySelector('.list')?.insertAdjacentHTML('beforeend', thing('b', 'two'))
    await settle(60_000)
    expect(seen).toHaveLength(before)
    expect(before).toBe(1)
    // Whoever still holds the reader can wake nothing.
    watch.reread()
    show('hidden')
    show('visible')
    document.querySelector('.list')?.insertAdjacentHTML('beforeend', thing('c', 'three'))
    await settle(60_000)
    expect(seen).toHaveLength(before)
    expect(orphaned).toHaveBeenCalledTimes(1)
  })

  it('never changes the page', async () => {
    document.body.innerHTML = thread(thing('a', 'one', thing('b', 'two')))
    const before = document.documentElement.outerHTML
    const { watch } = setUp()
    await settle()
    watch.reread()
    await settle()
    watch.stop()
    expect(document.documentElement.outerHTML).toBe(before)
  })
})
