// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { ThreadSchema } from '../../lib/model/thread.ts'
import { generic } from '../../lib/sites/generic.site.ts'
import { read } from '../../lib/sites/read.ts'

const HERE = 'https://mill.example/t/9'

function readHere(blocks: readonly unknown[], body = '') {
  const scripts = blocks.map(
    (block) =>
      `<script type="application/ld+json">${JSON.stringify(block).replaceAll('<', '\\u003c')}</script>`,
  )
  const document = new DOMParser().parseFromString(
    `<!doctype html><html><body>${scripts.join('')}${body}</body></html>`,
    'text/html',
  )
  const { thread } = read(generic, document, new URL(HERE))
  expect(ThreadSchema.safeParse(thread).error).toBeUndefined()
  return thread.posts
}

const comment = (more: object) => ({ '@type': 'Comment', text: 'Tighten the ring.', ...more })

describe('JSON-LD', () => {
  it.each([
    ['a name', 'Ana', 'Ana'],
    ['a name in a list', ['Ana', 'Bert'], 'Ana'],
    ['a person', { '@type': 'Person', name: 'Ana' }, 'Ana'],
    ['a person in a list', [{ name: 'Ana' }], 'Ana'],
    ['a first and a last name', { givenName: 'Maya', familyName: 'Osei' }, 'Maya Osei'],
    ['a name with markup', { name: '&lt;b&gt;Ana&lt;/b&gt;' }, 'Ana'],
  ])('takes the author from %s', (_, author, name) => {
    expect(readHere([comment({ author })])[0]?.author?.name).toBe(name)
  })

  it('follows a reference to a person of the same graph, and no further than once', () => {
    const graph = [
      comment({ author: { '@id': '#ana' } }),
      { '@id': '#ana', '@type': 'Person', name: 'Ana', author: { '@id': '#ana' }, url: '/u/ana' },
    ]
    expect(readHere([{ '@graph': graph }])[0]?.author).toMatchObject({
      name: 'Ana',
      url: 'https://mill.example/u/ana',
    })
  })

  it('ends where comments name each other in a circle', () => {
    const graph = ['a', 'b'].map((id) =>
      comment({ '@id': `#${id}`, text: id, comment: [{ '@id': id === 'a' ? '#b' : '#a' }] }),
    )
    const posts = readHere([{ '@graph': graph }])
    expect(posts.map(({ text }) => text).sort()).toEqual(['a', 'b'])
    const parents = new Map(posts.map(({ key, parent }) => [key, parent?.key]))
    for (const key of parents.keys()) expect(parents.get(parents.get(key) ?? '')).not.toBe(key)
  })

  it.each([
    [
      { upvoteCount: 7, commentCount: '1,204' },
      { likes: 7, replies: 1204, shares: null, views: null },
    ],
    [
      {
        interactionStatistic: {
          interactionType: 'https://schema.org/WatchAction',
          userInteractionCount: '30',
        },
      },
      { likes: null, replies: null, shares: null, views: 30 },
    ],
    [{ interactionStatistic: [null, 7, { interactionType: 5, userInteractionCount: -1 }] }, null],
    [{ upvoteCount: 1.5, commentCount: '1.2K', answerCount: {} }, null],
    [{ upvoteCount: -4 }, null],
    [{ interactionStatistic: { interactionType: 'constructor', userInteractionCount: 3 } }, null],
  ])('counts what it is told to the unit: %j', (told, counts) => {
    expect(readHere([comment({ author: 'Ana', ...told })])[0]?.counts).toEqual(counts)
  })

  it.each([
    [1_772_445_600, '2026-03-02T10:00:00.000Z'],
    ['1772445600000', '2026-03-02T10:00:00.000Z'],
    ['2026-03-02T11:00:00+0100', '2026-03-02T10:00:00.000Z'],
    ['2026-03-02', null],
    ['2026-03-02T11:00:00', null],
    [-5, null],
  ])('takes %s for a time only when it is exact', (datePublished, time) => {
    const [post] = readHere([comment({ author: 'Ana', datePublished })])
    expect([post?.time, post?.timeText]).toEqual([time, time ? null : String(datePublished)])
  })

  it('takes an article for a post only with the comments below it', () => {
    const article = { '@type': 'NewsArticle', headline: 'Rings', author: 'The editors' }
    expect(
      readHere([
        { ...article, comment: [] },
        { ...article, commentCount: 3 },
      ]),
    ).toEqual([])
    const posts = readHere([{ ...article, url: HERE, comment: comment({ author: 'Ana' }) }])
    expect(posts.map(({ author, parent }) => [author?.name, parent?.key])).toEqual([
      ['The editors', undefined],
      ['Ana', HERE],
    ])
  })

  it('takes the questions that a shop asks itself for no posts', () => {
    const asked = {
      '@type': 'Question',
      name: 'Do you ship?',
      acceptedAnswer: { '@type': 'Answer', text: 'Yes.' },
    }
    expect(
      readHere([{ '@type': ['WebPage', 'FAQPage'], mainEntity: [asked] }, { '@graph': [asked] }]),
    ).toEqual([])
    expect(readHere([{ '@type': 'QAPage', mainEntity: asked }])).toHaveLength(2)
  })

  it('keeps what somebody passes on apart from their own words', () => {
    const shared = {
      '@type': 'SocialMediaPosting',
      text: 'Look!',
      author: 'Ana',
      sharedContent: { '@type': 'WebPage', headline: 'Ten rings' },
    }
    expect(readHere([shared])[0]).toMatchObject({ text: 'Look!', quoted: 'Ten rings' })
  })

  it('does not take the front page of the site for its authors’ own', () => {
    const posts = readHere([
      comment({ author: { name: 'Ana', url: 'https://www.mill.example/' } }),
      comment({ author: { name: 'Bert', url: 'https://bert.example/' }, text: 'Another.' }),
    ])
    expect(posts.map(({ author }) => [author?.key, author?.url])).toEqual([
      ['mill.example/ana', null],
      ['bert.example/', 'https://bert.example/'],
    ])
  })
})

describe('microdata', () => {
  const scope = (type: string, inner: string, more = '') =>
    `<div itemscope itemtype="https://schema.org/${type}" ${more}>${inner}</div>`

  it('takes a title made of "Re:" for no words', () => {
    const inner =
      '<b itemprop="name">Re: Rings</b><i itemprop="author">Ana</i><p itemprop="text">Mine too.</p>'
    expect(readHere([], scope('Comment', inner))[0]?.text).toBe('Mine too.')
  })

  it('reads anonymous posts nested forty deep, each with its parent', () => {
    const depth = 40
    const open = Array.from(
      { length: depth },
      (_, at) =>
        `<div itemscope itemtype="https://schema.org/Comment"><i itemprop="author">a${at}</i><p itemprop="text">w${at}</p>`,
    ).join('')
    const posts = readHere([], open + '</div>'.repeat(depth))
    expect(posts.map(({ text }) => text)).toEqual(Array.from({ length: depth }, (_, at) => `w${at}`))
    expect(posts.slice(1).map(({ parent }) => parent?.key)).toEqual(posts.slice(0, -1).map(({ key }) => key))
  })
})

describe('microformats', () => {
  it('takes a class of the layout for no microformat', () => {
    const body = '<div class="h-100 h-full"><div class="h-4">Not an entry</div></div>'
    expect(readHere([], body)).toEqual([])
  })

  it('reads an old entry in full, and leaves a teaser alone', () => {
    const entry = (inner: string) =>
      `<div class="hentry"><h2 class="entry-title">Rings</h2><span class="vcard author"><a class="url fn" href="/by/ana">Ana</a></span> <abbr class="published" title="2026-03-02T10:00:00Z">March</abbr><a rel="bookmark" href="/p/1">#</a>${inner}</div>`
    const posts = readHere(
      [],
      entry('<div class="entry-content"><p>They wear.</p></div>') +
        entry('<p class="entry-summary">They…</p>'),
    )
    expect(posts).toMatchObject([
      {
        text: 'Rings\n\nThey wear.',
        author: { name: 'Ana' },
        time: '2026-03-02T10:00:00.000Z',
        permalink: 'https://mill.example/p/1',
      },
    ])
  })

  it.each([
    ['<a class="p-author h-card" href="/ana">Ana</a>', '', 'Ana'],
    ['', '<a class="h-card" rel="me" href="/about">Ana</a><div class="h-card">Somebody else</div>', 'Ana'],
    ['', '<a rel="author" href="/ana">Ana</a>', 'Ana'],
    ['', '<i class="h-card">Ana</i><i class="h-card">Bert</i>', undefined],
  ])('finds the author in the entry, on the page’s card, or by its link: %s %s', (inside, outside, name) => {
    const body = `${outside}<article class="h-entry">${inside}<p class="e-content">Words.</p></article>`
    expect(readHere([], body)[0]?.author?.name).toBe(name)
  })

  it('never gives the page’s own author to a comment that names nobody', () => {
    const body =
      '<a rel="author" href="/ana">Ana</a><article class="h-entry"><p class="e-content">Words.</p><div class="p-comment h-cite"><p class="p-content">By whom?</p></div></article>'
    expect(readHere([], body).map(({ author }) => author?.name)).toEqual(['Ana', undefined])
  })

  it('gives no address that is not of the web', () => {
    const body =
      '<article class="h-entry"><a class="p-author h-card" href="javascript:alert(1)">Ana</a><p class="e-content">Words.</p><a class="u-url" href="data:text/html,x">#</a><a class="u-in-reply-to" href="javascript:1">re</a></article>'
    expect(readHere([], body)[0]).toMatchObject({ permalink: null, parent: null, author: { url: null } })
  })

  it('is said once where microdata says the same', () => {
    const body =
      '<article class="h-entry" itemscope itemtype="https://schema.org/SocialMediaPosting"><a class="p-author h-card" itemprop="author" href="/ana">Ana</a><p class="e-content" itemprop="text">Words.</p></article>'
    expect(readHere([], body)).toHaveLength(1)
  })
})
