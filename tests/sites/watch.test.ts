// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../lib/model/limits.ts'
import { type PageSeen, PageSeenSchema } from '../../lib/model/page.ts'
import { ok } from '../../lib/model/problem.ts'
import { siteFor } from '../../lib/sites/registry.ts'
import { watchPage } from '../../lib/sites/watch.ts'
import { drawn, settle, setUp, show, THREAD, thing, thread, watches } from './watch-setup.ts'

describe('a page is read as it comes', () => {
  it('says at once that a page is being read, then sends its posts, then that it is done', async () => {
    document.body.innerHTML = thread(thing('a', 'one'), thing('b', 'two'))
    const { seen, sentKeys } = setUp()
    expect(seen[0]).toMatchObject({ posts: [], complete: false, failed: false, report: null })
    await settle()
    expect(sentKeys()).toEqual(['t3_1abc', 't1_a', 't1_b'])
    expect(seen.at(-1)).toMatchObject({
      complete: true,
      report: { site: 'reddit-old', posts: 3, failed: [] },
    })
    for (const message of seen) expect(PageSeenSchema.parse(message)).toEqual(message)
  })

  it('calls a long page read only with the last of its posts', async () => {
    const things = Array.from({ length: 2 * LIMITS.postsPerMessage }, (_, at) =>
      thing(`n${at}`, `words ${at}`),
    )
    document.body.innerHTML = thread(...things)
    // It has come to rest by the time it is looked at.
    show('hidden')
    const { seen } = setUp()
    await settle()
    show('visible')
    await settle()
    const withPosts = seen.filter(({ posts }) => posts.length > 0)
    expect(withPosts.map(({ posts }) => posts.length)).toEqual([200, 200, 1])
    expect(withPosts.map(({ complete }) => complete)).toEqual([false, false, true])
  })

  it('sends a post that appears later, and none of the others again', async () => {
    document.body.innerHTML = thread(thing('a', 'one'), thing('b', 'two'))
    const { seen, sentKeys } = setUp()
    await settle()
    const before = sentKeys().length
    document.querySelector('.list')?.insertAdjacentHTML('beforeend', thing('c', 'three'))
    await settle()
    expect(sentKeys().slice(before)).toEqual(['t1_c'])
    expect(drawn(seen)).toEqual(['t3_1abc', 't1_a', 't1_b', 't1_c'])
  })

  it('keeps page order when replies unfold between posts that were sent', async () => {
    document.body.innerHTML = thread(thing('a', 'one'), thing('d', 'four'))
    const { seen, sentKeys } = setUp()
    await settle()
    document
      .querySelector('.thing.comment .child')
      ?.insertAdjacentHTML('beforeend', thing('b', 'two') + thing('c', 'three'))
    await settle()
    expect(drawn(seen)).toEqual(['t3_1abc', 't1_a', 't1_b', 't1_c', 't1_d'])
    expect(sentKeys().filter((key) => key === 't1_d')).toHaveLength(1)
  })

  it('keeps page order when new posts come above the first', async () => {
    document.body.innerHTML = `<div class="list">${thing('m', 'middle')}</div>`
    const { seen } = setUp('https://old.reddit.com/user/ana/')
    await settle()
    document
      .querySelector('.thing')
      ?.insertAdjacentHTML('beforebegin', thing('n', 'newer') + thing('o', 'old'))
    await settle()
    expect(drawn(seen)).toEqual(['t1_n', 't1_o', 't1_m'])
  })

  it('sends a post again when its words change, and not when only its age does', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const { seen, sentKeys } = setUp()
    await settle()
    const time = document.querySelectorAll('time')[1] as Element
    time.textContent = '2h'
    await settle()
    expect(sentKeys()).toHaveLength(2)
    const words = document.querySelector('.md p') as Element
    words.textContent = 'one, edited'
    await settle()
    expect(sentKeys()).toEqual(['t3_1abc', 't1_a', 't1_a'])
    expect(seen.flatMap(({ posts }) => posts).at(-1)?.post.text).toBe('one, edited')
  })

  it('tells the whole page in messages of a size that can be sent', async () => {
    document.body.innerHTML = thread(
      ...Array.from({ length: 450 }, (_, at) => thing(`n${at}`, `words ${at}`)),
    )
    const { seen, sentKeys } = setUp()
    await settle(6_000)
    expect(sentKeys()).toHaveLength(451)
    expect(Math.max(...seen.map(({ posts }) => posts.length))).toBe(200)
  })

  it('reads in slices: little idle time gives many small steps, and the same posts', async () => {
    document.body.innerHTML = thread(...Array.from({ length: 60 }, (_, at) => thing(`n${at}`, `words ${at}`)))
    let clock = 0
    const slices: number[] = []
    const seen: PageSeen[] = []
    const watch = watchPage({
      document,
      url: new URL(THREAD),
      siteFor,
      idle: (work) =>
        setTimeout(() => {
          const start = clock
          work({ timeRemaining: () => 50 })
          slices.push(clock - start)
        }, 1),
      // Every look at the clock takes half a millisecond, so that a step costs at least that.
      now: () => (clock += 0.5),
      newId: () => 'visit-0001',
      send: async (message) => ok(seen.push(message)),
    })
    watches.push(watch)
    await settle(3_000)
    expect(seen.flatMap(({ posts }) => posts)).toHaveLength(61)
    expect(slices.length).toBeGreaterThan(5)
    expect(Math.max(...slices)).toBeLessThan(6)
  })
})

describe('a node is not a post', () => {
  it('a recycled node that now holds another post is that other post', async () => {
    document.body.innerHTML = thread(thing('a', 'one'), thing('b', 'two'))
    const { watch, seen, sentKeys } = setUp()
    await settle()
    const node = document.querySelector('[data-fullname="t1_a"]') as Element
    node.setAttribute('data-fullname', 't1_z')
    ;(node.querySelector('.md p') as Element).textContent = 'another post'
    await settle()
    expect(sentKeys()).toEqual(['t3_1abc', 't1_a', 't1_b', 't1_z'])
    expect(seen.flatMap(({ posts }) => posts).at(-1)?.post.text).toBe('another post')
    expect(watch.locate('t1_a')).toBe(false)
  })

  it('a post that is unmounted and mounted again in a new node is not sent twice', async () => {
    document.body.innerHTML = thread(thing('a', 'one'), thing('b', 'two'))
    const { sentKeys } = setUp()
    await settle()
    document.querySelector('[data-fullname="t1_a"]')?.remove()
    await settle()
    document.querySelector('.list')?.insertAdjacentHTML('afterbegin', thing('a', 'one'))
    await settle()
    expect(sentKeys().filter((key) => key === 't1_a')).toHaveLength(1)
  })

  it('scrolls to a post that is there, without touching the page', async () => {
    document.body.innerHTML = thread(thing('a', 'one'))
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined)
    const { watch } = setUp()
    await settle()
    const before = document.documentElement.outerHTML
    expect(watch.locate('t1_a')).toBe(true)
    expect(scrolled).toHaveBeenCalledWith(expect.objectContaining({ block: 'center' }))
    expect(watch.locate('t1_nowhere')).toBe(false)
    expect(document.documentElement.outerHTML).toBe(before)
  })
})
