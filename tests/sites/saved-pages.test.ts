import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Counts, countFound, PARTS, sharesOf } from '../../scripts/read/count-found.ts'
import { openPageReader, type PageReader } from '../../scripts/read/open-page-reader.ts'
import { fixtures } from './fixtures.ts'
import { CORRECTIONS } from './saved-pages.ts'

/** Pages of real people, kept outside the project. Where they are not, only our own fixtures are read. */
const PAGES = join(import.meta.dirname, '../../../shared/pages')

/** Where the folder of a page is not the id of the site that reads it. */
const READ_AS: Readonly<Record<string, readonly string[]>> = {
  'reddit/old-thread-2026.html': ['reddit-old'],
  'schemaorg/forumposting-jsonld-24comments-kerbal.html': ['invision'],
  stackexchange: ['stack-exchange'],
  microformats: ['generic'],
  schemaorg: ['generic'],
}

interface Row {
  readonly file: string
  readonly url: string
  /** Ids of the sites that may read it. */
  readonly sites: readonly string[]
  /** What INDEX.tsv says. */
  readonly indexed: Counts
  /** The same, corrected where it is wrong. */
  readonly counts: Counts
}

const rows = existsSync(PAGES) ? readIndex(readFileSync(join(PAGES, 'INDEX.tsv'), 'utf8')) : []
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

  const readings = new Map<string, ReturnType<PageReader['read']>>()
  const readOnce = ({ file, url }: Row) => {
    const reading = readings.get(file) ?? reader.read(readFileSync(join(PAGES, file)), url)
    readings.set(file, reading)
    return reading
  }

  for (const row of rows)
    it(`${row.file} is read by its site and gives every post in it, no more, with all their parts`, async () => {
      const reading = await readOnce(row)
      expect.soft(row.sites).toContain(reading?.report.site)
      expect.soft(reading?.report.failed).toEqual([])
      const found = countFound(reading)
      expect.soft(found.posts).toBe(row.counts.posts)
      for (const part of PARTS) expect.soft(found[part], part).toBeGreaterThanOrEqual(row.counts[part] ?? 0)
    }, 30_000)

  if (rows.length > 0)
    it('the saved pages together give nearly all of what is in them', async () => {
      const pages: { expected: Counts; found: Counts }[] = []
      for (const row of rows) pages.push({ expected: row.counts, found: countFound(await readOnce(row)) })
      for (const { part, found, expected } of sharesOf(pages)) {
        expect.soft(expected, part).toBeGreaterThan(500)
        expect.soft(found / expected, part).toBeGreaterThanOrEqual(0.97)
      }
    }, 180_000)
})

if (rows.length > 0)
  describe('the corrections of the saved pages', () => {
    it.each(CORRECTIONS)(
      'quote what INDEX.tsv says of $file, and differ from it',
      ({ file, indexed, counts }) => {
        expect(rows.find((row) => row.file === file)?.indexed).toEqual(indexed)
        expect(counts).not.toEqual(indexed)
      },
    )

    it('leave no page without a count', () => {
      expect(rows.filter(({ counts }) => counts.posts === null).map(({ file }) => file)).toEqual([])
    })
  })

/** Columns by their names; an empty count is unknown, which is not nought. */
function readIndex(tsv: string): Row[] {
  const [head = '', ...lines] = tsv.split(/\r?\n/).filter(Boolean)
  const columns = head.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    const cell = (name: string) => cells[columns.indexOf(name)]?.trim() ?? ''
    const count = (name: string) => (cell(name) === '' ? null : Number(cell(name)))
    const file = cell('file')
    const indexed: Counts = {
      posts: count('posts'),
      authors: count('authors'),
      texts: count('texts'),
      times: count('times'),
      permalinks: count('permalinks'),
    }
    return {
      file,
      url: cell('url'),
      sites: READ_AS[file] ?? READ_AS[cell('site')] ?? [cell('site')],
      indexed,
      counts: CORRECTIONS.find((correction) => correction.file === file)?.counts ?? indexed,
    }
  })
}
