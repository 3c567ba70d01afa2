// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findReplyBox } from '../../lib/sites/find-reply-box.ts'
import { openPage } from '../../lib/sites/page-address.ts'
import type { Site } from '../../lib/sites/site.ts'

beforeEach(() => {
  // This DOM has no layout: what is marked `hidden` is out of sight, the rest has a size.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const size = this.closest('[hidden]') ? 0 : 100
    return { width: size, height: size } as DOMRect
  })
})

afterEach(() => {
  document.body.replaceChildren()
  vi.restoreAllMocks()
})

const post = (id: string, inner = '') => `<article id="${id}"><p>Words</p>${inner}</article>`
const box = (id: string, more = '') => `<textarea id="${id}" ${more}></textarea>`

/** Lays out an invented page: `innerHTML` stands for the site, which makes its own document so. */
function layOut(html: string, into: { innerHTML: string } = document.body): void {
  into.innerHTML = html
}

/** The id of the box found for a post of this page; null: none. */
function found(html: string, under: string | null, replyBox?: string): string | null {
  layOut(html)
  const site = { containers: () => document.querySelectorAll('article') } as unknown as Site
  const recipe = { version: 1, selectors: replyBox ? { replyBox } : {}, expects: [] }
  const page = openPage(document, new URL('https://forum.example/t/1'), recipe)
  const container = under === null ? null : document.getElementById(under)
  return findReplyBox(site, page, container)?.id ?? null
}

test.each([
  ['inside the post', `${post('a', box('x'))}${post('b', box('y'))}${box('all')}`, 'b', 'y'],
  ['right below the post', `${post('a')}<div>${box('x')}</div>${post('b')}<div>${box('y')}</div>`, 'b', 'y'],
  [
    'in an open dialog, wherever it stands',
    `<div role="dialog">${box('x')}</div>${post('a')}${box('all')}`,
    'a',
    'x',
  ],
  ['of the whole conversation, where the post has none', `${box('all')}${post('a')}${post('b')}`, 'a', 'all'],
  [
    'of the conversation rather than of another post',
    `${post('a')}${post('b', box('y'))}${box('all')}`,
    'a',
    'all',
  ],
  ['of the post above, in which the post stands', post('a', `${box('x')}${post('b')}`), 'b', 'x'],
])('the box taken is the one %s', (_where, html, under, expected) => {
  expect(found(html, under)).toBe(expected)
})

test('a box that stands in another post is never taken, unless the person is in it', () => {
  const html = `${post('a')}${post('b', box('y'))}`
  expect(found(html, 'a')).toBeNull()
  layOut(html)
  const spy = vi.spyOn(Document.prototype, 'activeElement', 'get')
  spy.mockImplementation(() => document.getElementById('y'))
  expect(found(html, 'a')).toBe('y')
})

test.each([
  ['for searching', '<form role="search"><textarea></textarea></form>'],
  ['whose words say that it searches', '<textarea placeholder="Diese Seite durchsuchen"></textarea>'],
  ['for a message to one person', '<div class="msg-form__box"><div contenteditable="true"></div></div>'],
  ['for a chat', '<div class="ChatPane"><textarea></textarea></div>'],
  ['for logging in', '<form><textarea></textarea><input type="password"></form>'],
  ['that is out of sight', '<div hidden><textarea></textarea></div>'],
  ['that is switched off', '<textarea disabled></textarea>'],
  ['that can only be read', '<textarea readonly></textarea>'],
  ['for a test that nobody sees', '<textarea aria-hidden="true" name="g-response"></textarea>'],
  ['of one line', '<input type="text">'],
])('a box %s is no reply box', (_what, html) => {
  expect(found(`${post('a')}${html}`, 'a')).toBeNull()
})

test('a site’s own name for its box counts, alone or around it, several parted by commas or bars', () => {
  const html = `${post('a')}${box('other')}<div class="composer">${box('x')}</div>`
  expect(found(html, 'a', '.composer')).toBe('x')
  expect(found(html, 'a', '.nowhere, .composer textarea')).toBe('x')
  expect(found(html, 'a', '.nowhere | .composer textarea')).toBe('x')
})

test('where the site has a name for its box and none is open, no other box is taken for it', () => {
  expect(found(`${post('a')}${box('newsletter')}`, 'a', '.composer')).toBeNull()
  expect(found(`${post('a', box('mine'))}`, 'a', '.composer')).toBe('mine')
})

test('a named box is left alone when it stands among private messages', () => {
  expect(found(`${post('a')}<div class="msg-overlay">${box('x')}</div>`, 'a', 'textarea')).toBeNull()
})

test('a page that shadows its own members hides no box', () => {
  const html = `<form name="querySelectorAll"></form><form name="activeElement"></form>${post('a')}${box('x')}`
  expect(found(html, 'a')).toBe('x')
})

test('a box in an open shadow tree is found where its host stands', () => {
  layOut(`${post('a')}<x-composer></x-composer>${post('b')}`)
  const tree = document.querySelector('x-composer')?.attachShadow({ mode: 'open' })
  if (tree) layOut('<textarea id="deep"></textarea>', tree)
  const site = { containers: () => document.querySelectorAll('article') } as unknown as Site
  const recipe = { version: 1, selectors: { replyBox: 'x-composer' }, expects: [] }
  const page = openPage(document, new URL('https://forum.example/t/1'), recipe)
  expect(findReplyBox(site, page, document.getElementById('a'))?.id).toBe('deep')
})
