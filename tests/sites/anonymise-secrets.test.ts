// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anonymise } from '../../lib/sites/anonymise.ts'
import { read } from '../../lib/sites/read.ts'
import { siteFor } from '../../lib/sites/registry.ts'
import type { Reading } from '../../lib/sites/site.ts'
import { type Fixture, fixtures } from './fixtures.ts'
import { datesOf, placesOf, secretsOf, waysOf } from './plant-secrets.ts'

/** Words that stay where they name a part of a page or stand in a phrase of its machinery. */
const PUBLIC = (
  'the post was deleted removed by author moderator comment reply to this thread user members and their profile page ' +
  'about one day ago edited just now promoted follow points likes views hour over from your account not for us with link'
).split(' ')

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html')
}

/** Letters and figures alone, in small letters, with what is escaped as it is meant. */
function bare(text: string): string {
  return text
    .replace(/%[0-9a-f]{2}(?:%[0-9a-f]{2})*/gi, (escapes) => {
      try {
        return decodeURIComponent(escapes)
      } catch {
        return escapes
      }
    })
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** How many posts, and which parts each has. */
function shapeOf({ thread, report }: Reading) {
  return {
    failed: report.failed.map(({ selector }) => selector),
    posts: thread.posts.map((post) => ({
      state: post.state,
      author: post.author !== null,
      text: post.text !== '',
      quoted: post.quoted !== null,
      time: post.time !== null,
      permalink: post.permalink !== null,
      parent: post.parent !== null,
      stableId: post.author !== null && post.author.stableId !== null,
      counts: post.counts !== null,
      sharedBy: post.sharedBy !== null,
      lang: post.lang !== null,
    })),
  }
}

function anonymised(html: string, address: string, seed: number) {
  const before = parse(html)
  const url = new URL(address)
  const site = siteFor(url, before)
  if (!site) throw new Error('no site reads this page')
  const made = anonymise(before, [before.documentElement], { url, site, seed })
  return { before, url, site, page: `<!doctype html>${made.html.join('')}`, address: new URL(made.url) }
}

/** The page with a sentence before the text of each of its posts, and something more at its end. */
function planted({ html, reading }: Fixture, sentence: string, more: string): string {
  const said = reading.thread.posts.reduce(
    (page, { text }) => (text === '' ? page : page.replaceAll(`>${text}<`, `>${sentence} ${text}<`)),
    html,
  )
  return /<\/body>/i.test(said) ? said.replace(/<\/body>/i, () => `${more}</body>`) : said + more
}

describe('a page with secrets in it', () => {
  it('keeps none of them, wherever they stood and however they were written', () => {
    fc.assert(
      fc.property(secretsOf(PUBLIC), fc.nat(), ({ sentence, name, email, ids, date }, seed) => {
        const texts = [sentence, name, email, ...ids]
        const dates = datesOf(date)
        const more = [...texts.map(placesOf), ...dates.map((day) => `<p title="${day}">${day}</p>`)].join(
          '\n',
        )
        const { page } = anonymised(`<main>${more}</main>`, 'https://talk.test/t/1', seed)
        const left = bare(page)
        const [who = '', where = ''] = email.split(/[@.]/)
        for (const secret of [sentence, name, who, where, ...ids, date])
          expect(left, secret).not.toContain(bare(secret))
        for (const day of dates) expect(page).not.toContain(day)
        for (const text of texts)
          for (const way of waysOf(text).filter(({ length }) => length >= 8)) expect(page).not.toContain(way)
      }),
    )
  })

  it('keeps no year, month or day of what was written, though every time stays one', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2015-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
        fc.nat(),
        (date, seed) => {
          const written = date.toISOString()
          const seconds = Math.floor(date.getTime() / 1_000)
          const { page } = anonymised(
            `<main><time datetime="${written}" data-time="${seconds}">${written}</time></main>`,
            'https://talk.test/t/1',
            seed,
          )
          const time = parse(page).querySelector('time')
          const moved = [
            Date.parse(time?.getAttribute('datetime') ?? ''),
            Date.parse(time?.textContent ?? ''),
            Number(time?.getAttribute('data-time')) * 1_000,
          ]
          for (const instant of moved) {
            expect(new Date(instant).getUTCFullYear()).toBeLessThan(date.getUTCFullYear())
            expect(new Date(instant).getUTCFullYear()).toBeGreaterThan(date.getUTCFullYear() - 4)
          }
        },
      ),
    )
  })

  const known = fixtures()

  it('is read to as many posts with the same parts as before', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), secretsOf(PUBLIC), fc.nat(), (fixture, secrets, seed) => {
        const more = [secrets.sentence, secrets.name, secrets.email].map(placesOf).join('\n')
        const { before, url, site, page, address } = anonymised(
          planted(fixture, secrets.sentence, more),
          fixture.url,
          seed,
        )
        const after = parse(page)
        expect(siteFor(address, after)?.id).toBe(site.id)
        expect(shapeOf(read(site, after, address))).toEqual(shapeOf(read(site, before, url)))
        expect(bare(page)).not.toContain(bare(secrets.sentence))
        expect(bare(page)).not.toContain(bare(secrets.name))
      }),
    )
  })
})
