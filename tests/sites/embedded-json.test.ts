// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../lib/model/limits.ts'
import { ReadReportSchema, ThreadSchema } from '../../lib/model/thread.ts'
import { at, countAt, listAt, objectsWith, textAt, wordsAt } from '../../lib/sites/embedded-json.ts'
import { timeOfCode } from '../../lib/sites/instagram-media.ts'
import { read } from '../../lib/sites/read.ts'
import { siteFor } from '../../lib/sites/registry.ts'

function pageWith(...blocks: readonly string[]): Document {
  const scripts = blocks.map(
    (block) => `<script type="application/json">${block.replaceAll('<', '\\u003c')}</script>`,
  )
  return new DOMParser().parseFromString(`<!doctype html><body>${scripts.join('')}</body>`, 'text/html')
}

function found(block: string, mark: string) {
  const document = pageWith(block)
  const script = document.querySelector('script')
  return script ? objectsWith(script, mark, document) : []
}

describe('JSON that a page carries', () => {
  it('is searched in the order of its source, and not inside what was found', () => {
    const block = JSON.stringify({ a: [{ code: 1, inner: { code: 2 } }], b: { c: { code: 3 } } })
    expect(found(block, 'code').map(({ code }) => code)).toEqual([1, 3])
  })

  it.each([
    ['broken', '{"code": oops'],
    ['nested 100,000 deep', `${'['.repeat(100_000)}{"code":1}${']'.repeat(100_000)}`],
    ['of 6 megabytes', JSON.stringify({ code: 'x'.repeat(6_000_000) })],
    ['a mere word', '"code"'],
  ])('and holds nothing when it is %s', (_, block) => {
    expect(found(block, 'code').length).toBeLessThanOrEqual(1)
  })

  it('gives no more than anybody could look at', () => {
    expect(
      found(JSON.stringify(Array.from({ length: 30_000 }, (_, code) => ({ code }))), 'code').length,
    ).toBe(2_000)
  })

  it('lends nothing that it inherits', () => {
    const [node] = found('{"code":1,"__proto__":{"user":{"username":"mallory"}},"list":{}}', 'code')
    expect(at(node, 'user')).toBeUndefined()
    expect(at(node, 'constructor')).toBeUndefined()
    expect(textAt(node, 'toString')).toBeNull()
    expect(listAt(node, 'list')).toEqual([])
  })

  it('gives text, numbers and lists as what they are, whatever stands there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, name) => {
        const text = textAt({ [name]: value }, name)
        const count = countAt({ [name]: value }, name)
        const words = wordsAt({ [name]: value }, name)
        expect(text === null || typeof text === 'string').toBe(true)
        expect(count === null || (Number.isSafeInteger(count) && count >= 0)).toBe(true)
        expect(words.text.length).toBeLessThanOrEqual(LIMITS.postText)
        expect(Array.isArray(listAt({ [name]: value }, name))).toBe(true)
      }),
    )
  })
})

const PAGES = [
  ['threads', 'https://www.threads.com/@slowpour_ana/post/DVfIZVjgBQH', 'thread_items'],
  ['instagram', 'https://www.instagram.com/p/DVfIZVjgBQH/', 'items'],
  ['tiktok', 'https://www.tiktok.com/@slowpour_ana/video/7613596733701606677', 'itemStruct'],
] as const

describe.each(PAGES)('%s', (id, address, place) => {
  const url = new URL(address)
  function readBlocks(...blocks: readonly string[]) {
    const document = pageWith(...blocks)
    for (const script of document.querySelectorAll('script')) script.id = '__UNIVERSAL_DATA_FOR_REHYDRATION__'
    const site = siteFor(url, document)
    expect(site?.id).toBe(id)
    const reading = site && read(site, document, url)
    expect(ThreadSchema.safeParse(reading?.thread).error).toBeUndefined()
    expect(ReadReportSchema.safeParse(reading?.report).error).toBeUndefined()
    return reading
  }

  it('reads on whatever its JSON holds in place of people, words and times', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        'DVfIZVjgBQH',
        '7613596733701606677',
        'javascript:alert(1)',
        '\u202eana',
        'x'.repeat(30_000),
        -1,
        1e300,
      ),
    )
    fc.assert(
      fc.property(odd, odd, odd, odd, odd, (code, user, text, time, count) => {
        const medium = {
          code,
          id: code,
          pk: code,
          user: { username: user, pk: count, full_name: text },
          author: { uniqueId: user, id: count, nickname: text },
          caption: { text },
          desc: text,
          text,
          taken_at: time,
          created_at: time,
          createTime: time,
          like_count: count,
          stats: { diggCount: count },
          text_post_app_info: { reply_to_author: user, direct_reply_count: count, share_info: user },
        }
        readBlocks(JSON.stringify({ [place]: [{ post: medium }, medium], medium }))
      }),
      { numRuns: 60 },
    )
  })

  it('takes a name for a name only if it is one', () => {
    const medium = {
      code: 'DVfIZVjgBQH',
      id: '7613596733701606677',
      user: { username: '../../evil?x=<b>' },
      author: { uniqueId: '../../evil?x=<b>' },
      createTime: '1772678628',
      taken_at: 1772678628,
      desc: 'hi',
    }
    const reading = readBlocks(JSON.stringify({ [place]: [{ post: medium }], medium }))
    expect(reading?.thread.posts).toEqual([])
  })
})

describe('the time in the code of a medium', () => {
  it('is that of the number behind it', () => {
    expect(timeOfCode('DVfIZVjgBQH')).toBe('2026-03-05T02:43:48.000Z')
  })

  it('is exact or none, whatever the code', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w-]{10,60}$/)), (code) => {
        const time = timeOfCode(code)
        return time === null || new Date(time).toISOString() === time
      }),
    )
  })
})
