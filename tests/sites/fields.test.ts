// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countsOf,
  field,
  fieldElement,
  fieldHref,
  isMarkedAt,
  machineTime,
  timeAt,
} from '../../lib/sites/fields.ts'
import { openPage } from '../../lib/sites/page-address.ts'
import { scopeOf } from '../../lib/sites/scope.ts'
import type { Page } from '../../lib/sites/site.ts'
import { wholeNumber } from '../../lib/sites/whole-number.ts'

function page(html: string, selectors: Record<string, string>): { page: Page; post: Element } {
  const document = new DOMParser().parseFromString(html, 'text/html')
  const post = document.querySelector(selectors.post ?? 'body') ?? document.body
  const recipe = { version: 1, selectors, expects: [] }
  return { page: openPage(document, new URL('https://board.example/t/1'), recipe), post }
}

describe('a field stands where the recipe says', () => {
  it('as text of an element, as its attribute, or as an attribute of the post itself', () => {
    const html = '<li class="post" data-id="7"><b>Ana  Bel</b><a href="/u/1">x</a></li>'
    const { page: it, post } = page(html, {
      post: '.post',
      id: '@data-id',
      name: 'b',
      profile: 'a@href',
    })
    expect([field(post, it, 'id'), field(post, it, 'name'), field(post, it, 'profile')]).toEqual([
      '7',
      'Ana Bel',
      '/u/1',
    ])
  })

  it('at the first of several places that holds something', () => {
    const { page: it, post } = page('<li class="post"><i></i><b>said</b></li>', {
      post: '.post',
      name: '@data-name | u | i | b',
    })
    expect(field(post, it, 'name')).toBe('said')
    expect(fieldElement(post, it, 'name')?.localName).toBe('li')
  })

  it('also where the selector itself holds an @', () => {
    const { page: it, post } = page('<li class="post"><a href="/@ana" title="Ana">a</a></li>', {
      post: '.post',
      name: 'a[href^="/@"]@title',
      text: 'a[href^="/@"]',
    })
    expect([field(post, it, 'name'), field(post, it, 'text')]).toEqual(['Ana', 'a'])
  })

  it('and never in a post nested in this one', () => {
    const html = '<div class="post"><div class="post"><b>inner</b></div><b>outer</b></div>'
    const { page: it, post } = page(html, { post: '.post', name: 'b' })
    expect(field(post, it, 'name')).toBe('outer')
  })

  it('with an address as it stands, however long', () => {
    const long = `/t/${'a'.repeat(1_500)}`
    const { page: it, post } = page(`<li class="post"><a href="${long}">x</a></li>`, {
      post: '.post',
      link: 'a',
    })
    expect(fieldHref(post, it, 'link')).toBe(long)
  })
})

describe('a time', () => {
  it('is taken from the first place that holds one for machines', () => {
    const html = '<li class="post"><time title="yesterday" datetime="2026-03-04T19:58:32+0100">x</time></li>'
    const { page: it, post } = page(html, { post: '.post', time: '@data-time | time@title | time@datetime' })
    expect(timeAt(scopeOf(post, it), 'time')).toBe('2026-03-04T18:58:32.000Z')
  })

  it('is none where there are only words', () => {
    const { page: it, post } = page('<li class="post"><time>March 4</time></li>', {
      post: '.post',
      time: 'time@datetime | time',
    })
    expect(timeAt(scopeOf(post, it), 'time')).toBeNull()
  })

  it('in seconds or milliseconds is the same as in ISO', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 9_999_999_999 }), (seconds) => {
        const iso = new Date(seconds * 1_000).toISOString()
        expect(machineTime(String(seconds))).toBe(iso)
        if (seconds >= 1_000_000_000 || seconds * 1_000 >= 100_000_000_000)
          expect(machineTime(String(seconds * 1_000))).toBe(iso)
        expect(machineTime(iso)).toBe(iso)
      }),
    )
  })

  it('is an exact instant or nothing, whatever a page writes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\dTZ:+. -]{0,30}$/)), (text) => {
        const time = machineTime(text)
        if (time !== null) expect(new Date(time).toISOString()).toBe(time)
      }),
    )
  })
})

describe('a count', () => {
  it('is the number that a page writes in any of its ways', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000_000 }),
        fc.constantFrom('', ',', '.', ' ', '\u00a0', '\u202f', "'"),
        fc.constantFrom('', ' likes', ' Kommentare', ' ответов', '件'),
        (number, separator, words) => {
          const written = String(number).replace(/\B(?=(\d{3})+$)/g, separator)
          expect(wholeNumber(`${written}${words}`)).toBe(number)
        },
      ),
    )
  })

  it('is unknown where the page rounds it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom('K', 'k', 'M', ' Mio.', ' Tsd.', '万', ' mil'),
        (whole, tenth, unit) => {
          expect(wholeNumber(`${whole}${unit}`)).toBeNull()
          expect(wholeNumber(`${whole}.${tenth}${unit}`)).toBeNull()
          expect(wholeNumber(`${whole},${tenth}${unit}`)).toBeNull()
        },
      ),
    )
  })

  it('is a whole number from nought on or nothing, whatever a page writes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const count = wholeNumber(text)
        if (count !== null) expect(Number.isSafeInteger(count) && count >= 0).toBe(true)
      }),
    )
    expect([wholeNumber('-3'), wholeNumber('likes'), wholeNumber(''), wholeNumber(null)]).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect(wholeNumber('9'.repeat(40))).toBeNull()
  })

  it('has a place of its own for each kind', () => {
    const { page: it, post } = page('<li class="post" data-likes="12"><b>3 replies</b><i>1.2K</i></li>', {
      post: '.post',
      likes: '@data-likes',
      replies: 'b',
      views: 'i',
    })
    expect(countsOf(post, it)).toEqual({ likes: 12, replies: 3, shares: null, views: null })
  })
})

describe('the post itself', () => {
  it('is what a place with & means, and only if it matches', () => {
    const html = '<li class="post locked" data-by="Ana"><b class="closed">no</b></li>'
    const { page: it, post } = page(html, {
      post: '.post',
      limited: '&.locked',
      collapsed: '&.closed',
      deleted: '&:is(.gone) | .closed',
      author: '&.closed@data-by | &.locked@data-by',
      promoted: '@data-ad | u',
    })
    expect(isMarkedAt(scopeOf(post, it), 'limited')).toBe(true)
    expect(isMarkedAt(scopeOf(post, it), 'collapsed')).toBe(false)
    expect(isMarkedAt(scopeOf(post, it), 'deleted')).toBe(true)
    expect(isMarkedAt(scopeOf(post, it), 'promoted')).toBe(false)
    expect(field(post, it, 'author')).toBe('Ana')
    expect(fieldElement(post, it, 'limited')).toBe(post)
  })
})

describe('a pass over many posts', () => {
  const selectors = { post: '.post', name: '.old | .new@title | .newest' }
  const names = (html: string) => {
    const { page: bare } = page(html, selectors)
    const containers = new Set(bare.document.querySelectorAll('.post'))
    return [...containers].map((post) => field(post, { ...bare, containers }, 'name'))
  }
  const many = (count: number, post: string) => post.repeat(count)

  it('finds the few that have a field elsewhere than all the others', () => {
    const usual = '<li class="post"><b class="new" title="Ana">x</b></li>'
    const html = `<ul>${many(40, usual)}<li class="post"><b class="newest">Bel</b></li><li class="post"><b class="old">Cem</b></li><li class="post"></li>${usual}</ul>`
    expect(names(html)).toEqual([...Array(40).fill('Ana'), 'Bel', 'Cem', null, 'Ana'])
  })

  it('learns of each kind of post by itself', () => {
    const usual = '<li class="post"><b class="newest">Ana</b></li>'
    const other = '<li class="post pinned"><b class="newest">no</b><b class="old">Bel</b></li>'
    expect(names(`<ul>${many(30, usual)}${other}</ul>`)).toEqual([...Array(30).fill('Ana'), 'Bel'])
  })

  it('leaves a field of a nested post to that post', () => {
    const inner = '<li class="post"><b class="old">Bel</b></li>'
    expect(names(`<ul><li class="post"><ul>${inner}</ul><b class="newest">Ana</b></li></ul>`)).toEqual([
      'Ana',
      'Bel',
    ])
  })
})
