import { nameMember } from '../listening/summarise-history.ts'
import { type InteractionRow, InteractionRowSchema, type Member } from '../model/contact.ts'
import { type Mention, MentionSchema } from '../model/mention.ts'
import { PageRowSchema } from '../model/page.ts'
import type { Playbook } from '../model/playbook.ts'
import { readNoticed } from './awaiting-reply.ts'
import type { EarshotDatabase } from './database.ts'
import { findContactIds, sought } from './find-contact.ts'
import { readPlaybook } from './playbook.ts'
import { readMembers, readSummaries } from './read-people.ts'
import { rowsWith } from './rows-with.ts'
import { readable } from './set-aside-rows.ts'
import { readVerdicts } from './verdicts.ts'
import type { HereView, MentionCardView } from './views.ts'

/** What is on the page of a tab, in page order; `page` is null until its reader has spoken. */
export async function readHere(db: EarshotDatabase, tabId: number, me: string): Promise<HereView> {
  const [page] = readable(db, 'pages', PageRowSchema, [await db.pages.get(tabId)])
  if (page === undefined) return { page: null, mentions: [], setAside: [], alsoHere: [], listening: false }
  const rows = readable(db, 'mentions', MentionSchema, await db.mentions.bulkGet(page.mentions))
  const playbook = (await readPlaybook(db))?.playbook ?? null
  const cards = await readCards(db, rows, playbook, me)
  const mentions = cards.filter((card) => !isSetAside(card))
  const setAside = cards.filter(isSetAside)
  const wrote = new Set(mentions.map(({ contact }) => contact?.id))
  const others = page.known.filter((id) => !wrote.has(id))
  const alsoHere = await readSummaries(db, others, me)
  return { page, mentions, setAside, alsoHere, listening: (playbook?.topics.length ?? 0) > 0 }
}

function isSetAside({ mention, said }: MentionCardView): boolean {
  return mention.matches.every(({ topic }) => said[topic] === 'not-us')
}

/** Mentions with their topics, the contact who wrote each, and what was last done about it. */
export async function readCards(
  db: EarshotDatabase,
  mentions: readonly Mention[],
  playbook: Playbook | null,
  me: string,
): Promise<MentionCardView[]> {
  const keys = mentions.map(({ key }) => key)
  const noticed = await readNoticed(db, keys)
  const verdicts = await readVerdicts(db, keys)
  const contactIds = await authorsOf(db, mentions)
  const known = [...new Set(contactIds.filter((id) => id !== null))]
  const contacts = new Map((await readSummaries(db, known, me)).map((one) => [one.id, one]))
  const members = await readMembers(db)
  const handled = await handledOf(db, mentions)
  return mentions.map((mention, at) => {
    const last = handled[at]
    const said = verdicts.get(mention.key) ?? {}
    const topics = (playbook?.topics ?? []).filter(({ id }) =>
      mention.matches.some(({ topic }) => topic === id),
    )
    const left = topics.filter(({ id }) => said[id] !== 'not-us')
    return {
      mention,
      topics: left.length === 0 ? topics : left,
      said,
      contact: contacts.get(contactIds[at] ?? '') ?? null,
      noticed: noticed.get(mention.key) ?? null,
      handled: last ? handledView(last, members, me) : null,
    }
  })
}

/** By the author where there is one; a post without author may have been logged under an id of its own. */
async function authorsOf(db: EarshotDatabase, mentions: readonly Mention[]): Promise<(string | null)[]> {
  return findContactIds(
    db,
    mentions.map(({ site, post }) =>
      sought(site, post.author ?? { key: `post:${post.key}`.slice(0, 300), stableId: null }),
    ),
  )
}

/**
 * The newest standing interaction on each post. A post's key is certain only within its thread, so
 * another thread's counts only under the same permalink: a feed shows the post of a thread.
 */
async function handledOf(
  db: EarshotDatabase,
  mentions: readonly Mention[],
): Promise<(InteractionRow | undefined)[]> {
  const keys = mentions.map(({ site, post }): [string, string] => [site, post.key])
  const rows = await rowsWith<InteractionRow>(db.table('interactions'), '[site+postKey]', keys)
  const standing = readable(db, 'interactions', InteractionRowSchema, rows)
    .filter(({ retracted }) => !retracted)
    .sort((a, b) => b.at - a.at)
  return mentions.map(({ site, threadKey, post }) =>
    standing.find(
      (row) =>
        row.site === site &&
        row.postKey === post.key &&
        (row.threadKey === threadKey || (row.permalink !== null && row.permalink === post.permalink)),
    ),
  )
}

function handledView(row: InteractionRow, members: readonly Member[], me: string) {
  return { at: row.at, by: nameMember(row.actorId, members, me), outcome: row.outcome }
}
