import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../lib/model/limits.ts'
import { ReadReportSchema, ThreadSchema } from '../../lib/model/thread.ts'
import { plainText } from '../../lib/sites/plain-text.ts'
import type { Reading } from '../../lib/sites/site.ts'
import { isoTime, trimLabel, webUrl } from '../../lib/sites/trim.ts'
import { openPageReader, type PageReader } from '../../scripts/read/open-page-reader.ts'

const OLD = 'https://old.reddit.com/r/a/comments/1/t/'
const BOARD = 'https://board.example/t/1'

function thing(
  id: string,
  body: string,
  { name = 'ana', permalink = `/r/a/comments/1/t/${id}/` } = {},
): string {
  return `<div class="thing comment" data-fullname="t1_${id}" data-author="${name}" data-permalink="${permalink}"><div class="entry"><p class="tagline"><time datetime="2026-03-04T19:00:00Z">1h</time></p><div class="usertext-body"><div class="md">${body}</div></div></div></div>`
}

function linked(value: unknown): string {
  return `<script type="application/ld+json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`
}

describe('a hostile page', () => {
  let reader: PageReader
  beforeAll(async () => {
    reader = await openPageReader([OLD, BOARD])
  }, 60_000)
  afterAll(() => reader.close())

  async function read(html: string, url = OLD): Promise<Reading> {
    const reading = await reader.read(Buffer.from(`<!doctype html><meta charset=utf-8>${html}`), url)
    if (!reading) throw new Error('no site knew the page')
    // Whatever came in, what goes out crosses to the background whole.
    expect(ThreadSchema.safeParse(reading.thread).error).toBeUndefined()
    expect(ReadReportSchema.safeParse(reading.report).error).toBeUndefined()
    return reading
  }

  it("can't shadow what the reader calls, by the names of its forms and fields", async () => {
    const names = [
      'querySelectorAll',
      'querySelector',
      'title',
      'body',
      'documentElement',
      'readyState',
      'createTreeWalker',
    ]
    const shadows = names.map((name) => `<form name="${name}"></form><img name="${name}">`).join('')
    const fields = [
      'getAttribute',
      'querySelector',
      'parentElement',
      'textContent',
      'nodeName',
      'nodeType',
      'firstChild',
      'matches',
      'closest',
      'nextSibling',
      'hasAttribute',
      'contains',
      'localName',
    ]
    const inputs = fields.map((name) => `<input name="${name}">`).join('')
    const form = `<form class="thing comment" data-fullname="t1_form" data-author="ana">${inputs}<div class="entry"><div class="md"></div></div></form>`
    const { thread } = await read(
      `${shadows}${thing('a', `<p>before</p><form>${inputs}</form><p>after</p>`)}${form}${thing('b', '<p>still read</p>')}`,
    )
    const texts = thread.posts.map(({ key, text }) => [key, text])
    expect(texts).toContainEqual(['t1_a', 'before\n\nafter'])
    expect(texts).toContainEqual(['t1_b', 'still read'])
  })

  it('gives markup in names and texts as the characters that they are', async () => {
    const { thread } = await read(
      thing('a', '<p>&lt;img src=x onerror=alert(1)&gt; &amp;amp; <script>alert(1)</script>ok</p>'),
    )
    expect(thread.posts[0]?.text).toBe('<img src=x onerror=alert(1)> &amp; ok')
    const board = await read(
      linked({ '@type': 'Comment', text: 'hi', author: { name: '&lt;b&gt;Ana&lt;/b&gt; "&amp;"' } }),
      BOARD,
    )
    expect(board.thread.posts[0]?.author?.name).toBe('Ana "&"')
  })

  it('cuts a post of a megabyte, and says so', async () => {
    const { thread } = await read(thing('a', `<p>${'quillon '.repeat(130_000)}</p>`) + thing('b', 'short'))
    expect(thread.posts[0]?.text.length).toBe(LIMITS.postText)
    expect(thread.posts[0]?.truncated).toBe(true)
    expect(thread.posts[1]).toMatchObject({ text: 'short', truncated: false })
  })

  it('reads a post of 50,000 elements, and one nested as deep as a browser goes', async () => {
    const many = '<i>w</i>'.repeat(50_000)
    const deep = `${'<div><span>'.repeat(5_000)}bottom`
    const { thread } = await read(thing('a', many) + thing('b', deep))
    expect(thread.posts[0]?.truncated).toBe(true)
    expect(thread.posts[1]?.text).toBe('bottom')
  })

  it('takes a repeated id for one post', async () => {
    const { thread } = await read(thing('a', 'first') + thing('a', 'second') + thing('b', 'third'))
    expect(thread.posts.map(({ key, text }) => `${key} ${text}`)).toEqual(['t1_a first', 't1_b third'])
  })

  it('gives no address that is not of the web', async () => {
    const bad = [
      'javascript:alert(1)',
      'data:text/html,x',
      'blob:https://a.example/1',
      'java&#10;script:alert(1)',
      '//',
      'https://',
    ]
    const { thread } = await read(bad.map((permalink, at) => thing(`p${at}`, 'x', { permalink })).join(''))
    for (const { permalink } of thread.posts) expect(permalink ?? 'https://none').toMatch(/^https?:\/\/\w/)
    expect(thread.posts[0]?.permalink).toBeNull()
  })

  it("keeps quotes inside quotes out of the author's own words", async () => {
    const nested = `${'<blockquote>'.repeat(200)}theirs${'</blockquote>'.repeat(200)}`
    const { thread } = await read(thing('a', `<p>mine</p>${nested}<p>mine too</p>`))
    expect(thread.posts[0]).toMatchObject({ text: 'mine\n\nmine too', quoted: 'theirs' })
  })

  it('survives a post without any of its parts', async () => {
    const { thread, report } = await read(
      '<div class="thing comment" data-fullname="t1_a"><div class="entry"></div></div><div class="thing" data-fullname="t1_b"></div>',
    )
    expect(thread.posts).toHaveLength(1)
    expect(report.missing).toEqual({ author: 1, text: 1, time: 1, permalink: 1 })
  })

  it('is not changed by structured data that names prototypes', async () => {
    const block = `<script type="application/ld+json">{"@type":"Comment","text":"fine","__proto__":{"author":"mallory"},"constructor":{"prototype":{"polluted":true}},"author":{"__proto__":{"name":"mallory"},"name":"ana"}}</script>`
    const { thread } = await read(block, BOARD)
    expect(thread.posts[0]).toMatchObject({ text: 'fine', author: { name: 'ana' } })
    expect(JSON.stringify(thread)).not.toContain('mallory')
  })

  it.each([
    ['nested 100,000 deep', `${'['.repeat(100_000)}{"@type":"Comment"}${']'.repeat(100_000)}`],
    ['of 6 megabytes', JSON.stringify({ '@type': 'Comment', text: 'x'.repeat(6_000_000) })],
    [
      'with values of the wrong kind',
      '{"@type":["Comment",null,{}],"text":{"@value":7},"author":[[["x"]]],"url":{"a":1},"datePublished":{},"comment":[null,1,"x",{"@type":5}]}',
    ],
    ['that is no JSON', '{"@type":"Comment", text: oops'],
  ])('goes on after structured data %s', async (_, block) => {
    const comment =
      '<div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">ana</span><p itemprop="text">read</p></div>'
    const { thread } = await read(`<script type="application/ld+json">${block}</script>${comment}`, BOARD)
    expect(thread.posts.map(({ text }) => text)).toContain('read')
  })

  it('takes no more posts out of one block than anybody could look at', async () => {
    const comment = Array.from({ length: 30_000 }, (_, at) => ({
      '@type': 'Comment',
      text: `${at}`,
      author: 'ana',
    }))
    const { thread } = await read(
      linked({ '@type': 'DiscussionForumPosting', text: 'top', author: 'ana', comment }),
      BOARD,
    )
    expect(thread.posts.length).toBeGreaterThan(1_000)
    expect(thread.posts.length).toBeLessThanOrEqual(5_000)
  })

  it('follows no parent in a circle', async () => {
    const block = [
      { '@type': 'Comment', '@id': `${BOARD}#a`, text: 'a', parentItem: { '@id': `${BOARD}#b` } },
      { '@type': 'Comment', '@id': `${BOARD}#b`, text: 'b', parentItem: { '@id': `${BOARD}#a` } },
    ]
    const { thread } = await read(linked(block), BOARD)
    expect(thread.posts.map(({ text }) => text)).toEqual(['a', 'b'])
  })

  it('is not led astray by Hacker News rows that claim to be indented by a billion', async () => {
    const row = (id: number, indent: string) =>
      `<tr class="athing comtr" id="${id}"><td><table><tr><td class="ind" indent="${indent}"></td><td class="default"><div class="comment"><div class="commtext">words</div></div></td></tr></table></td></tr>`
    const { thread } = await read(
      `<table>${row(2, '1e9')}${row(3, '-5')}${row(4, 'NaN')}</table>`,
      'https://news.ycombinator.com/item?id=1',
    )
    expect(thread.posts.map(({ key }) => key)).toEqual(['2', '3', '4'])
  })
}, 120_000)

describe('whatever text comes in', () => {
  it('an address is of the web or none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.constantFrom('javascript:1', ' https://a.example', '/a//b', '/../x', '\\\\evil'),
        ),
        (href) => {
          const url = webUrl(href, new URL(BOARD))
          return url === null || (/^https?:\/\//.test(url) && URL.canParse(url) && new URL(url).href === url)
        },
      ),
    )
  })

  it('a time is exact or none, and never moves', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2100-01-01') }),
        (date) => {
          const iso = date.toISOString()
          expect(isoTime(iso)).toBe(iso)
          expect(isoTime(iso.replace('Z', '+0000'))).toBe(iso)
          expect(isoTime(iso.replace('Z', ''))).toBeNull()
          expect(isoTime(iso.slice(0, 10))).toBeNull()
        },
      ),
    )
    expect(isoTime('2026-02-31T25:00:00Z')).toBeNull()
    expect(isoTime('2026-03-05T01:53:41+01')).toBe('2026-03-05T00:53:41.000Z')
  })

  it('a label is one line within its limit, never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), (text) => {
        const label = trimLabel(text)
        return (
          label === null ||
          (label.length <= LIMITS.label &&
            label.isWellFormed() === text.isWellFormed() &&
            !label.includes('\n'))
        )
      }),
    )
  })

  it('markup as text loses its tags and keeps its words', () => {
    expect(plainText('&lt;p&gt;a &amp;amp; b&lt;/p&gt;&lt;p&gt;c&lt;/p&gt;')).toBe('a & b\n\nc')
    expect(plainText('1 < 2 and <name> & "x"')).toBe('1 < 2 and <name> & "x"')
    expect(plainText('<'.repeat(200_000))).toBe('<'.repeat(80_000))
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => typeof plainText(text) === 'string'))
  })
})
