// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { generic } from '../../lib/sites/generic.site.ts'
import { nearestInPass } from '../../lib/sites/nearest-in-pass.ts'
import { openPage } from '../../lib/sites/page-address.ts'
import { partsOf } from '../../lib/sites/parts-of.ts'
import { read } from '../../lib/sites/read.ts'

const HERE = new URL('https://mill.example/rooms/9')

/** Boxes in each other, as only a script can build them: a parser stops long before. */
function nested(depth: number, make: (box: Element, at: number) => void): Document {
  const document = new DOMParser().parseFromString('<!doctype html><body></body>', 'text/html')
  let above: Element = document.body
  for (let at = 0; at < depth; at++) {
    const box = document.createElement('div')
    above.append(box)
    make(box, at)
    above = box
  }
  return document
}

/** What the page's own script writes into a box: `innerHTML` stands for the site. */
function fill(box: Element, html: string): void {
  box.innerHTML = html
}

describe('what stands above the posts of a page', () => {
  const document = nested(300, (box, at) => {
    if (at === 3) box.className = 'room'
    if (at % 10 === 0) box.id = `post-${at}`
  })
  const posts = Array.from(document.querySelectorAll('[id]'))
  const page = { ...openPage(document, HERE, generic.recipe), containers: new Set(posts) }

  it('is what `closest` finds', () => {
    for (const post of posts) expect(nearestInPass(post, '.room', page)).toBe(post.closest('.room'))
    expect(nearestInPass(posts[5] as Element, 'form', page)).toBeNull()
  })

  it('is asked of each element once, however deep they stand', () => {
    const asked = vi.spyOn(Element.prototype, 'matches')
    const fresh = { ...page, containers: new Set(posts) }
    const seen = new Map<Element, number>()
    asked.mockImplementation(function (this: Element) {
      seen.set(this, (seen.get(this) ?? 0) + 1)
      return false
    })
    for (const post of posts) nearestInPass(post, '.hall', fresh)
    asked.mockRestore()
    expect(Math.max(0, ...seen.values())).toBeLessThanOrEqual(1)
  })
})

describe('posts that a script hung into each other by the hundred', () => {
  it('are each read with their own words, author and parent', () => {
    const document = nested(400, (box, at) => {
      box.setAttribute('itemscope', '')
      box.setAttribute('itemtype', 'https://schema.org/Comment')
      box.id = `c${at}`
      fill(
        box,
        `<b itemprop="author">brewbert ${at % 7}</b><time itemprop="datePublished" datetime="2026-03-04T10:00:00Z"></time><p itemprop="text">Grind no. ${at}.</p>`,
      )
    })
    const { posts } = read(generic, document, HERE).thread
    expect(posts).toHaveLength(400)
    posts.forEach((post, at) => {
      expect(post.text).toBe(`Grind no. ${at}.`)
      expect(post.author?.name).toBe(`brewbert ${at % 7}`)
      expect(post.parent?.key ?? null).toBe(at === 0 ? null : posts[at - 1]?.key)
    })
  })

  it('also as entries of microformats', () => {
    const document = nested(200, (box, at) => {
      box.className = 'h-entry'
      box.id = `e${at}`
      fill(
        box,
        `<a class="p-author h-card" href="/brewbert-${at % 7}">brewbert ${at % 7}</a><p class="e-content">Grind no. ${at}.</p>`,
      )
    })
    const { posts } = read(generic, document, HERE).thread
    expect(posts.map(({ text }) => text)).toEqual(posts.map((_, at) => `Grind no. ${at}.`))
    expect(posts).toHaveLength(200)
  })
})

it('the parts of a whole end where another begins, which is given and not gone into', () => {
  const body = new DOMParser().parseFromString(
    '<main><p>a<b></b></p><section><i></i></section><u></u></main>',
    'text/html',
  ).body
  const parts = Array.from(partsOf(body, ({ localName }) => localName === 'section'))
  expect(parts.map(({ localName }) => localName)).toEqual(['main', 'p', 'b', 'section', 'u'])
})
