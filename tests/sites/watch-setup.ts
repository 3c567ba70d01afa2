import { afterEach, beforeEach, vi } from 'vitest'
import type { PageSeen } from '../../lib/model/page.ts'
import { ok, type Result } from '../../lib/model/problem.ts'
import { siteByHost } from '../../lib/sites/choose-site.ts'
import { SITES, siteFor } from '../../lib/sites/registry.ts'
import { type Watch, watchPage } from '../../lib/sites/watch.ts'

export const THREAD = 'https://old.reddit.com/r/handgrinders/comments/1abc/slipping/'

export function thing(id: string, words: string, inner = ''): string {
  return `<div class="thing comment" data-fullname="t1_${id}" data-author="ana" data-permalink="/r/a/comments/1abc/s/${id}/"><div class="entry"><p class="tagline"><time datetime="2026-03-04T19:00:00Z">1h</time></p><div class="usertext-body"><div class="md"><p>${words}</p></div></div></div><div class="child">${inner}</div></div>`
}

export function thread(...things: readonly string[]): string {
  return `<div class="thing link" data-fullname="t3_1abc" data-author="bert" data-permalink="/r/a/comments/1abc/s/"><div class="entry"><p class="tagline"><time datetime="2026-03-04T18:00:00Z">2h</time></p><a class="title">Slipping</a></div></div><div class="list">${things.join('')}</div>`
}

export function setUp(
  url = THREAD,
  send: (seen: PageSeen) => Promise<Result<unknown>> = async () => ok(null),
  onOrphaned = () => {},
) {
  const seen: PageSeen[] = []
  let visits = 0
  let budget = 50
  const watch = watchPage({
    document,
    url: new URL(url),
    siteFor: (at, page, without, early) => (early ? siteByHost(at, SITES) : siteFor(at, page, without)),
    idle: (work) => setTimeout(() => work({ timeRemaining: () => budget }), 1),
    now: () => Date.now(),
    newId: () => `visit-000${++visits}`,
    send: (message) => {
      seen.push(structuredClone(message))
      return send(message)
    },
    onOrphaned,
  })
  watches.push(watch)
  const sentKeys = () => seen.flatMap(({ posts }) => posts.map(({ post }) => post.key))
  return { watch, seen, sentKeys, setBudget: (ms: number) => (budget = ms) }
}

export const watches: Watch[] = []
export const settle = (ms = 1_500) => vi.advanceTimersByTimeAsync(ms)
/** The order that a panel would draw: by `order`, the newest copy of each post. */
export function drawn(seen: readonly PageSeen[]): readonly string[] {
  const posts = new Map(seen.flatMap(({ posts }) => posts).map((entry) => [entry.post.key, entry]))
  return [...posts.values()].sort((a, b) => a.order - b.order).map(({ post }) => post.key)
}

let visibility: DocumentVisibilityState = 'visible'

/** As if the person went to another tab, or came back. */
export function show(state: DocumentVisibilityState): void {
  visibility = state
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  visibility = 'visible'
  vi.spyOn(Document.prototype, 'visibilityState', 'get').mockImplementation(() => visibility)
  vi.spyOn(Document.prototype, 'readyState', 'get').mockReturnValue('complete')
})

afterEach(() => {
  for (const watch of watches.splice(0)) watch.stop()
  document.body.innerHTML = ''
  vi.restoreAllMocks()
  vi.useRealTimers()
})
