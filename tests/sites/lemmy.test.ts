// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ThreadSchema } from '../../lib/model/thread.ts'
import { lemmy } from '../../lib/sites/lemmy.site.ts'
import { read } from '../../lib/sites/read.ts'

const COMMENT =
  '<ul class="comments"><li class="comment"><article class="comment-node" id="comment-5"><a class="person-listing" href="/u/ana@kettle.test"><span>Ana</span></a><div class="comment-content"><div class="md-div"><p>Hi</p></div></div></article></li></ul>'

function readWith(data: string, address = 'https://grinders.test/post/2') {
  const document = new DOMParser().parseFromString(
    `<script>window.isoData = ${data}</script><div id="app" class="lemmy-site">${COMMENT}</div>`,
    'text/html',
  )
  return read(lemmy, document, new URL(address)).thread
}

function comments(entry: object): string {
  return JSON.stringify({ routeData: { res: { data: { comments: [entry] } } } })
}

describe('Lemmy', () => {
  it('takes a time without a zone for UTC, as older servers mean it', () => {
    const { posts } = readWith(
      comments({ comment: { id: 5, published: '2026-03-01T10:00:00' }, creator: {}, counts: {} }),
    )
    expect(posts[0]?.time).toBe('2026-03-01T10:00:00.000Z')
  })

  it('reads one comment by itself without guessing what it answers', () => {
    expect(readWith('{}', 'https://grinders.test/post/2/5').posts[0]?.parent).toBeNull()
    const known = comments({ comment: { id: 5, path: '0.4.5' } })
    expect(readWith(known, 'https://grinders.test/comment/5').posts[0]?.parent?.key).toBe('comment/4')
  })

  it('knows a person by name and server, at home and abroad', () => {
    expect(readWith('{}').posts[0]?.author?.key).toBe('ana@kettle.test')
  })

  it('reads the page whatever its data holds', () => {
    const anything = fc.oneof(
      fc.string().map((text) => text.replaceAll('<', '')),
      fc.json().map((text) => text.replaceAll('<', '')),
      fc
        .record({ comment: fc.anything(), creator: fc.anything(), counts: fc.anything() })
        .map((entry) => (JSON.stringify(comments(entry)) ?? '').replaceAll('<', '')),
      fc
        .record({
          id: fc.constant(5),
          published: fc.oneof(fc.string(), fc.double(), fc.constant(null)),
          path: fc.oneof(fc.string(), fc.constant(`${'9'.repeat(400)}.5`)),
          removed: fc.boolean(),
        })
        .map((comment) =>
          comments({ comment, creator: { id: -1 }, counts: { upvotes: 1e300 } }).replaceAll('<', ''),
        ),
    )
    fc.assert(
      fc.property(anything, (data) => {
        const thread = readWith(data)
        expect(ThreadSchema.safeParse(thread).success).toBe(true)
        expect(thread.posts).toHaveLength(1)
      }),
      { numRuns: 100 },
    )
  })
})
