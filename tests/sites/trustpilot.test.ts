// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ThreadSchema } from '../../lib/model/thread.ts'
import { read } from '../../lib/sites/read.ts'
import { trustpilot } from '../../lib/sites/trustpilot.site.ts'

const COMPANY = new URL('https://www.trustpilot.com/review/quillon.example')

function readData(props: unknown) {
  const json = JSON.stringify({ props: { pageProps: props } }).replaceAll('<', '\\u003c')
  const page = `<h1>Quillon</h1><script id="__NEXT_DATA__" type="application/json">${json}</script>`
  return read(trustpilot, new DOMParser().parseFromString(page, 'text/html'), COMPANY).thread
}

describe('Trustpilot', () => {
  it('keeps one key for a company in every language and on every page of its reviews', () => {
    const keys = [
      'https://www.trustpilot.com/review/quillon.example',
      'https://de.trustpilot.com/review/Quillon.example?page=3&stars=1',
      'https://uk.trustpilot.com/review/quillon.example#reviews',
    ].map((address) => trustpilot.threadKey(new URL(address)))
    expect(new Set(keys).size).toBe(1)
  })

  it('shows words that hold markup as words', () => {
    const { posts } = readData({
      reviews: [{ id: 'a'.repeat(24), text: '<img src=x onerror=alert(1)>Fine <name> & well', title: 'T' }],
    })
    expect(posts[0]?.text).toBe('T\n\nFine <name> & well')
  })

  it('reads the page whatever its data holds', () => {
    const id = fc.oneof(fc.constant('b'.repeat(24)), fc.string(), fc.integer())
    const review = fc.record({
      id,
      title: fc.anything(),
      text: fc.oneof(fc.string(), fc.anything()),
      language: fc.anything(),
      likes: fc.oneof(fc.double(), fc.integer(), fc.string()),
      consumer: fc.anything(),
      dates: fc.oneof(fc.record({ publishedDate: fc.string() }), fc.anything()),
      reply: fc.oneof(fc.record({ message: fc.string(), publishedDate: fc.anything() }), fc.anything()),
    })
    const props = fc.record({ reviews: fc.oneof(fc.array(review, { maxLength: 3 }), fc.anything()) })
    fc.assert(
      fc.property(props, (found) => {
        let thread: ReturnType<typeof readData> | null = null
        try {
          JSON.stringify(found)
        } catch {
          return
        }
        thread = readData(found)
        expect(ThreadSchema.safeParse(thread).success).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})
