import { createHash } from 'node:crypto'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NEEDS, NeedSchema } from '../lib/model/playbook.ts'
import { z } from '../lib/model/zod.ts'

const root = join(import.meta.dirname, '..')
const gold = join(root, 'gold')

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'] as const
const SITES = [
  'x',
  'reddit',
  'hackernews',
  'youtube',
  'linkedin',
  'bluesky',
  'mastodon',
  'trustpilot',
  'github',
  'forum',
  'appstore',
  'facebook',
] as const

/** The nine that a post can be found to have; `other` is a colleague's own choice, never found. */
const JUDGED = NEEDS.filter((need) => need !== 'other')
const JudgedSchema = NeedSchema.exclude(['other'])

const PostSchema = z.strictObject({
  id: z.string().regex(/^g\d{3}$/),
  site: z.enum(SITES),
  lang: z.enum(LANGUAGES),
  brand: z.string().min(1),
  unnamed: z.literal(true).optional(),
  text: z.string().trim().min(1).max(1500),
  split: z.enum(['open', 'sealed']),
})

const BrandSchema = z.strictObject({
  name: z.string().min(1),
  trade: z.string().min(1),
  spellings: z.array(z.string().min(1)).optional(),
  also: z.string().min(1).optional(),
})

const LabelSchema = z.strictObject({
  id: z.string(),
  needs: z.array(JudgedSchema).refine((needs) => new Set(needs).size === needs.length, 'a need given twice'),
  towards: z.string().min(1).nullable().optional(),
  note: z.string().min(1).optional(),
})

const readLines = <T>(file: string, schema: z.ZodType<T>): T[] =>
  readFileSync(join(gold, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)))

const posts = readLines('posts.jsonl', PostSchema)
const brands = z.array(BrandSchema).parse(JSON.parse(readFileSync(join(gold, 'brands.json'), 'utf8')))
const passes = readdirSync(gold).filter((file) => /^labels.*\.jsonl$/.test(file))

const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
const openingOf = (text: string): string =>
  (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .slice(0, 3)
    .join(' ')
const shareOf = <T>(all: readonly T[], holds: (one: T) => boolean): number =>
  all.filter(holds).length / all.length
const repeated = (all: readonly string[]): string[] => all.filter((one, at) => all.indexOf(one) !== at)

describe('the gold posts', () => {
  test('are at least 640, each with an id and a text of its own', () => {
    expect(posts.length).toBeGreaterThanOrEqual(640)
    expect(repeated(posts.map(({ id }) => id))).toEqual([])
    expect(repeated(posts.map(({ text }) => lettersOf(text)))).toEqual([])
  })

  test('follow no template: no two share their first three words', () => {
    expect(repeated(posts.map(({ text }) => openingOf(text)))).toEqual([])
  })

  test('speak of at least forty made-up brands, named in the text unless marked', () => {
    const spellings = new Map(
      brands.map(({ name, spellings = [] }) => [name, [name, ...spellings].map(lettersOf)]),
    )
    expect(spellings.size).toBe(brands.length)
    expect(new Set(posts.map(({ brand }) => brand)).size).toBeGreaterThanOrEqual(40)
    const wronglyMarked = posts.filter(({ brand, text, unnamed = false }) => {
      const named = spellings.get(brand)?.some((spelling) => lettersOf(text).includes(spelling))
      return named !== !unnamed
    })
    expect(wronglyMarked.map(({ id }) => id)).toEqual([])
  })

  test('come from every site, mostly in English, and from no real web address', () => {
    expect(new Set(posts.map(({ site }) => site))).toEqual(new Set(SITES))
    const english = shareOf(posts, ({ lang }) => lang === 'en')
    expect(english).toBeGreaterThan(0.6)
    expect(english).toBeLessThan(0.8)
    for (const lang of LANGUAGES)
      expect(posts.filter((post) => post.lang === lang).length, lang).toBeGreaterThanOrEqual(20)
    const addresses = posts.flatMap(({ text }) => text.match(/https?:\/\/[^\s/]+/g) ?? [])
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([])
  })

  test('run from a few words to long posts of several paragraphs', () => {
    const lengths = posts.map(({ text }) => text.length)
    expect(Math.min(...lengths)).toBeLessThan(20)
    expect(Math.max(...lengths)).toBeGreaterThan(1000)
    expect(posts.filter(({ text }) => text.includes('\n\n')).length).toBeGreaterThanOrEqual(20)
  })

  test('are sealed by their id alone, about a third of them', () => {
    const isSealed = (id: string) => (createHash('sha256').update(id).digest()[0] ?? 0) % 3 === 0
    for (const { id, split } of posts) expect(split, id).toBe(isSealed(id) ? 'sealed' : 'open')
    const sealed = shareOf(posts, ({ split }) => split === 'sealed')
    expect(sealed).toBeGreaterThan(0.3)
    expect(sealed).toBeLessThan(0.37)
  })
})

describe.each(passes)('the labels in %s', (file) => {
  const labels = readLines(file, LabelSchema)

  test('cover every post once, in the order of the posts', () => {
    expect(labels.map(({ id }) => id)).toEqual(posts.map(({ id }) => id))
  })

  test('let spam stand alone', () => {
    expect(labels.filter(({ needs }) => needs.includes('spam') && needs.length > 1)).toEqual([])
  })
})

describe('the labels that are scored', () => {
  const labels = readLines('labels.jsonl', LabelSchema)

  test.each(JUDGED)('hold at least 60 posts of %s', (need) => {
    expect(labels.filter(({ needs }) => needs.includes(need)).length).toBeGreaterThanOrEqual(60)
  })

  test('leave a quarter to two fifths of the posts without a need', () => {
    const none = shareOf(labels, ({ needs }) => needs.length === 0)
    expect(none).toBeGreaterThanOrEqual(0.25)
    expect(none).toBeLessThanOrEqual(0.4)
  })

  test('hold at least 15 posts of every need in the sealed third', () => {
    const sealed = new Set(posts.filter(({ split }) => split === 'sealed').map(({ id }) => id))
    for (const need of JUDGED)
      expect(
        labels.filter(({ id, needs }) => sealed.has(id) && needs.includes(need)).length,
        need,
      ).toBeGreaterThanOrEqual(15)
  })
})

test('what is shipped or trained opens nothing of the gold set', () => {
  const files = globSync(['lib/**/*.{ts,tsx}', 'training/**/*.ts', 'entrypoints/**/*.{ts,tsx}'], {
    cwd: root,
  })
  expect(files.length).toBeGreaterThan(100)
  const readers = files.filter((file) => /gold\/|['"]gold['"]/.test(readFileSync(join(root, file), 'utf8')))
  expect(readers).toEqual([])
})
