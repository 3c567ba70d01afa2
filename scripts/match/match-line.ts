import type { CompiledTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches, type MatchablePost } from '../../lib/matching/find-matches.ts'
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
  author: z
    .union([z.string(), z.object({ handle: z.string().nullish(), name: z.string().nullish() })])
    .nullish(),
  // What the fields of a query ask about. What is left out is not known, and its field does not hold.
  community: z.string().nullish(),
  url: z.string().nullish(),
  type: z.enum(['post', 'comment']).nullish(),
  isReply: z.boolean().nullish(),
  toUs: z.boolean().nullish(),
  known: z.boolean().nullish(),
  tags: z.array(z.string()).nullish(),
  lastContact: z.iso.datetime({ offset: true }).or(z.iso.date()).nullish(),
  time: z.iso.datetime({ offset: true }).or(z.iso.date()).nullish(),
})

type PostLine = z.infer<typeof LineSchema>

/** A number of more digits than a double holds goes out as it came in: other languages' ids have 64 bits. */
type Id = string | number | RawNumber

interface RawNumber {
  readonly rawJSON: string
}

/** ES2025, which TypeScript's library does not know yet. */
interface JsonWithSource {
  parse(
    text: string,
    revive: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown
  rawJSON(text: string): RawNumber
}

const LONG_ID = /"id"\s*:\s*-?\d*(?:\d{16}|\d[.eE])/

/** The number that the line gives for an id, as it is written there; null where a double says the same. */
function longId(text: string, id: unknown): RawNumber | null {
  if (typeof id !== 'number' || !LONG_ID.test(text)) return null
  const json = JSON as unknown as JsonWithSource
  // What stands in a post may have an id of its own, before or after the post's.
  const written = new Map<unknown, string | undefined>()
  const post = json.parse(text, function (key, value, { source }) {
    if (key === 'id' && typeof value === 'number') written.set(this, source)
    return value
  })
  const own = written.get(post)
  return own === undefined || own === String(id) ? null : json.rawJSON(own)
}

export type Answer =
  | { readonly id: Id; readonly mentions: readonly TopicMatch[]; readonly needs: readonly FoundNeed[] }
  | { readonly id: Id | null; readonly problem: LineProblem }

/** Why a line has no answer: a code, the field if one is to blame, and plain words. */
interface LineProblem {
  readonly code: 'not-json' | 'invalid' | 'too-long'
  readonly path?: string
  readonly message: string
}

/**
 * Needs are towards a brand that is meant: a post that matches no topic has none. `now`: milliseconds since the
 * epoch, for fields that compare times.
 */
export function matchLine(topics: CompiledTopics, line: Line, now: number): Answer {
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
    return {
      id: idOf(line.text, value),
      problem: { code: 'invalid', ...(path === '' ? {} : { path }), message },
    }
  }
  const { text, lang } = parsed.data
  const id = longId(line.text, parsed.data.id) ?? parsed.data.id
  const mentions = findMatches(topics, matchable(parsed.data, now))
  const needs = mentions.length === 0 ? [] : findNeeds({ text, lang: lang ?? null }, mentions).needs
  return { id, mentions, needs }
}

function matchable(post: PostLine, now: number): MatchablePost {
  const { site, text, author, url, isReply, toUs, known, tags, lastContact, time } = post
  const named = typeof author === 'string' ? { handle: author, name: null } : author
  return {
    site,
    text,
    quoted: post.quoted ?? null,
    author: { handle: named?.handle ?? null, name: named?.name ?? null },
    lang: post.lang ?? null,
    community: post.community ?? null,
    addresses: url ? [url] : [],
    type: post.type ?? null,
    isReply: isReply ?? null,
    isToUs: toUs ?? null,
    isKnown: known ?? null,
    tags: tags ?? null,
    lastContactAt: lastContact ? Date.parse(lastContact) : null,
    writtenAt: time ? Date.parse(time) : null,
    now,
  }
}

/** The id of a line that is otherwise no post, so that its sender can find it again. */
function idOf(text: string, value: unknown): Id | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'id')) return null
  const id = IdSchema.safeParse((value as { id: unknown }).id)
  return id.success ? (longId(text, id.data) ?? id.data) : null
}
