// @vitest-environment node
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ReadReportSchema, ThreadSchema } from '../../lib/model/thread.ts'
import { openPageReader, type PageReader } from '../../scripts/read/open-page-reader.ts'
import { fixtures } from './fixtures.ts'
import type { Watched } from './in-page.ts'

/** Every site's own fixtures, with something hostile in every text and every attribute. */
const MARKUP = '<img src=x onerror=alert(1)>'
const OVERRIDE = '\u202eevil\u202c'
const LINKS = [
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'https://name:secret@evil.test/a',
  `https://evil.test/${'a'.repeat(5_000)}`,
  'vbscript:x',
  '//evil.test/\u202efdp.exe',
  'http://[broken',
  'blob:https://evil.test/1',
]

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Applies `change` to each run of text outside scripts and styles. */
function eachText(html: string, change: (text: string) => string): string {
  return html
    .split(/(<(?:script|style|title)\b[\s\S]*?<\/(?:script|style|title)>)/i)
    .map((part, at) =>
      at % 2 === 1 ? part : part.replace(/>([^<>]*\S[^<>]*)</g, (_, text: string) => `>${change(text)}<`),
    )
    .join('')
}

function eachAttribute(html: string, names: RegExp, change: (value: string, at: number) => string): string {
  let at = 0
  return html.replace(/ ([a-z][\w:-]*)="([^"]*)"/gi, (whole, name: string, value: string) =>
    names.test(name) ? ` ${name}="${change(value, at++)}"` : whole,
  )
}

const ATTACKS: Readonly<Record<string, (html: string) => string>> = {
  'markup and turned writing in every text and label': (html) =>
    eachAttribute(
      eachText(html, (text) => `${text} ${escaped(MARKUP)} ${OVERRIDE}`),
      /^(title|alt|aria-label|data-author|data-username|content)$/i,
      (value) => `${value}${escaped(`"> ${MARKUP} ${OVERRIDE}`)}`,
    ),
  'links that are none in every address': (html) =>
    eachAttribute(html, /^(href|src|data-permalink|permalink|cite|data-user-card)$/i, (_, at) =>
      escaped(LINKS[at % LINKS.length] ?? ''),
    ),
  'absurd sizes in every text and attribute': (html) =>
    eachAttribute(
      eachText(html, (text) => text + 'x'.repeat(25_000)),
      /^(title|alt|aria-label|data-author|data-username|author|datetime|title|data-time)$/i,
      (value) => value + '9'.repeat(5_000),
    ),
  'ids, numbers and times that are none': (html) =>
    eachAttribute(html, /^(id|data-.*|datetime|indent|depth|.*id)$/i, (value, at) =>
      at % 3 === 0 ? '' : at % 3 === 1 ? '__proto__' : `${value}${escaped('"<>')}\u0000999999999999999999999`,
    ).replace(/<html\b/i, '<html data-every-site'),
}

const web = fixtures().filter(({ url }) => url.startsWith('http'))

describe("no site's reader", () => {
  let reader: PageReader<Watched>
  beforeAll(async () => {
    reader = await openPageReader(
      web.map(({ url }) => url),
      { entry: join(import.meta.dirname, 'in-page.ts'), call: 'readWatched' },
    )
  }, 120_000)
  afterAll(() => reader.close())

  for (const [attack, change] of Object.entries(ATTACKS))
    it.each(web)(
      `is led astray by ${attack}: $name`,
      async ({ html, url, reading: calm }) => {
        const watched = await reader.read(Buffer.from(change(html)), url)
        expect(watched).toMatchObject({ threw: [], unchanged: true, globals: [] })
        const { reading } = watched ?? {}
        if (!reading) return
        expect(ThreadSchema.safeParse(reading.thread).error).toBeUndefined()
        expect(ReadReportSchema.safeParse(reading.report).error).toBeUndefined()
        for (const { permalink, author } of reading.thread.posts)
          for (const link of [permalink, author?.url ?? null])
            if (link !== null) {
              expect(new URL(link).protocol).toMatch(/^https?:$/)
              expect(new URL(link).password).toBe('')
            }
        // Some pages say their words in data alone, which this attack leaves as they are.
        const shown = html.replace(/<script[\s\S]*?<\/script>/gi, '')
        const wordy = calm.thread.posts.some(({ text }) => text !== '' && shown.includes(`>${text}<`))
        // A page told by its shape alone may lose that shape.
        if (attack.startsWith('markup') && wordy && !calm.report.guessed)
          expect(reading.thread.posts.map(({ text }) => text).join(' ')).toContain(MARKUP)
      },
      30_000,
    )
})
