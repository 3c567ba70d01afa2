// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { ReadReportSchema, ThreadSchema } from '../../lib/model/thread.ts'
import { generic } from '../../lib/sites/generic.site.ts'
import { read } from '../../lib/sites/read.ts'

const URL_HERE = 'https://mill.example/rooms/9'

function open(body: string, head = ''): Document {
  return new DOMParser().parseFromString(
    `<!doctype html><html><head>${head}</head><body>${body}</body></html>`,
    'text/html',
  )
}

function readHere(body: string, head = '', url = URL_HERE) {
  return read(generic, open(body, head), new URL(url))
}

const WORDS = [
  'The burrs of my Q2 came loose after a fall.',
  'Tighten the ring below the hopper and try once more.',
  'Mine never did that, and I drop it twice a week.',
  'Ask the makers for a new ring, they send it for nothing.',
]
const PEOPLE = ['slowpour_ana', 'brewbert', 'grindlord', 'tamper_tom']

function each(make: (at: number, who: string, words: string) => string): string {
  return WORDS.map((words, at) => make(at, PEOPLE[at] ?? '', words)).join('')
}

describe('posts on a page that says nothing of what it holds', () => {
  it('are found in the rows of a table', () => {
    const rows = each(
      (at, who, words) =>
        `<tr class="row${at % 2}"><td><a href="/member.php?u=${at}">${who}</a></td><td><font>0${at + 1}.03.2026, 10:0${at}</font><br>${words}</td></tr>`,
    )
    const { thread, report } = readHere(`<table id="talk">${rows}</table>`)
    expect(thread.posts.map(({ author }) => author?.name)).toEqual(PEOPLE)
    expect(thread.posts.map(({ timeText }) => timeText)).toEqual([
      '01.03.2026, 10:00',
      '02.03.2026, 10:01',
      '03.03.2026, 10:02',
      '04.03.2026, 10:03',
    ])
    expect(thread.posts.map(({ text }) => text)).toEqual(WORDS)
    expect(report.guessed).toBe(true)
  })

  it('are found behind hashed class names, by test ids and profile links', () => {
    const posts = each(
      (at, who, words) =>
        `<div class="css-1x${at}z" data-testid="comment-card"><div class="css-7a"><a class="css-q9" href="/@${who}">${who}</a><time datetime="2026-03-0${at + 1}T10:00:00Z">${at + 1}d</time></div><div class="css-b2"><span>${words}</span></div></div>`,
    )
    const { thread } = readHere(`<div id="root">${posts}</div>`)
    expect(thread.posts.map(({ author }) => author?.url)).toEqual(
      PEOPLE.map((who) => `https://mill.example/@${who}`),
    )
    expect(thread.posts.map(({ time }) => time)).toEqual(
      [1, 2, 3, 4].map((day) => `2026-03-0${day}T10:00:00.000Z`),
    )
    expect(thread.posts.map(({ text }) => text)).toEqual(WORDS)
  })

  it('are found among more links to do something with them than words', () => {
    const tools = Array.from({ length: 12 }, (_, at) => `<li><a href="#">Do ${at}</a></li>`).join('')
    const posts = each(
      (at, who, words) =>
        `<div class="msg"><a class="nick" href="/people/${who}">${who}</a> <span>${at + 1} March 2026</span><div class="words">${words}</div><ul>${tools}</ul></div>`,
    )
    expect(readHere(posts).thread.posts.map(({ text }) => text)).toEqual(WORDS)
  })

  it('keep the address that stands around their time', () => {
    const posts = each(
      (at, who, words) =>
        `<li class="talk-entry"><span class="username">${who}</span> <a href="/p/${at}"><time datetime="2026-03-04T1${at}:00:00Z">today</time></a><p class="body">${words}</p></li>`,
    )
    expect(readHere(`<ul>${posts}</ul>`).thread.posts.map(({ permalink }) => permalink)).toEqual(
      [0, 1, 2, 3].map((at) => `https://mill.example/p/${at}`),
    )
  })

  it('are told beside the one that a page labels for search engines, which is told once', () => {
    const posts = each(
      (at, who, words) =>
        `<div class="post" id="p${at}"><a class="author" href="/u/${who}">${who}</a> <time datetime="2026-03-04T1${at}:00:00Z">then</time><div class="text"><p>${words}</p></div></div>`,
    )
    const head = `<script type="application/ld+json">${JSON.stringify({ '@type': 'DiscussionForumPosting', headline: 'Loose burrs', text: WORDS[0], author: { name: 'slowpour_ana' }, url: URL_HERE })}</script>`
    const { thread } = readHere(posts, head)
    expect(thread.posts.map(({ author }) => author?.name)).toEqual(PEOPLE)
    expect(thread.posts.map(({ key }) => key)).toEqual([0, 1, 2, 3].map((at) => `${URL_HERE}#p${at}`))
  })

  it('are left alone where the page labels all of them itself', () => {
    const posts = each(
      (at, who, words) =>
        `<div class="post" id="p${at}" itemscope itemtype="https://schema.org/Comment"><a class="author" itemprop="author" href="/u/${who}">${who}</a> <time itemprop="datePublished" datetime="2026-03-04T1${at}:00:00Z">then</time><p itemprop="text">${words}</p></div>`,
    )
    const { thread, report } = readHere(posts)
    expect(thread.posts).toHaveLength(4)
    expect(report).not.toHaveProperty('guessed')
  })

  it('are found once they come, though the page was empty at first', () => {
    const document = open('<div id="talk"></div>')
    const at = new URL(URL_HERE)
    expect(read(generic, document, at).thread.posts).toEqual([])
    const talk = document.getElementById('talk') as HTMLElement
    talk.innerHTML = each(
      (n, who, words) =>
        `<div class="reply"><a class="author" href="/u/${who}">${who}</a> <i>${n + 1} hours ago</i><p>${words}</p></div>`,
    )
    expect(read(generic, document, at).thread.posts).toHaveLength(4)
  })

  it('are looked for anew at another address of the same document', () => {
    const document = open(
      each(
        (_, who, words) =>
          `<div class="a"><a href="/u/${who}">${who}</a> <i>2 days ago</i><p>${words}</p></div>`,
      ),
    )
    expect(read(generic, document, new URL(URL_HERE)).thread.posts).toHaveLength(4)
    document.body.innerHTML = each(
      (_, who, words) =>
        `<section class="b"><a href="/u/${who}">${who}</a> <i>2 days ago</i><p>${words}</p></section>`,
    )
    expect(read(generic, document, new URL('https://mill.example/rooms/10')).thread.posts).toHaveLength(4)
  })
})

describe('a page that is no conversation', () => {
  const card = (inner: string) => `<div class="card">${inner}</div>`
  const pages: readonly (readonly [string, string])[] = [
    [
      'a shop with delivery dates',
      each((at) =>
        card(
          `<a href="/goods/${at}"><img alt=""><h3>Hand grinder no. ${at}</h3></a><b>€ ${90 + at}.00</b><p>Steel burrs, walnut handle, at your door by</p><span class="date">1${at} March 2026</span>`,
        ),
      ),
    ],
    [
      'the front page of a newspaper, with bylines',
      each(
        (at, who, words) =>
          `<article><h2><a href="/2026/story-${at}">A story about grinders, part ${at}</a></h2><p class="byline"><a rel="author" href="/author/${who}">${who}</a> <time datetime="2026-03-04T1${at}:00:00Z">4 March</time></p><p>${words}</p></article>`,
      ),
    ],
    [
      'a newspaper whose titles are no headings',
      each((at, who, words) =>
        card(
          `<a class="title" href="/2026/story-${at}">Why hands grind better, part ${at}</a><span class="author">${who}</span><time datetime="2026-03-04T1${at}:00:00Z">4 March</time><p class="teaser">${words}</p>`,
        ),
      ),
    ],
    [
      'results of a search',
      each((at, _, words) =>
        card(
          `<a href="https://other${at}.example/page"><h3>Result ${at} about grinders</h3></a><span class="date">${at + 1} Mar 2026</span> <span>${words}</span>`,
        ),
      ),
    ],
    [
      'a table of topics',
      `<table>${each((at, who) => `<tr class="topic"><td><a href="/topic/${at}">What do you think of the Q2, no. ${at}?</a></td><td><a class="username" href="/u/${who}">${who}</a></td><td>${at + 1} hours ago</td><td>14 answers and counting</td></tr>`)}</table>`,
    ],
    [
      'a list of mails',
      `<table>${each((at, who, words) => `<tr class="mail"><td><input type="checkbox"></td><td><span class="username">${who}</span></td><td><span>Your order</span> ${words}</td><td>${at + 1} Mar 2026</td></tr>`)}</table>`,
    ],
    [
      'documentation with versions and dates',
      each(
        (at, _, words) =>
          `<section class="version"><h2 id="v${at}">Version ${at}</h2><span class="date">2026-03-0${at + 1}</span><p>${words}</p></section>`,
      ),
    ],
    [
      'a blog by one author',
      each(
        (at, _, words) =>
          `<div class="entry"><span class="author">Sam Lindqvist</span> <time datetime="2026-03-0${at + 1}T10:00:00Z">March</time><p>${words} ${at}</p></div>`,
      ),
    ],
    [
      'newest comments at the side',
      `<aside>${each((at, who, words) => `<div class="comment"><a class="author" href="/u/${who}">${who}</a> <i>${at + 1} hours ago</i><p>${words}</p></div>`)}</aside>`,
    ],
    [
      'a list of people without words',
      each(
        (at, who) =>
          `<li class="member"><a class="username" href="/u/${who}">${who}</a> <span>${at + 1} March 2026</span></li>`,
      ),
    ],
    [
      'small ads, each with its price',
      each(
        (at, who, words) =>
          `<div class="entry"><a class="author" href="/u/${who}">${who}</a> <i>${at + 1} hours ago</i><b>${at + 1}0 € VB</b><p>${words}</p></div>`,
      ),
    ],
    [
      'the same words again and again',
      each(
        (at, who) =>
          `<div class="reply"><a class="author" href="/u/${who}">${who}</a> <i>${at + 1} hours ago</i><p>Log in to read this.</p></div>`,
      ),
    ],
  ]

  it.each(pages)('holds no posts: %s', (_, body) => {
    const { thread, report } = readHere(body)
    expect(thread.posts).toEqual([])
    expect(report).not.toHaveProperty('guessed')
  })
})

describe('a hostile page', () => {
  it('gets nothing of its own into a selector, and no more than the page into a post', () => {
    const posts = each(
      (at, who, words) =>
        `<div class="post a{b} :is(*) x,* ${'y'.repeat(500)}" id="'];*{}" data-testid="a&quot;],*"><a class="author" href="javascript:alert(1)">${who}</a> <i>${at + 1} hours ago</i><p>${words}</p></div>`,
    )
    const { thread, report } = readHere(posts)
    expect(thread.posts.map(({ text }) => text)).toEqual(WORDS)
    for (const { author, permalink } of thread.posts) expect([author?.url, permalink]).toEqual([null, null])
    expect(ThreadSchema.safeParse(thread).success && ReadReportSchema.safeParse(report).success).toBe(true)
  })

  it('nested deeper than anybody reads, and of shadowed members, is read to an end', () => {
    const deep = `${'<div class="reply"><i>2 hours ago</i>'.repeat(400)}${'</div>'.repeat(400)}`
    const form =
      '<form class="reply"><input name="parentElement"><input name="contains"><i>1 hour ago</i></form>'
    const { thread } = readHere(deep + form.repeat(3))
    expect(thread.posts).toEqual([])
  })

  it('is the same page after a guess', () => {
    const document = open(
      each(
        (_, who, words) =>
          `<div class="a"><a href="/u/${who}">${who}</a> <i>2 days ago</i><p>${words}</p></div>`,
      ),
    )
    const before = document.documentElement.outerHTML
    read(generic, document, new URL(URL_HERE))
    expect(document.documentElement.outerHTML).toBe(before)
  })
})
