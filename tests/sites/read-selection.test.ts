// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../lib/model/limits.ts'
import { PageSelectionSchema } from '../../lib/model/selection.ts'
import { generic } from '../../lib/sites/generic.site.ts'
import { readSelection } from '../../lib/sites/read-selection.ts'

const HERE = new URL('https://mill.example/t/9')

const TREE = `<title>Loose arms</title>
<div id="c1" itemscope itemtype="https://schema.org/Comment"><a itemprop="author" href="/u/ana">slowpour_ana</a><p itemprop="text" id="first">The arm came loose.</p>
<div id="c2" itemscope itemtype="https://schema.org/Comment"><a itemprop="author" href="/u/bert">brewbert</a><p itemprop="text" id="second">Tighten the ring.</p></div></div>
<p id="outside">Something beside it.</p><input type="password" value="secret">`

function open(html = TREE): Document {
  return new DOMParser().parseFromString(`<!doctype html><html><body>${html}</body></html>`, 'text/html')
}

function selectIn(document: Document, from: string, to: string | null = from, text = 'The arm came loose.') {
  const at = (id: string) => document.getElementById(id)?.firstChild as Node
  return readSelection({ text, start: at(from), end: to === null ? null : at(to) }, HERE, document, generic)
}

describe('text that a person selected', () => {
  it('is by the author of the post it lies in, at the address of that post', () => {
    expect(selectIn(open(), 'first')).toEqual({
      text: 'The arm came loose.',
      author: {
        key: 'mill.example/u/ana',
        handle: 'slowpour_ana',
        name: 'slowpour_ana',
        url: 'https://mill.example/u/ana',
        stableId: null,
      },
      permalink: 'https://mill.example/t/9#c1',
      title: 'Loose arms',
      site: 'generic',
    })
    expect(selectIn(open(), 'second')?.author?.name).toBe('brewbert')
  })

  it('is by nobody when it goes over two posts, also where one holds the other', () => {
    const both = selectIn(open(), 'first', 'second')
    expect([both?.author, both?.permalink]).toEqual([null, 'https://mill.example/t/9'])
  })

  it('is by nobody outside of posts, and where no site reads the page', () => {
    expect(selectIn(open(), 'outside')?.author).toBeNull()
    const document = open()
    const start = document.getElementById('first') as Element
    const told = readSelection({ text: 'Words', start, end: start }, HERE, document, null)
    expect(told).toMatchObject({ author: null, permalink: HERE.href, site: 'generic' })
  })

  it('that ends where the next element begins is still of one post', () => {
    expect(selectIn(open(), 'second', null)?.author?.name).toBe('brewbert')
  })

  it('is nothing when it is blank', () => {
    expect(selectIn(open(), 'first', 'first', ' \n\t ')).toBeNull()
    expect(readSelection(null, HERE, open(), generic)).toBeNull()
  })

  it('is not taken out of a box for a password', () => {
    // Only a document in view has a focus; `innerHTML` stands for the site that made it.
    document.body.innerHTML = TREE
    const start = document.getElementById('outside') as Element
    const take = () => readSelection({ text: 'secret', start, end: start }, HERE, document, null)
    expect(take()?.text).toBe('secret')
    document.querySelector('input')?.focus()
    expect(take()).toBeNull()
  })
})

describe('a hostile selection', () => {
  it('of a megabyte is cut', () => {
    const told = selectIn(open(), 'first', 'first', 'quillon '.repeat(130_000))
    expect(told?.text.length).toBe(LIMITS.postText)
    expect(PageSelectionSchema.safeParse(told).success).toBe(true)
  })

  it('with markup gives the characters that it is', () => {
    const text = '<img src=x onerror=alert(1)> &amp; "quoted"'
    expect(selectIn(open(), 'first', 'first', text)?.text).toBe(text)
  })

  it('keeps its lines, and no blanks of the layout', () => {
    const text = 'one\u00a0 two\r\n\r\n\r\n\r\n  three \t four\rfive'
    expect(selectIn(open(), 'first', 'first', text)?.text).toBe('one two\n\nthree four\nfive')
  })

  it('in a page that breaks its reader is still text', () => {
    const document = open('<p id="first">words</p>')
    const broken = {
      ...generic,
      containers: () => [document.body],
      readPosts: () => {
        throw new Error('x')
      },
    }
    const start = document.getElementById('first') as Element
    expect(readSelection({ text: 'words', start, end: start }, HERE, document, broken)).toMatchObject({
      text: 'words',
      author: null,
    })
  })

  it('whatever it holds, crosses to the panel', () => {
    const document = open()
    const start = document.getElementById('outside') as Element
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) => {
        const told = readSelection({ text, start, end: start }, HERE, document, null)
        expect(told === null || PageSelectionSchema.safeParse(told).success).toBe(true)
      }),
    )
  })
})
