// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { generic } from '../../lib/sites/generic.site.ts'
import { read } from '../../lib/sites/read.ts'
import { readText } from '../../lib/sites/read-text.ts'

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html')

const texts = (html: string) =>
  read(generic, parse(html), new URL('https://mill.example/t/1')).thread.posts.map(({ text }) => text)

const comment = (words: string, tag = 'div') =>
  `<${tag} itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Maya</span>${words}</${tag}>`

it('reads no word that somebody is writing', () => {
  const body = parse(
    '<p>Said.</p><div contenteditable="true">Not <b>yet</b>.</div><p contenteditable>Nor this.</p>',
  ).body
  expect(readText(body).text).toBe('Said.')
  expect(
    readText(parse('<div contenteditable="plaintext-only">Draft</div>').body.firstElementChild as Element)
      .text,
  ).toBe('')
  expect(readText(parse('<p contenteditable="false">Said.</p>').body).text).toBe('Said.')
})

it('takes no editor and no form to answer with for a post', () => {
  const said = comment('<p itemprop="text">Said.</p>')
  expect(
    texts(`${said}<div contenteditable="true">${comment('<p itemprop="text">A preview.</p>')}</div>`),
  ).toEqual(['Said.'])
  expect(
    texts(`${said}${comment('<p itemprop="text">Be kind to Maya.</p><textarea>Draft</textarea>', 'form')}`),
  ).toEqual(['Said.'])
  expect(
    texts(`${said}${comment('<p itemprop="text">Edited: <span contenteditable>draft</span></p>')}`),
  ).toEqual(['Said.', 'Edited:'])
})

it('reads a thread that stands in one form with its box to answer', () => {
  const one = comment('<p itemprop="text">One.</p>')
  const two = comment('<p itemprop="text">Two.</p>')
  expect(texts(`<form>${one}${two}<textarea></textarea></form>`)).toEqual(['One.', 'Two.'])
})
