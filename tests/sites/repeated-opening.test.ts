// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { generic } from '../../lib/sites/generic.site.ts'
import { read } from '../../lib/sites/read.ts'

const TITLE = 'Loose burrs after a fall'
const QUESTION =
  'The burrs of my Q2 came loose after a fall from the shelf. Is there a way without new parts?'
const PEOPLE = ['brewbert', 'grindlord', 'tamper_tom']
const WORDS = [
  'Tighten the ring below the hopper and try once more, it turns to the left.',
  'Mine never did that, and I drop it twice a week. Which batch is yours from?',
  'Ask the makers for a new ring. They sent me one for nothing within four days.',
]
const HERE = 'https://mill.example/rooms/9/loose-burrs'

function readPage(body: string, { url = HERE, title = `${TITLE} – The mill` } = {}) {
  const html = `<!doctype html><html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`
  return read(generic, new DOMParser().parseFromString(html, 'text/html'), new URL(url)).thread.posts
}

function answers(kind = 'comment'): string {
  return WORDS.map(
    (words, at) =>
      `<li class="${kind}" id="${kind}-${at + 1}"><a class="author" href="/u/${PEOPLE[at]}">${PEOPLE[at]}</a> <time datetime="2026-03-0${at + 5}T10:00:00Z">${at + 2} hours ago</time><div class="said">${words}</div></li>`,
  ).join('')
}

const BYLINE =
  '<a class="author" href="/u/slowpour_ana">slowpour_ana</a> <time datetime="2026-03-04T10:00:00Z">3 days ago</time>'

describe('what a thread begins with is read, built otherwise than its replies', () => {
  const expected = {
    author: { name: 'slowpour_ana', url: 'https://mill.example/u/slowpour_ana' },
    text: `${TITLE}\n\n${QUESTION}`,
    time: '2026-03-04T10:00:00.000Z',
    permalink: HERE,
    parent: null,
  }

  it.each([
    [
      'beside them',
      `<main><article><h1>${TITLE}</h1><p class="by">${BYLINE}</p><div class="body"><p>${QUESTION}</p></div></article><ol>${answers()}</ol></main>`,
    ],
    [
      'around them',
      `<main><article class="topic"><h1>${TITLE}</h1><div class="by">${BYLINE}</div><div class="words"><p>${QUESTION}</p></div><section><h2>3 comments</h2><ol>${answers()}</ol></section></article></main>`,
    ],
    [
      'with its day and its author in different parts',
      `<main><div class="head"><h1>${TITLE}</h1><time datetime="2026-03-04T10:00:00Z">3 days ago</time></div><div class="first"><a class="author" href="/u/slowpour_ana">slowpour_ana</a><div class="body">${QUESTION}</div></div><ol>${answers()}</ol></main>`,
    ],
    [
      'with its author aside',
      `<main><article><h1>${TITLE}</h1><div class="content">${QUESTION}</div><aside class="meta">${BYLINE}</aside></article><ol>${answers()}</ol></main>`,
    ],
    [
      'with words of the page around it',
      `<main><nav><a href="/u/mod_mia">mod_mia</a></nav><article><h1>${TITLE}</h1><p>${BYLINE}</p><div class="post_body">${QUESTION}</div><p>41 people found this worth reading, and you may as well.</p></article><p>Sort by the newest or the oldest</p><ol>${answers()}</ol></main>`,
    ],
  ])('%s', (_, body) => {
    const posts = readPage(body)
    expect(posts[0]).toMatchObject(expected)
    expect(posts.slice(1).map(({ text }) => text)).toEqual(WORDS)
    expect(posts.slice(1).map(({ parent }) => parent)).toEqual(
      WORDS.map(() => ({ key: posts[0]?.key, inferred: true })),
    )
  })

  it('as a link that somebody shared, with nothing said but its title', () => {
    const [first, second] = readPage(
      `<main><div class="story"><span class="title"><a href="https://paper.example/burrs">${TITLE}</a></span><div class="by">41 points by ${BYLINE}</div></div><ol>${answers()}</ol></main>`,
    )
    expect(first).toMatchObject({ text: TITLE, author: { name: 'slowpour_ana' } })
    expect(second?.parent).toEqual({ key: first?.key, inferred: true })
  })

  it('where people have nothing but their name for an address, as the replies show', () => {
    const bare = answers().replaceAll('/u/', '/')
    const [first] = readPage(
      `<main><article><h1>${TITLE}</h1><div><a href="/slowpour_ana">slowpour_ana</a> <time datetime="2026-03-04T10:00:00Z">Mar 4</time> <a href="/t/mills">mills</a></div><div class="body">${QUESTION}</div></article><ol>${bare}</ol></main>`,
    )
    expect(first).toMatchObject({ author: { name: 'slowpour_ana' }, text: `${TITLE}\n\n${QUESTION}` })
  })

  it('and a reply to a reply answers that one', () => {
    const inner = `<li class="comment" id="comment-9"><a class="author" href="/u/crema_kai">crema_kai</a> <time datetime="2026-03-08T10:00:00Z">now</time><div class="said">A drop of oil on the thread helped here.</div></li>`
    const posts = readPage(
      `<main><article><h1>${TITLE}</h1><p>${BYLINE}</p><div class="body">${QUESTION}</div></article><ol>${answers().replace('</div></li>', `</div><ol>${inner}</ol></li>`)}</ol></main>`,
    )
    const oil = posts.find(({ author }) => author?.name === 'crema_kai')
    expect(oil?.parent).toEqual({ key: `${HERE}#comment-1`, inferred: false })
  })
})

describe('nothing is taken for the beginning of a thread', () => {
  const texts = (body: string, about = {}) => readPage(body, about).map(({ text }) => text)

  it('where a board says over its posts who wrote the first of them', () => {
    const head = `<div class="head"><h1>${TITLE}</h1><p>By <a class="author" href="/u/brewbert">brewbert</a>, <time datetime="2026-03-05T10:00:00Z">2 hours ago</time> in Mills and rings of them</p></div>`
    expect(texts(`<main>${head}<ol class="replies">${answers('post')}</ol></main>`)).toEqual(WORDS)
  })

  it('on the page of somebody with what they wrote', () => {
    const body = `<main><div><h1 class="username">slowpour_ana</h1><p>I grind by hand and write about it most days.</p><time datetime="2026-03-04T10:00:00Z">3 days ago</time></div><ol>${answers('note')}</ol></main>`
    expect(texts(body, { title: 'slowpour_ana – The mill' })).toEqual(WORDS)
  })

  it('over a feed, whatever notice stands there', () => {
    const feed = WORDS.map(
      (words, at) =>
        `<article class="note"><a class="author" href="/u/${PEOPLE[at]}">${PEOPLE[at]}</a> <a href="/notes/${at}"><time datetime="2026-03-0${at + 5}T10:00:00Z">now</time></a><div>${words}</div></article>`,
    ).join('')
    const notice = `<div><h1>Mills</h1><p>${BYLINE}</p><p>We move to a new machine on Sunday, so save what you wrote.</p></div>`
    expect(texts(`<main>${notice}<div>${feed}</div></main>`, { title: 'Mills – The board' })).toEqual(WORDS)
  })

  it('over reviews of a book, which bears a name and a day too', () => {
    const book = `<div><h1>${TITLE}</h1><p>${BYLINE}</p><p>The one book on what to do when a mill falls from the shelf.</p></div>`
    expect(texts(`<main>${book}<ol>${answers('review')}</ol></main>`)).toEqual(WORDS)
  })

  it('over what people ask of goods with a price', () => {
    const goods = `<div><h1>${TITLE}</h1><b>€ 40</b><p>${BYLINE}</p><p>Grinds by hand, quick and quiet, for two cups.</p></div>`
    expect(texts(`<main>${goods}<ol>${answers()}</ol></main>`)).toEqual(WORDS)
  })

  it('when a page says when it was changed last, and by whom', () => {
    const page = `<div><h1>${TITLE}</h1><p>How a mill is taken apart, step by step.</p><p>Last edited <time datetime="2026-03-04T10:00:00Z">3 days ago</time> by <a class="author" href="/u/mod_mia">mod_mia</a></p></div>`
    expect(texts(`<main>${page}<ol>${answers()}</ol></main>`)).toEqual(WORDS)
  })

  it('where a title leads to another page of the site', () => {
    const teaser = `<div><h2><a href="/rooms/4/other">${TITLE}</a></h2><p>${BYLINE}</p><p>${QUESTION}</p></div>`
    expect(texts(`<main>${teaser}<ol>${answers()}</ol></main>`)).toEqual(WORDS)
  })
})

describe('people whom nothing names as such', () => {
  const review = (at: number) =>
    `<div data-test-id="review-card"><div><span>${PEOPLE[at]}</span><span>Barista</span></div><i>March ${at + 4}, 2026</i><p class="x">${WORDS[at]}</p></div>`

  it('are known by the first word that each review has for itself', () => {
    const posts = readPage(`<main>${WORDS.map((_, at) => review(at)).join('')}</main>`)
    expect(posts.map(({ author }) => author?.name)).toEqual(PEOPLE)
    for (const [at, words] of WORDS.entries()) expect(posts[at]?.text).toContain(words)
  })

  it('and are not looked for where the page does not call it what people say', () => {
    const entries = WORDS.map((_, at) => review(at).replace('review-card', 'card')).join('')
    expect(readPage(`<main>${entries}</main>`)).toEqual([])
  })
})
