import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NeedSchema } from '../lib/model/playbook.ts'
import { z } from '../lib/model/zod.ts'
import { collectionLabels } from '../training/sources/collection-labels.ts'

const LabelledNeeds = z
  .array(NeedSchema.exclude(['other']))
  .refine((needs) => new Set(needs).size === needs.length, 'a need stands once')
  .refine((needs) => !needs.includes('spam') || needs.length === 1, 'spam stands alone')

const TrainingPost = z.strictObject({
  id: z.string().regex(/^[abtu-z]\d{4}$/),
  site: z.string().regex(/^[a-z][a-z-]*$/),
  lang: z.enum(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl']),
  text: z.string().trim().min(2).max(1_200),
  brand: z.string().min(2).optional(),
  needs: LabelledNeeds,
})

const OuterLabel = z.strictObject({
  id: z.string().regex(/^(dev|test):\d+$/),
  needs: LabelledNeeds,
})

const CollectionLabel = z.strictObject({
  id: z
    .string()
    .regex(/^(complaints|brand-product-emotion|app-reviews|xlm-t\/[a-z]+\/(train|val|test)):\d+$/),
  sha: z.string().regex(/^[0-9a-f]{8}$/),
  needs: LabelledNeeds,
})

/** Fewest posts of each need that keep its head trainable; `none` counts posts without any. */
const FLOORS = {
  none: 800,
  complaint: 700,
  question: 400,
  helping: 350,
  leaving: 350,
  praise: 400,
  safety: 300,
  idea: 300,
  spam: 250,
  buying: 300,
}

const linesOf = (name: string): unknown[] =>
  readFileSync(new URL(`../training/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const HANDS = [
  'posts.jsonl',
  'later-posts.jsonl',
  'third-hand-en.jsonl',
  'fourth-hand-en.jsonl',
  'fifth-hand-de-fr-nl.jsonl',
  'sixth-hand-es-it-pt.jsonl',
  'seventh-hand-en.jsonl',
  'eighth-hand-de-fr-nl.jsonl',
  'ninth-hand-es-it-pt.jsonl',
]
const posts = z.array(TrainingPost).parse(HANDS.flatMap(linesOf))
const brands = z
  .array(z.string().min(2))
  .parse(JSON.parse(readFileSync(new URL('../training/brands.json', import.meta.url), 'utf8')))
const labels = z.array(OuterLabel).parse(linesOf('ibm-labels.jsonl'))
const collected = z.array(CollectionLabel).parse(linesOf('collection-labels.jsonl'))

const repeated = (keys: readonly string[]): string[] => keys.filter((key, at) => keys.indexOf(key) !== at)

describe('the files that the needs are learnt from', () => {
  it('name every post and every labelled message once', () => {
    expect(repeated(posts.map(({ id }) => id))).toEqual([])
    expect(repeated(labels.map(({ id }) => id))).toEqual([])
    expect(repeated(collected.map(({ id }) => id))).toEqual([])
  })

  it('name the brand that is listened for where another comes first, as it is written in the post', () => {
    const unnamed = posts.filter(
      ({ text, brand }) => brand !== undefined && !text.toLowerCase().includes(brand.toLowerCase()),
    )
    expect(unnamed.map(({ id }) => id)).toEqual([])
  })

  it('hold no post twice, whatever its capitals and marks', () => {
    const plain = posts.map(({ text }) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    expect(repeated(plain)).toEqual([])
  })

  it('hold enough posts of every need, and of none', () => {
    const counts = new Map<string, number>()
    for (const { needs } of posts)
      for (const need of needs.length === 0 ? ['none'] : needs) counts.set(need, (counts.get(need) ?? 0) + 1)
    const short = Object.entries(FLOORS).filter(([need, floor]) => (counts.get(need) ?? 0) < floor)
    expect(short).toEqual([])
  })

  it('hold posts that need several things at once, and posts in several languages', () => {
    expect(posts.filter(({ needs }) => needs.length > 1).length).toBeGreaterThan(300)
    expect(new Set(posts.map(({ lang }) => lang)).size).toBe(7)
  })

  it('name the brands whose letters teach nothing, the longer before those that they begin with', () => {
    expect(repeated(brands)).toEqual([])
    const hidden = brands.filter((brand, at) =>
      brands.slice(0, at).some((before) => brand.startsWith(before)),
    )
    expect(hidden).toEqual([])
    const texts = posts.map(({ text }) => text.toLowerCase()).join('\n')
    expect(brands.filter((brand) => !texts.includes(brand.toLowerCase()))).toEqual([])
  })

  it('label outer messages without carrying their text', () => {
    expect(labels.length).toBeGreaterThan(900)
    expect(collected.length).toBeGreaterThan(1_700)
    expect(
      labels.flatMap((label) => Object.keys(label)).filter((key) => key !== 'id' && key !== 'needs'),
    ).toEqual([])
  })

  it('are no labels of a text that has moved or changed since', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'collections-'))
    mkdirSync(join(folder, 'complaints'))
    const rows = Array.from({ length: 4_000 }, (_, at) => `${at},"another text, ${at}",1,apparel`)
    writeFileSync(join(folder, 'complaints', 'complaints-data.csv'), rows.join('\n'))
    await expect(collectionLabels.read(folder)).rejects.toThrow(
      /complaints:\d+ is another text than the one that was labelled/,
    )
    rmSync(folder, { recursive: true })
  })
})
