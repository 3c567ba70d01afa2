// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { generic } from '../../lib/sites/generic.site.ts'
import { openPage } from '../../lib/sites/page-address.ts'
import { read } from '../../lib/sites/read.ts'

const URL_HERE = 'https://mill.example/rooms/9'
const PEOPLE = ['slowpour_ana', 'brewbert', 'grindlord', 'tamper_tom']
const WORDS = [
  'The burrs of my Q2 came loose after a fall.',
  'Tighten the ring below the hopper and try once more.',
  'Mine never did that, and I drop it twice a week.',
  'Ask the makers for a new ring, they send it for nothing.',
]

function each(make: (at: number, who: string, words: string) => string): string {
  return WORDS.map((words, at) => make(at, PEOPLE[at] ?? '', words)).join('')
}

function open(body: string): Document {
  return new DOMParser().parseFromString(`<!doctype html><body>${body}</body>`, 'text/html')
}

describe('a page that its address says is somebody’s own', () => {
  const letters = each(
    (at, who, words) =>
      `<div class="message"><a class="author" href="/u/${who}">${who}</a> <i>${at + 1} hours ago</i><p>${words}</p></div>`,
  )

  it.each([
    'https://mill.example/inbox',
    'https://mill.example/conversations/9',
    'https://webmail.mill.example/list',
    'https://mill.example/kleinanzeigen/grinders',
  ])('is not guessed at: %s', (url) => {
    expect(read(generic, open(letters), new URL(url)).thread.posts).toEqual([])
  })

  it('unlike a room with the same markup', () => {
    expect(read(generic, open(letters), new URL(URL_HERE)).thread.posts).toHaveLength(WORDS.length)
  })
})

describe('a guess in steps', () => {
  const talk = each(
    (at, who, words) =>
      `<div class="reply"><a class="author" href="/u/${who}">${who}</a> <i>${at + 1} hours ago</i><p>${words}</p></div>`,
  )

  it('rests often and finds what one at once finds', () => {
    const page = openPage(open(talk), new URL(URL_HERE), generic.recipe)
    expect(Array.from(generic.prepare?.(page) ?? []).length).toBeGreaterThan(10)
    const found = Array.from(generic.containers(page), (container) => generic.readPost(container, page))
    expect(found).toEqual(read(generic, open(talk), new URL(URL_HERE)).thread.posts)
  })

  it('that was left in the middle is made anew', () => {
    const document = open(talk)
    const page = openPage(document, new URL(URL_HERE), generic.recipe)
    const left = generic.prepare?.(page)
    left?.next()
    left?.next()
    expect(Array.from(generic.containers(page))).toEqual([])
    expect(read(generic, document, page.url).thread.posts).toHaveLength(WORDS.length)
  })
})

describe('replies that hang deep in each other', () => {
  const chain = (thread: number, depth: number): string =>
    depth === 0
      ? ''
      : `<li class="remark"><header><b class="author">${PEOPLE[depth % 4]}</b> <small>${depth} hours ago</small></header><p>${WORDS[depth % 4]} (${thread}, ${depth})</p><ol>${chain(thread, depth - 1)}</ol></li>`

  it('are each a post that answers the one around it, and no thread is taken for one post', () => {
    const page = open(
      `<div id="remarks"><ol>${[1, 2, 3].map((thread) => chain(thread, 20)).join('')}</ol></div>`,
    )
    const { posts } = read(generic, page, new URL(URL_HERE)).thread
    expect(posts).toHaveLength(60)
    expect(posts.filter(({ parent }) => parent === null)).toHaveLength(3)
    expect(posts[21]?.parent).toEqual({ key: posts[20]?.key, inferred: false })
  })
})
