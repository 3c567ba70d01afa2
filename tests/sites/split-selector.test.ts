// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { all, one } from '../../lib/sites/dom.ts'
import { splitSelector } from '../../lib/sites/split-selector.ts'

describe('a selector is split', () => {
  it.each([
    ['.a', ['.a'], null],
    ['.a .b > time', ['.a .b > time'], 'time'],
    ['.a~b+ c[x]:not(.d .e)', ['.a~b+ c[x]:not(.d .e)'], 'c[x]:not(.d .e)'],
    ['a[title="x, y > z"], b', ['a[title="x, y > z"]', 'b'], null],
    [':is(a, b) c', [':is(a, b) c'], 'c'],
    ["li [data-x=')']", ["li [data-x=')']"], "[data-x=')']"],
    ['#\\31 2', ['#\\31 2'], null],
  ])('%s', (selector, parts, last) => {
    expect(splitSelector(selector)).toEqual({ parts, last })
  })
})

describe('whatever is asked first, the answer is the browser’s', () => {
  const html =
    '<div class="post"><b class="name">0</b><p class="by"><b class="name">1</b></p><p class="by"><b class="name">2</b></p></div><i class="note">3</i>'
  const document = () => new DOMParser().parseFromString(html, 'text/html')
  const texts = (elements: Iterable<Element>) => [...elements].map((element) => element.textContent)

  it('for the first match, also behind one that only looks like it', () => {
    const post = document().querySelector('.post') as Element
    expect(one(post, '.by .name')?.textContent).toBe('1')
    expect(one(post, '.by + .by > .name')?.textContent).toBe('2')
    expect(one(post, '.by .note')).toBeNull()
    expect(one(post, '.post > .name')?.textContent).toBe('0')
  })

  it('for a list of which several parts find something: in page order, each element once', () => {
    expect(texts(all(document(), '.note, .by .name, b.name'))).toEqual(['0', '1', '2', '3'])
    expect(texts(all(document(), '.none, .by .name'))).toEqual(['1', '2'])
    expect(texts(all(document(), '.none, .nothing'))).toEqual([])
  })
})
