// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testFor } from '../../lib/sites/element-test.ts'

const SELECTORS = [
  '.quote',
  'blockquote.a, .b.c',
  'li.a:has(b)',
  '[hidden]',
  '.a > .b',
  'div .c, [data-x="1"].b',
  'p:not(.a)',
]

describe('a test of elements by a selector', () => {
  it('says what the browser says, for elements of few names and classes', () => {
    const element = fc.record({
      name: fc.constantFrom('div', 'p', 'li', 'blockquote'),
      classes: fc.subarray(['a', 'b', 'c', 'quote']),
      attribute: fc.constantFrom('', 'hidden', 'data-x="1"'),
      inner: fc.constantFrom('', '<b>x</b>', '<i class="b">x</i>'),
    })
    fc.assert(
      fc.property(fc.constantFrom(...SELECTORS), fc.array(element, { maxLength: 6 }), (selector, made) => {
        const html = made.map(
          ({ name, classes, attribute, inner }) =>
            `<${name} class="${classes.join(' ')}" ${attribute}>${inner}</${name}>`,
        )
        const document = new DOMParser().parseFromString(`<div class="a">${html.join('')}</div>`, 'text/html')
        const test = testFor(selector)
        for (const one of document.querySelectorAll('body *')) expect(test(one)).toBe(one.matches(selector))
      }),
    )
  })

  it('holds for classes that differ in case alone', () => {
    const document = new DOMParser().parseFromString('<!doctype html><p class="Quote"></p>', 'text/html')
    const paragraph = document.querySelector('p')
    expect(paragraph && testFor('.quote')(paragraph)).toBe(paragraph?.matches('.quote'))
  })
})
