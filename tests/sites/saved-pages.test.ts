import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countFound, PARTS } from '../../scripts/read/count-found.ts'
import { openPageReader, type PageReader } from '../../scripts/read/open-page-reader.ts'
import { fixtures } from './fixtures.ts'

/** Pages of real people, kept outside the project. Where they are not, only our own fixtures are read. */
const PAGES = join(import.meta.dirname, '../../../shared/pages')
const SITES = ['hackernews', 'reddit', 'x', 'mastodon']

const rows = existsSync(PAGES)
  ? readFileSync(join(PAGES, 'INDEX.tsv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .filter(([site]) => SITES.includes(site ?? ''))
      .map(([, file = '', url = '', ...counts]) => ({
        file,
        url,
        counts: counts.slice(0, PARTS.length).map(Number),
      }))
  : []

const web = fixtures().filter(({ url }) => url.startsWith('http'))

describe('in a real browser', () => {
  let reader: PageReader
  beforeAll(async () => {
    reader = await openPageReader([...web, ...rows].map(({ url }) => url))
  }, 60_000)
  afterAll(() => reader.close())

  it.each(web)(
    '$name is read exactly as its .json says',
    async ({ html, url, reading }) => {
      expect(await reader.read(Buffer.from(html), url)).toEqual(reading)
    },
    30_000,
  )

  for (const { file, url, counts } of rows)
    it(`${file} gives every post that was counted in it, with all its parts`, async () => {
      const reading = await reader.read(readFileSync(join(PAGES, file)), url)
      const found = countFound(reading)
      PARTS.forEach((part, at) => {
        expect.soft(found[part], part).toBeGreaterThanOrEqual(counts[at] ?? 0)
      })
      // What is there beyond the count is what the count left out: placeholders of posts that are gone.
      const gone = reading?.thread.posts.filter(
        ({ state }) => state === 'deleted' || state === 'limited',
      ).length
      expect(found.posts).toBe((counts[0] ?? 0) + (gone ?? 0))
      expect(reading?.report.failed).toEqual([])
    }, 30_000)
})
