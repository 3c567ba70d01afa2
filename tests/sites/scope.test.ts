// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementAt, isMarkedAt } from '../../lib/sites/fields.ts'
import { scopeOf } from '../../lib/sites/scope.ts'

const SELECTORS = [
  '.part .name',
  '.part b',
  '.part .name.own',
  'div .name',
  '.part',
  '.outer .name',
  '.post b',
]

const piece: fc.Arbitrary<string> = fc.letrec<{ piece: string }>((tie) => ({
  piece: fc
    .tuple(
      fc.constantFrom('div', 'b'),
      fc.subarray(['part', 'name', 'own']),
      fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant(''), tie('piece')),
      fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant(''), tie('piece')),
    )
    .map(
      ([name, classes, first, second]) => `<${name} class="${classes.join(' ')}">${first}${second}</${name}>`,
    ),
})).piece

const post = fc
  .tuple(fc.subarray(['part', 'name']), fc.array(piece, { maxLength: 4 }))
  .map(([classes, pieces]) => `<li class="post ${classes.join(' ')}">${pieces.join('')}</li>`)

const board = fc
  .tuple(fc.constantFrom('', 'outer', 'part'), fc.array(post, { minLength: 1, maxLength: 6 }))
  .map(([above, posts]) => `<ul class="${above}">${posts.join('')}</ul>`)

function opened(html: string, field: string) {
  const document = new DOMParser().parseFromString(html, 'text/html')
  const containers = new Set(document.querySelectorAll('.post'))
  const recipe = { version: 1, selectors: { post: '.post', field }, expects: [] }
  const url = new URL('https://board.example/t/1')
  return { containers, page: { document, url, base: url, recipe, containers } }
}

/** What is below this post, asked of the page as a whole. */
function firstIn(container: Element, selector: string): Element | null {
  const found = [...container.ownerDocument.querySelectorAll(selector)]
  return found.find((element) => element !== container && container.contains(element)) ?? null
}

describe('a post of a list is read by short cuts', () => {
  it('and each field is the first that its selector matches, whatever parts the post has and stands in', () => {
    fc.assert(
      fc.property(board, fc.constantFrom(...SELECTORS), (html, selector) => {
        const { containers, page } = opened(html, selector)
        for (const container of containers)
          expect(elementAt(scopeOf(container, page), 'field')).toBe(firstIn(container, selector))
      }),
    )
  })

  it('and a mark is on the post itself or in it, for each post alike', () => {
    fc.assert(
      fc.property(board, fc.constantFrom(...SELECTORS), (html, selector) => {
        const { containers, page } = opened(html, selector)
        for (const container of containers)
          expect(isMarkedAt(scopeOf(container, page), 'field')).toBe(
            container.matches(selector) || firstIn(container, selector) !== null,
          )
      }),
    )
  })

  it('and what is looked for in a part is found in that part alone, whichever part was asked for before', () => {
    const named = fc.subarray(['head', 'words', 'foot'], { minLength: 1 })
    const inner = fc.array(fc.constantFrom('<b class="name">1</b>', '<i>2</i>', '<b class="gone">3</b>'))
    const parted = fc.tuple(named, inner, inner, fc.boolean()).chain(([parts, loose, before, isDeep]) =>
      fc.tuple(...parts.map(() => inner)).map((filled) => {
        const own = parts
          .map((part, at) => `<div class="${part}">${filled[at]?.join('')}</div>`)
          .join(before.join(''))
        return `<li class="post">${loose.join('')}${isDeep ? `<div>${own}</div>` : own}</li>`
      }),
    )
    const fields = fc.array(fc.constantFrom('head', 'words', 'foot'), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(fc.array(parted, { minLength: 1, maxLength: 4 }), fields, (posts, asked) => {
        const document = new DOMParser().parseFromString(`<ul>${posts.join('')}</ul>`, 'text/html')
        const containers = new Set(document.querySelectorAll('.post'))
        const selectors = {
          post: '.post',
          head: '.head >> .name',
          words: '.words >> .name',
          foot: '.foot >> .name',
        }
        const url = new URL('https://board.example/t/1')
        const page = { document, url, base: url, recipe: { version: 1, selectors, expects: [] }, containers }
        for (const container of containers) {
          const scope = scopeOf(container, page)
          for (const name of asked)
            expect(elementAt(scope, name)).toBe(
              container.querySelector(`.${name}`)?.querySelector('.name') ?? null,
            )
        }
      }),
    )
  })

  it('and a part of a post that stands in another is the inner one’s', () => {
    const { containers, page } = opened(
      '<div class="post" id="a"><div class="post" id="b"><p class="part"><b class="name">b</b></p></div><p class="part"><b class="name">a</b></p></div><div class="post" id="c"><div class="post" id="d"><p class="part"><b class="name">d</b></p></div></div>',
      '.part >> .name',
    )
    const found = Array.from(
      containers,
      (container) => elementAt(scopeOf(container, page), 'field')?.textContent,
    )
    expect(found).toEqual(['a', 'b', undefined, 'd'])
  })
})
