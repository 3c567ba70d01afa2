import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HEADS, type Head } from '../../lib/matching/needs/weights.ts'
import { z } from '../../lib/model/zod.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'gold')

const PostSchema = z.object({
  id: z.string(),
  site: z.string(),
  lang: z.string(),
  brand: z.string(),
  text: z.string(),
  split: z.enum(['open', 'sealed']),
})
const LabelSchema = z.object({ id: z.string(), needs: z.array(z.enum(HEADS)) })
const BrandSchema = z.object({ name: z.string(), spellings: z.array(z.string()).default([]) })

export interface GoldPost extends z.infer<typeof PostSchema> {
  readonly needs: ReadonlySet<Head>
  /** The brand's name and its other spellings. */
  readonly names: readonly string[]
}

/** The project's own labelled posts. They are scored and nothing else: no weight, rule or threshold comes from them. */
export function readGold(): GoldPost[] {
  const labels = readLabels('labels.jsonl')
  const brands = z.array(BrandSchema).parse(JSON.parse(readFileSync(join(FOLDER, 'brands.json'), 'utf8')))
  return lines('posts.jsonl').flatMap((line) => {
    const post = PostSchema.parse(line)
    const needs = labels.get(post.id)
    if (needs === undefined) return []
    const spellings = brands.find(({ name }) => name === post.brand)?.spellings ?? []
    return [{ ...post, needs, names: [post.brand, ...spellings] }]
  })
}

/** What each of the two passes said of a post, before they were brought together; empty where a pass is missing. */
export function readPasses(): {
  readonly id: string
  readonly first: ReadonlySet<Head>
  readonly second: ReadonlySet<Head>
}[] {
  if (!existsSync(join(FOLDER, 'labels-b.jsonl'))) return []
  const second = readLabels('labels-b.jsonl')
  return [...readLabels('labels-a.jsonl')].flatMap(([id, first]) => {
    const other = second.get(id)
    return other === undefined ? [] : [{ id, first, second: other }]
  })
}

function readLabels(file: string): Map<string, ReadonlySet<Head>> {
  return new Map(
    lines(file).map((line) => {
      const { id, needs } = LabelSchema.parse(line)
      return [id, new Set(needs)]
    }),
  )
}

function lines(file: string): unknown[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line))
}
