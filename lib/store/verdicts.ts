import type { SeenMention } from '../matching/propose-rule.ts'
import { type InteractionRow, InteractionRowSchema } from '../model/contact.ts'
import { type Mention, MentionSchema } from '../model/mention.ts'
import type { Result } from '../model/problem.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { type Verdict, VerdictSchema } from './rows.ts'
import { rowsWith } from './rows-with.ts'
import { readable } from './set-aside-rows.ts'

/** Most mentions that a change of a rule is weighed against, the newest. */
const MOST_WEIGHED = 500

/**
 * Keeps what a person said of a mention and one of its topics: about it, or not; null takes the word back. It stays
 * with the person: nobody else is told.
 */
export function setVerdict(
  db: EarshotDatabase,
  about: { readonly mentionKey: string; readonly topic: string },
  verdict: Verdict['verdict'] | null,
  now: number,
): Promise<Result<void>> {
  const key = verdictKey(about.topic, about.mentionKey)
  return attempt(async () => {
    if (verdict === null) await db.verdicts.delete(key)
    else await db.verdicts.put({ key, ...about, verdict, at: now })
  })
}

/** The topics that each of these mentions was said not to be about, by mention key. */
export async function readDismissed(
  db: EarshotDatabase,
  mentionKeys: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const dismissed = new Map<string, Set<string>>()
  const rows = await db.verdicts
    .where('mentionKey')
    .anyOf([...mentionKeys])
    .toArray()
  for (const { mentionKey, topic, verdict } of readable(db, 'verdicts', VerdictSchema, rows)) {
    if (verdict !== 'not-us') continue
    const topics = dismissed.get(mentionKey) ?? new Set()
    dismissed.set(mentionKey, topics.add(topic))
  }
  return dismissed
}

/**
 * The kept mentions of a topic with what is known of them, the newest first: a person's word, else that somebody
 * of us logged something with the post, which nobody does with a post about something else.
 */
export async function readSeenMentions(db: EarshotDatabase, topic: string): Promise<SeenMention[]> {
  const rows = await db.mentions.orderBy('seenAt').reverse().toArray()
  const mentions = readable(db, 'mentions', MentionSchema, rows)
    .filter(({ matches }) => matches.some((match) => match.topic === topic))
    .slice(0, MOST_WEIGHED)
  const said = await verdictsOn(db, topic)
  const logged = await loggedPosts(db, mentions)
  return mentions.map(({ key, site, post }) => ({
    key,
    text: post.text,
    verdict: said.get(key) ?? (logged.has(`${site} ${post.key}`) ? 'us' : null),
  }))
}

async function verdictsOn(db: EarshotDatabase, topic: string): Promise<Map<string, Verdict['verdict']>> {
  const rows = await db.verdicts.where('topic').equals(topic).toArray()
  const verdicts = readable(db, 'verdicts', VerdictSchema, rows)
  return new Map(verdicts.map(({ mentionKey, verdict }) => [mentionKey, verdict]))
}

async function loggedPosts(db: EarshotDatabase, mentions: readonly Mention[]): Promise<Set<string>> {
  const keys = mentions.map(({ site, post }): [string, string] => [site, post.key])
  const rows = await rowsWith<InteractionRow>(db.table('interactions'), '[site+postKey]', keys)
  return new Set(
    readable(db, 'interactions', InteractionRowSchema, rows)
      .filter(({ retracted }) => !retracted)
      .map(({ site, postKey }) => `${site} ${postKey}`),
  )
}

function verdictKey(topic: string, mentionKey: string): string {
  return `${topic} ${mentionKey}`
}
