import type { CompiledTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'
import { findNeeds } from '../../lib/matching/find-needs.ts'
import type { FoundNeed, TopicMatch } from '../../lib/model/mention.ts'
import { z } from '../../lib/model/zod.ts'
import { type Line, LONGEST_LINE } from './read-lines.ts'

const IdSchema = z.union([z.string(), z.number()])

/** A post as it comes in a line: more fields may follow and are not looked at. */
const LineSchema = z.object({
  id: IdSchema,
  site: z.string().default(''),
  text: z.string(),
  lang: z.string().nullish(),
  quoted: z.string().nullish(),
  /** A handle alone will do. */
  author: z.union([z.string(), z.object({ handle: z.string().nullish() })]).nullish(),
})

type Id = z.infer<typeof IdSchema>

export type Answer =
  | { readonly id: Id; readonly mentions: readonly TopicMatch[]; readonly needs: readonly FoundNeed[] }
  | { readonly id: Id | null; readonly problem: LineProblem }

/** Why a line has no answer: a code, the field if one is to blame, and plain words. */
interface LineProblem {
  readonly code: 'not-json' | 'invalid' | 'too-long'
  readonly path?: string
  readonly message: string
}

/** Needs are towards a brand that is meant: a post that matches no topic has none. */
export function matchLine(topics: CompiledTopics, line: Line): Answer {
  if ('tooLong' in line) {
    const message = `the line is longer than ${LONGEST_LINE / 1_048_576} MiB`
    return { id: null, problem: { code: 'too-long', message } }
  }
  let value: unknown
  try {
    value = JSON.parse(line.text)
  } catch {
    return { id: null, problem: { code: 'not-json', message: 'the line is not a JSON object' } }
  }
  const parsed = LineSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const path = issue?.path.join('.') ?? ''
    const message = path === '' ? 'the line is not a post' : `"${path}" is missing or of the wrong kind`
    return { id: idOf(value), problem: { code: 'invalid', ...(path === '' ? {} : { path }), message } }
  }
  const { id, site, text, lang, quoted, author } = parsed.data
  const handle = (typeof author === 'string' ? author : author?.handle) ?? null
  const mentions = findMatches(topics, { site, text, quoted: quoted ?? null, author: { handle } })
  return { id, mentions, needs: mentions.length === 0 ? [] : findNeeds({ text, lang: lang ?? null }, mentions).needs }
}

/** The id of a line that is otherwise no post, so that its sender can find it again. */
function idOf(value: unknown): Id | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'id')) return null
  const id = IdSchema.safeParse((value as { id: unknown }).id)
  return id.success ? id.data : null
}
