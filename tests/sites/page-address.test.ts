// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { bluesky } from '../../lib/sites/bluesky.site.ts'
import { generic } from '../../lib/sites/generic.site.ts'
import { mastodon } from '../../lib/sites/mastodon.site.ts'
import { openPage, withPlainHost } from '../../lib/sites/page-address.ts'
import { read } from '../../lib/sites/read.ts'
import { SITES, siteFor } from '../../lib/sites/registry.ts'
import { vbulletin } from '../../lib/sites/vbulletin.site.ts'
import { x } from '../../lib/sites/x.site.ts'
import { xenforo } from '../../lib/sites/xenforo.site.ts'
import { youtube } from '../../lib/sites/youtube.site.ts'
import { fixtures } from './fixtures.ts'

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html')
}

/** Of XenForo 1: every link of it is relative to the base. */
const xenforo1 = (base: string) =>
  `<html id="XenForo"><head><base href="${base}"></head><body><ol><li class="message" id="post-9" data-author="Maya">
  <div class="messageUserBlock"><a href="members/maya.5/" class="username">Maya</a></div>
  <div class="messageContent"><article><blockquote class="messageText">The burrs came loose.</blockquote></article></div>
  <div class="messageMeta"><a href="threads/burrs.1/#post-9" class="datePermalink"><abbr class="DateTime" data-time="1772700000">Today</abbr></a></div>
  </li></ol></body></html>`

/** Of vBulletin 4. */
const vbulletin4 = (base: string) =>
  `<html><head><base href="${base}"><meta name="generator" content="vBulletin 4.2.5"></head><body><ol id="posts"><li class="postcontainer" id="post_9">
  <div class="posthead"><span class="postdate"><span class="date">Today</span></span> <a class="postcounter" href="threads/1-burrs?p=9#post9">#1</a></div>
  <div class="username_container"><a class="username" href="members/5-maya"><strong>Maya</strong></a></div>
  <div id="post_message_9"><blockquote class="postcontent">The burrs came loose.</blockquote></div>
  </li></ol></body></html>`

describe('a board below a folder names its links from there', () => {
  const boards = [
    {
      site: xenforo,
      html: xenforo1,
      address: 'https://mill.example/forum/threads/burrs.1/',
      permalink: 'https://mill.example/forum/threads/burrs.1/#post-9',
      profile: 'https://mill.example/forum/members/maya.5/',
    },
    {
      site: vbulletin,
      html: vbulletin4,
      address: 'https://mill.example/forum/threads/1-burrs',
      permalink: 'https://mill.example/forum/threads/1-burrs?p=9#post9',
      profile: 'https://mill.example/forum/members/5-maya',
    },
  ]
  const bases = [
    'https://mill.example/forum/',
    '/forum/',
    // The board moved to https and its settings did not.
    'http://mill.example/forum/',
    'https://www.mill.example/forum/',
  ]

  it.each(boards.flatMap((board) => bases.map((base) => ({ ...board, base }))))(
    '$site.id with the base $base',
    ({ site, html, address, permalink, profile, base }) => {
      const [post] = read(site, parse(html(base)), new URL(address)).thread.posts
      expect(post).toMatchObject({
        permalink,
        author: { key: 'mill.example/5', name: 'Maya', url: profile },
      })
    },
  )

  it('also where nobody knows the board, and its people are who their pages say', () => {
    const html = `<base href="/forum/"><div itemscope itemtype="https://schema.org/Comment"><a itemprop="author" href="members/maya.5/">Maya</a><a itemprop="url" href="threads/burrs.1/#c9">#</a><p itemprop="text">The burrs came loose.</p></div>`
    const address = 'https://mill.example/forum/threads/burrs.1/page-2'
    const [post] = read(generic, parse(html), new URL(address)).thread.posts
    expect(post).toMatchObject({
      permalink: 'https://mill.example/forum/threads/burrs.1/#c9',
      author: { key: 'mill.example/forum/members/maya.5/' },
    })
  })

  it.each([
    'https://evil.test/forum/',
    '//evil.test/forum/',
    'https://mill.example.evil.test/',
    'https://mill.example:8443/forum/',
    'javascript:alert(1)//',
    'data:text/html,x',
    'https://',
  ])('but a base elsewhere is none: %s', (base) => {
    for (const { site, html, address } of boards) {
      const { base: in_force } = openPage(parse(html(base)), new URL(address), site.recipe)
      expect(in_force.href).toBe(address)
      const [post] = read(site, parse(html(base)), new URL(address)).thread.posts
      expect(post?.permalink ?? '').not.toContain('evil')
      expect(post?.author?.url).toMatch(/^https:\/\/mill\.example\//)
    }
  })
})

describe('a link to another site is no address of a post or of its author', () => {
  const away = /^https?:\/\/[^/]*evil\.test/

  /** Every link of a page leads to the same path elsewhere. */
  function turnedAway(html: string): Document {
    const document = parse(html)
    for (const element of document.querySelectorAll('*'))
      for (const name of ['href', 'permalink', 'data-permalink', 'itemid']) {
        const href = element.getAttribute(name)
        if (href === null || /^#/.test(href) || element.matches('head *')) continue
        const url = URL.parse(href, 'https://evil.test/')
        if (url) element.setAttribute(name, `//evil.test${url.pathname}${url.search}${url.hash}`)
      }
    return document
  }

  const known = fixtures().filter(({ site }) => !['generic', 'wordpress', 'practice'].includes(site))
  it.each(known)('whatever stands in $name', ({ html, url, site }) => {
    const adapter = SITES.find(({ id }) => id === site)
    const document = turnedAway(html)
    const posts = adapter ? read(adapter, document, new URL(url)).thread.posts : []
    for (const post of posts) {
      expect(post.permalink ?? '').not.toMatch(away)
      expect(post.author?.url ?? '').not.toMatch(away)
      expect(post.key).not.toContain('evil.test')
      // There a person's server is part of who they are.
      if (site !== 'mastodon') expect(post.author?.key ?? '').not.toContain('evil.test')
    }
  })

  it('and the page is told to lack it', () => {
    const tweet = `<article data-testid="tweet"><div data-testid="User-Name"><a href="/ana">Ana</a><a href="/ana">@ana</a></div><a href="//evil.test/ana/status/12"><time datetime="2026-03-04T19:00:00Z">1h</time></a><div data-testid="tweetText">Words</div></article>`
    const found = read(x, parse(tweet), new URL('https://x.com/ana/status/12'))
    expect(found.thread.posts).toMatchObject([{ text: 'Words', permalink: null, author: { key: 'ana' } }])
    expect(found.thread.posts[0]?.key).not.toBe('12')
    expect(found.report.missing.permalink).toBe(1)

    const comment = `<ytd-comment-view-model><div id="author-text"><a href="//evil.test/@ana">@ana</a></div><span id="published-time-text"><a href="//evil.test/watch?v=abcdefghijk&lc=Ugx1">1 day ago</a></span><div id="content-text">Words</div></ytd-comment-view-model>`
    const video = read(youtube, parse(comment), new URL('https://www.youtube.com/watch?v=abcdefghijk'))
    for (const post of video.thread.posts) expect(post).toMatchObject({ permalink: null })
    expect(video.report.missing.permalink).toBe(video.thread.posts.length)

    const thread = 'https://bsky.app/profile/ana.example/post/3kabc'
    const item = `<div data-testid="postThreadItem-by-ben.example"><a href="//evil.test/profile/ben.example"><div data-testid="userAvatarImage"></div></a><a href="//evil.test/profile/ben.example/post/3kdef" data-tooltip="x">1h</a><div data-testid="postText">Words</div></div>`
    const sky = read(bluesky, parse(`<link rel="canonical" href="${thread}">${item}`), new URL(`${thread}x`))
    expect(sky.thread.posts).toMatchObject([{ text: 'Words', permalink: null }])
    expect(sky.report.missing.permalink).toBe(1)
  })

  it('nor of a post that another page’s address would stand for', () => {
    const said = { '@type': 'Comment', '@id': 'https://mill.example/t/1#c9', text: 'Words', author: 'Maya' }
    const html = `<script type="application/ld+json">${JSON.stringify(said)}</script>`
    const [post] = read(generic, parse(html), new URL('https://evil.test/t/1')).thread.posts
    expect(post).toMatchObject({ text: 'Words', permalink: null })
    expect(post?.key).not.toContain('mill.example')
  })

  it('but people and posts of another server of Mastodon have an address on this one', () => {
    const html = `<div class="activity-stream"><div class="detailed-status h-entry"><a class="detailed-status__display-name" href="https://far.example/@ben"><span class="display-name__account">@ben</span></a><div class="status__content"><div class="e-content">Words</div></div><a class="detailed-status__datetime u-url" href="https://far.example/@ben/112233445566778899"><time datetime="2026-03-04T19:00:00Z">x</time></a></div></div>`
    const [post] = read(mastodon, parse(html), new URL('https://near.example/@ana/112233445566778800')).thread
      .posts
    expect(post).toMatchObject({
      permalink: 'https://near.example/@ben@far.example/112233445566778899',
      author: { key: 'ben@far.example', url: 'https://near.example/@ben@far.example' },
    })
  })
})

describe('a host is known by its name', () => {
  it.each([
    ['https://x.com./home', 'x'],
    ['https://WWW.Reddit.COM./r/a/', 'reddit'],
    ['https://old.reddit.com.:443/', 'reddit-old'],
  ])('however it is written: %s', (address, id) => {
    expect(siteFor(new URL(address), parse(''))?.id).toBe(id)
  })

  it.each(['https://x.com.evil.test./home', 'https://\u0445.com/home', 'https://xn--x-7sb.com/home'])(
    'and not by one that looks alike: %s',
    (address) => {
      expect(siteFor(new URL(address), parse(''))?.id).toBe('generic')
    },
  )

  it('so that people and conversations have one key', () => {
    const html = xenforo1('/forum/')
    const at = (host: string) =>
      read(xenforo, parse(html), new URL(`https://${host}/forum/threads/burrs.1/`)).thread
    expect(at('mill.example.')).toEqual(at('mill.example'))
    expect(withPlainHost(new URL('https://mill.example.:8443/a?b#c')).href).toBe(
      'https://mill.example:8443/a?b#c',
    )
  })
})

describe('a page that a browser saved, with every link written in full,', () => {
  const web = fixtures().filter(({ url }) => url.startsWith('http'))

  it.each(web)('is read like the page it was: $name', ({ html, url, reading }) => {
    const document = parse(html)
    for (const link of document.querySelectorAll('a[href]')) {
      const href = link.getAttribute('href') ?? ''
      const full = /^(?:[a-z]+:|#)/i.test(href) ? null : URL.parse(href, url)
      if (full) link.setAttribute('href', full.href)
    }
    const site = siteFor(new URL(url), document)
    expect(site && read(site, document, new URL(url))).toEqual(reading)
  })
})
