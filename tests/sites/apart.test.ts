// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allApart } from '../../lib/sites/apart.ts'

type Tree = { readonly post: boolean; readonly below: readonly Tree[] }

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    post: fc.boolean(),
    below: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('tree'), { maxLength: 4 }),
    ),
  }),
}))

/** Lays out an invented page: `innerHTML` stands for the site, which makes its own document so. */
function layOut(html: string): void {
  document.body.innerHTML = html
}

/** Posts hold no posts: what stands in one is a part of it. */
function written({ post, below }: Tree, inPost = false): string {
  const kind = inPost ? 'part' : post ? 'post' : 'box'
  return `<div class="${kind}">${below.map((child) => written(child, inPost || post)).join('')}</div>`
}

describe('posts that hold no posts', () => {
  it('are found in page order wherever they stand', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (trees) => {
        layOut(trees.map((each) => written(each)).join(''))
        expect([...allApart(document, '.post')]).toEqual([...document.querySelectorAll('.post')])
      }),
    )
  })

  it('are found where thousands of other boxes stand between them', () => {
    const between = '<div><span></span></div>'.repeat(3_000)
    layOut(`<p class="post"></p>${between}<div><p class="post"></p></div><p class="post"></p>`)
    expect([...allApart(document, '.post')]).toEqual([...document.querySelectorAll('.post')])
  })
})
