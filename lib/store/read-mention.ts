import { chooseGuidance, needsToMeet } from '../listening/choose-guidance.ts'
import { type Mention, MentionSchema } from '../model/mention.ts'
import type { EarshotDatabase } from './database.ts'
import { readDraft } from './drafts.ts'
import { readPlaybook } from './playbook.ts'
import { readCards } from './read-here.ts'
import { readPerson } from './read-person.ts'
import { mentionKey } from './record-page.ts'
import { readable } from './set-aside-rows.ts'
import type { MentionView } from './views.ts'

/** Everything for answering one mention; null when it is forgotten. `today`: YYYY-MM-DD, local. */
export async function readMention(
  db: EarshotDatabase,
  key: string,
  me: string,
  today: string,
): Promise<MentionView | null> {
  const mention = await readOne(db, key)
  if (mention === null) return null
  const playbook = (await readPlaybook(db))?.playbook ?? null
  const [card] = await readCards(db, [mention], playbook, me)
  if (card === undefined) return null
  const topics = card.topics.map(({ id }) => id)
  const needs = needsToMeet(mention.needs)
  const { parent } = mention.post
  const replies = playbook?.replies ?? []
  return {
    ...card,
    parent: parent === null ? null : await readOne(db, mentionKey(mention.threadKey, parent.key)),
    guidance: playbook === null ? [] : chooseGuidance(playbook, topics, needs, today),
    replies: replies.filter((one) => one.topics.length === 0 || one.topics.some((id) => topics.includes(id))),
    person: card.contact === null ? null : await readPerson(db, card.contact.id, me, today),
    draft: await readDraft(db, mention.post.permalink ?? mention.key),
    playbook,
  }
}

async function readOne(db: EarshotDatabase, key: string): Promise<Mention | null> {
  const [mention] = readable(db, 'mentions', MentionSchema, [await db.mentions.get(key)])
  return mention ?? null
}
