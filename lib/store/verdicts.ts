import type { SeenMention } from '../matching/propose-rule.ts'
import { type InteractionRow, InteractionRowSchema } from '../model/contact.ts'
import { type Mention, MentionSchema } from '../model/mention.ts'
import type { Result } from '../model/problem.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { type Verdict, VerdictSchema } from './rows.ts'
import { rowsWith } from './rows-with.ts'
import { readable } from './set-aside-rows.ts'
import type { SaidOfTopics } from './views.ts'

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

/** What a person said of each of these mentions, by mention key: topic id to verdict. */
export async function readVerdicts(
  db: EarshotDatabase,
  mentionKeys: readonly string[],
): Promise<ReadonlyMap<string, SaidOfTopics>> {
  const said = new Map<string, Record<string, Verdict['verdict']>>()
  const rows = await db.verdicts
    .where('mentionKey')
    .anyOf([...mentionKeys])
    .toArray()
  for (const { mentionKey, topic, verdict } of readable(db, 'verdicts', VerdictSchema, rows))
    said.set(mentionKey, { ...said.get(mentionKey), [topic]: verdict })
  return said
}

/**
 * Forgets verdicts of before `before`, milliseconds since the epoch, on posts that are no mention any more: their
 * keys may hold an address.
 */
export async function forgetOldVerdicts(db: EarshotDatabase, before: number): Promise<Result<number>> {
  return attempt(() =>
    db.transaction('rw', [db.verdicts, db.mentions], async () => {
      const old = await db.verdicts.filter(({ at }) => !(at >= before)).toArray()
      const mentions = await db.mentions.bulkGet(old.map(({ mentionKey }) => String(mentionKey)))
      const gone = old.filter((_, n) => mentions[n] === undefined)
      await db.verdicts.bulkDelete(gone.map(({ key }) => key))
      return gone.length
    }),
  )
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
