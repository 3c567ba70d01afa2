// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Post } from '../../lib/model/thread.ts'
import { read } from '../../lib/sites/read.ts'
import { x } from '../../lib/sites/x.site.ts'

const HOME = 'https://x.com/home'

function tweet(parts: { readonly row?: string; readonly above?: string; readonly stamp?: string }): string {
  const stamp =
    parts.stamp ?? '<a href="/ana/status/1"><time datetime="2026-03-04T19:00:00.000Z">1h</time></a>'
  return `<article data-testid="tweet">${parts.above ?? ''}<div data-testid="User-Name"><a href="/ana">Ana</a><a href="/ana">@ana</a>${stamp}</div><div data-testid="tweetText">Hm</div>${parts.row ?? ''}</article>`
}

function readOne(html: string): Post | undefined {
  const document = new DOMParser().parseFromString(
    `<div data-testid="cellInnerDiv">${html}</div>`,
    'text/html',
  )
  return read(x, document, new URL(HOME)).thread.posts[0]
}

function row(label: string, [reply, retweet, like, bookmark]: readonly string[]): string {
  return `<div role="group" aria-label="${label}"><button data-testid="reply" aria-label="${reply}"></button><button data-testid="retweet" aria-label="${retweet}"></button><button data-testid="like" aria-label="${like}"></button><button data-testid="bookmark" aria-label="${bookmark}"></button></div>`
}

describe('the counts of a post on X', () => {
  it('are the full numbers of the labels, in any language', () => {
    const english = row('286 replies, 252 reposts, Reposted, 366 likes, 10 bookmarks, 18564 views', [
      '286 Replies. Reply',
      '252 reposts. Repost',
      '366 Likes. Like',
      '10 Bookmarks. Bookmark',
    ])
    const german = row('286 Antworten, 252 Reposts, 366 „Gefällt mir“, 10 Lesezeichen, 18.564 Aufrufe', [
      '286 Antworten. Antworten',
      '252 Reposts. Reposten',
      '366 „Gefällt mir“. Gefällt mir',
      '10 Lesezeichen. Setzen',
    ])
    const counts = { replies: 286, shares: 252, likes: 366, views: 18_564 }
    expect(readOne(tweet({ row: english }))?.counts).toEqual(counts)
    expect(readOne(tweet({ row: german }))?.counts).toEqual(counts)
  })

  it('name no views when the row has no number beyond those of the buttons', () => {
    const label = row('2 replies, 1 like', ['2 Replies. Reply', '0 reposts', '1 Like. Like', '0 Bookmarks'])
    expect(readOne(tweet({ row: label }))?.counts).toEqual({ replies: 2, shares: 0, likes: 1, views: null })
  })

  it('are left out where a number is short for a longer one', () => {
    const label = row('2K views', ['', '', '', ''])
    expect(readOne(tweet({ row: label }))?.counts).toBeNull()
  })
})

describe('the line above a post on X', () => {
  it.each([
    ['<a href="/tom"><span data-testid="socialContext">Tom hat repostet</span></a>', 'Tom hat repostet'],
    ['<div data-testid="socialContext">Angeheftet</div>', null],
    ['<a href="/i/communities/1"><span data-testid="socialContext">Grinders</span></a>', null],
    ['<a href="/i/topics/1"><span data-testid="socialContext">Coffee</span></a>', null],
  ])('%s', (above, sharedBy) => {
    expect(readOne(tweet({ above }))?.sharedBy).toBe(sharedBy)
  })
})

describe('an advertisement on X', () => {
  const placed = '<div data-testid="placementTracking"></div>'
  it('is measured and has no age', () => {
    expect(readOne(tweet({ above: placed, stamp: '' }))?.promoted).toBe(true)
  })

  it('is not an ordinary video, which is measured too', () => {
    expect(readOne(tweet({ above: placed }))?.promoted).toBe(false)
  })

  it('is not a post whose age is still to come', () => {
    expect(readOne(tweet({ stamp: '' }))).toBeUndefined()
  })
})

describe('a long article on X', () => {
  const ADDRESS = 'https://x.com/ana_grinds/status/1900000000000000001'
  const readAll = (html: string, url = ADDRESS) =>
    read(x, new DOMParser().parseFromString(html, 'text/html'), new URL(url))
  const words = `<div data-testid="twitter-article-title">Ten grinders, one winter</div>
    <div data-testid="twitterArticleRichTextView"><div class="longform-unstyled"><span>I ground every day.</span></div>
    <section><article data-testid="tweet"><div data-testid="User-Name"><a href="/bert">@bert</a></div><div data-testid="tweetText">Mine is louder.</div></article></section>
    <div class="longform-unstyled"><span>The Q2 was the quietest.</span></div></div>`

  it('without a date that links to it is the post that the page is about', () => {
    const { thread, report } = readAll(
      `<article data-testid="tweet"><div data-testid="User-Name"><a href="/ana_grinds">Ana</a><a href="/ana_grinds">@ana_grinds</a></div>${words}</article>`,
    )
    expect(thread.posts).toMatchObject([
      {
        key: '1900000000000000001',
        permalink: ADDRESS,
        author: { handle: 'ana_grinds', name: 'Ana' },
        text: 'Ten grinders, one winter\n\nI ground every day.\nThe Q2 was the quietest.',
      },
    ])
    expect(report.failed).toEqual([])
  })

  it('alone in its page is by whom the address names, in any language', () => {
    for (const url of [ADDRESS, 'https://x.com/ana_grinds/article/1900000000000000001']) {
      const { thread, report } = readAll(words, url)
      expect(thread.posts).toMatchObject([
        { key: '1900000000000000001', permalink: url, author: { handle: 'ana_grinds' }, promoted: false },
      ])
      expect(thread.posts[0]?.text).toContain('The Q2 was the quietest.')
      expect(report.failed).toEqual([])
    }
  })

  it('is nobody’s where the address names nobody, so it is not read', () => {
    expect(readAll(words, 'https://x.com/i/status/1900000000000000001').thread.posts).toEqual([])
  })
})

describe('who quoted a post on X', () => {
  const url = new URL('https://x.com/ana/status/1900000000000000000/quotes')

  it('is a list of posts, and no answers to it', () => {
    expect(x.pageKind(url, document)).toBe('feed')
    expect(x.threadKey(url)).not.toBe(x.threadKey(new URL('https://x.com/ana/status/1900000000000000000')))
    const cells = ['5', '6'].map((id) =>
      tweet({ stamp: `<a href="/ana/status/${id}"><time datetime="2026-03-04T19:00:00.000Z">1h</time></a>` }),
    )
    const page = new DOMParser().parseFromString(
      cells
        .map((cell) => `<div data-testid="cellInnerDiv">${cell}<div role="separator"></div></div>`)
        .join(''),
      'text/html',
    )
    expect(read(x, page, url).thread.posts.map(({ parent }) => parent)).toEqual([null, null])
  })
})
