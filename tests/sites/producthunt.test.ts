// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { producthunt } from '../../lib/sites/producthunt.site.ts'
import { read } from '../../lib/sites/read.ts'

const LAUNCH = new URL('https://www.producthunt.com/products/quillon/launches/q2')

function posts(html: string, url = LAUNCH) {
  return read(producthunt, new DOMParser().parseFromString(html, 'text/html'), url).thread.posts
}

describe('Product Hunt', () => {
  it('reads a reply that stands in the comment itself, as an older layout had it', () => {
    const found = posts(
      `<div data-test="comment-1" id="comment-1"><a href="/@ana">Ana</a><div class="prose">One</div>
       <div data-test="comment-2" id="comment-2"><a href="/@tom">Tom</a><div class="prose">Two</div></div></div>`,
    )
    expect(found.map(({ key, parent, text }) => [key, parent?.key ?? null, text])).toEqual([
      ['comment-1', null, 'One'],
      ['comment-2', 'comment-1', 'Two'],
    ])
  })

  it('takes no control beside a comment for a comment', () => {
    const found = posts(
      '<form data-test="comment-form">Write</form><div data-test="comment-box"><a href="/@ana">Ana</a><div class="prose">Draft</div></div>',
    )
    expect(found).toEqual([])
  })

  it.each([
    ['https://www.producthunt.com/products/quillon', 'thread'],
    ['https://www.producthunt.com/posts/quillon-q2', 'thread'],
    ['https://www.producthunt.com/p/general/which-grinder', 'thread'],
    ['https://www.producthunt.com/p/general', 'feed'],
    ['https://www.producthunt.com/leaderboard/daily/2026/3/1', 'feed'],
    ['https://www.producthunt.com/@brewbert', 'profile'],
    ['https://www.producthunt.com/newsletters', null],
  ])('%s is %s', (address, kind) => {
    const document = new DOMParser().parseFromString('', 'text/html')
    expect(producthunt.pageKind(new URL(address), document)).toBe(kind)
  })
})
