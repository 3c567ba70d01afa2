// @vitest-environment happy-dom
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ReadReportSchema, ThreadSchema } from '../../lib/model/thread.ts'
import { siteByHost as byHost } from '../../lib/sites/choose-site.ts'
import { read } from '../../lib/sites/read.ts'
import { SITES, siteFor } from '../../lib/sites/registry.ts'
import { fixtureNames, fixtures } from './fixtures.ts'

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html')
}

const siteByHost = (url: URL) => byHost(url, SITES)

describe('the fixtures', () => {
  it('come in pairs of a page and what must be read from it', () => {
    expect(fixtureNames('.html')).toEqual(fixtureNames('.json'))
    expect(fixtureNames('.html').length).toBeGreaterThan(10)
  })

  it.each(fixtures())('$name is read exactly as its .json says', ({ name, site: id, html, url, reading }) => {
    const document = parse(html)
    const site = siteFor(new URL(url), document)
    const next = `Mend lib/sites/${id}.site.ts, or ${name}.json where it says what the page does not show. What is read now: npm run read -- tests/sites/fixtures/${name}.html --url ${url}`
    expect(site && read(site, document, new URL(url)), next).toEqual(reading)
  })

  it.each(fixtures())('$name follows the schema that crosses to the background', ({ reading }) => {
    expect(ThreadSchema.parse(reading.thread)).toEqual(reading.thread)
    expect(ReadReportSchema.parse(reading.report)).toEqual(reading.report)
  })

  it.each(fixtures())('$name is the same document after it was read', ({ html, url }) => {
    const document = parse(html)
    const before = document.documentElement.outerHTML
    const site = siteFor(new URL(url), document)
    if (site) read(site, document, new URL(url))
    expect(site).not.toBeNull()
    expect(document.documentElement.outerHTML).toBe(before)
  })

  it.each(fixtures())(
    '$name names parents that exist, or posts that the page does not hold',
    ({ reading }) => {
      const { posts } = reading.thread
      for (const post of posts) expect(post.parent?.key).not.toBe(post.key)
      expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length)
    },
  )
})

describe('the registry', () => {
  const files = readdirSync(join(import.meta.dirname, '../../lib/sites'))
    .filter((file) => file.endsWith('.site.ts'))
    .map((file) => file.slice(0, -'.site.ts'.length))

  it('holds every site file under the name of its file', () => {
    expect(SITES.map(({ id }) => id).sort()).toEqual(files.sort())
  })

  it.each(files)('%s has a pair of fixtures', (file) => {
    expect(fixtures().map(({ site }) => site)).toContain(file)
  })

  it('asks the general site last', () => {
    expect(SITES.at(-1)?.id).toBe('generic')
  })
})

describe('a site is known by its host', () => {
  it.each([
    ['https://x.com/home', 'x'],
    ['https://mobile.twitter.com/home', 'x'],
    ['https://www.reddit.com/', 'reddit'],
    ['https://old.reddit.com/', 'reddit-old'],
    ['http://news.ycombinator.com:8080/item?id=1', 'hackernews'],
  ])('%s is %s', (address, id) => {
    expect(siteByHost(new URL(address))?.id).toBe(id)
  })

  it.each([
    'https://x.com.evil.test/home',
    'https://evilx.com/home',
    'https://evil.test/x.com',
    'https://x.com@evil.test/home',
    'https://reddit.com.evil.test/',
    'https://ycombinator.com/item?id=1',
  ])('%s is not taken for one that it looks like', (address) => {
    expect(siteByHost(new URL(address))).toBeNull()
    expect(siteFor(new URL(address), parse('<p>Nothing here</p>'))?.id).toBe('generic')
  })

  it('reads the old layout of Reddit also where www.reddit.com serves it', () => {
    const old = parse('<div class="thing link" data-fullname="t3_1"></div>')
    expect(siteFor(new URL('https://www.reddit.com/r/a/'), old)?.id).toBe('reddit-old')
    expect(siteFor(new URL('https://www.reddit.com/r/a/'), parse(''))?.id).toBe('reddit')
  })

  it('knows no site on a page of a known one that holds no posts', () => {
    expect(siteFor(new URL('https://x.com/settings/account'), parse(''))).toBeNull()
    expect(siteFor(new URL('https://www.reddit.com/settings/'), parse(''))).toBeNull()
  })

  it("does not take a web page in the practice town's clothes for the town", () => {
    const town = parse('<div data-practice-town></div>')
    expect(siteFor(new URL('https://evil.test/practice.html?thread=1'), town)?.id).toBe('generic')
  })
})

describe('one conversation has one key', () => {
  const keyOf = (address: string) => siteByHost(new URL(address))?.threadKey(new URL(address))
  it.each([
    [
      'https://www.reddit.com/r/a/comments/1abc/title/',
      'https://old.reddit.com/r/a/comments/1abc/other_title/?sort=new',
      'https://www.reddit.com/r/a/comments/1abc/comment/xyz/',
      'https://www.reddit.com/comments/1ABC',
    ],
    [
      'https://x.com/ana/status/12',
      'https://twitter.com/Ana/status/12/photo/1?s=20',
      'https://x.com/i/web/status/12',
    ],
    ['https://news.ycombinator.com/item?id=1', 'https://news.ycombinator.com/item?id=1&p=2#3'],
  ])('whichever address leads to it: %s', (...addresses) => {
    expect(new Set(addresses.map(keyOf)).size).toBe(1)
  })

  it('and another one has another', () => {
    expect(keyOf('https://x.com/ana/status/12')).not.toBe(keyOf('https://x.com/ana/status/13'))
    expect(keyOf('https://x.com/search?q=a')).not.toBe(keyOf('https://x.com/search?q=b'))
  })
})
