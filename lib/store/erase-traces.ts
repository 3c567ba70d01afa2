import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { type Identity, IdentitySchema, type InteractionRow } from '../model/contact.ts'
import { asContactId, contactIdText } from '../model/contact-id.ts'
import type { SyncEvent } from '../model/event.ts'
import type { Mention } from '../model/mention.ts'
import type { EarshotDatabase } from './database.ts'

/** Whom an erasure is about, and how else they may be met. */
interface Erased {
  readonly ids: ReadonlySet<string>
  /** Unproven: as events and rows carry them. */
  readonly identities: readonly unknown[]
  /** Interactions with them. */
  readonly posts: readonly Pick<InteractionRow, 'site' | 'postKey' | 'threadKey' | 'permalink'>[]
  readonly isAbout: (event: SyncEvent) => boolean
}

/** What is kept about somebody outside the log, and what of it is to be sent: gone. Over `db.tables`. */
export async function eraseTraces(db: EarshotDatabase, erased: Erased): Promise<void> {
  const identities = erased.identities.flatMap((raw) => IdentitySchema.safeParse(raw).data ?? [])
  const places = await eraseMentions(db, erased, identities)
  const isKnown = (site: string, authorKey: string | null) =>
    identities.some((identity) => identity.site === site && identity.key === authorKey)
  await db.awaitedReplies
    .filter(({ key, site, authorKey }) => places.has(key) || isKnown(site, authorKey))
    .delete()
  await db.verdicts.filter(({ mentionKey }) => places.has(mentionKey)).delete()
  await db.drafts.filter(({ key }) => places.has(key)).delete()
  await db.unsavedNotes.filter(({ contactId }) => erased.ids.has(contactId)).delete()
  await db.outbox.filter(({ event }) => erased.isAbout(event)).delete()
  await db.deliveries.filter(({ event }) => erased.isAbout(event)).delete()
  await db.quarantine.filter(({ raw }) => isNamedIn(raw, erased.ids, identities)).delete()
}

/** Answers with keys and addresses of their posts, also of those that are forgotten as mentions. */
async function eraseMentions(
  db: EarshotDatabase,
  { ids, posts }: Erased,
  identities: readonly Identity[],
): Promise<ReadonlySet<string>> {
  const met = new Set(posts.map(({ threadKey, postKey }) => `${threadKey} ${postKey}`))
  const theirs = (mention: Mention) =>
    met.has(mention.key) ||
    (mention.contactId !== null && ids.has(mention.contactId)) ||
    identities.some((identity) => isAuthor(mention, identity)) ||
    ids.has(contactIdOf(db.workspaceId, mention))
  const mentions = await db.mentions.filter(theirs).toArray()
  const keys = new Set([...met, ...mentions.map(({ key }) => key)])
  await db.mentions.bulkDelete(mentions.map(({ key }) => key))
  const pages = await db.pages.toArray()
  const changed = pages.filter(
    (page) => page.known.some((id) => ids.has(id)) || page.mentions.some((key) => keys.has(key)),
  )
  await db.pages.bulkPut(
    changed.map((page) => {
      const left = page.mentions.filter((key) => !keys.has(key))
      // Of a page without a mention not even the address is kept: it may be theirs.
      const address = left.length === 0 ? null : page.address
      return { ...page, address, known: page.known.filter((id) => !ids.has(id)), mentions: left }
    }),
  )
  const addresses = [
    ...posts.map(({ permalink }) => permalink),
    ...mentions.map(({ post }) => post.permalink),
  ]
  return new Set([...keys, ...addresses.filter((address) => address !== null)])
}

function isAuthor({ site, post }: Mention, identity: Identity): boolean {
  const { author } = post
  if (author === null || site !== identity.site) return false
  if (author.key === identity.key) return true
  if (author.stableId !== null && author.stableId === identity.stableId) return true
  return author.handle !== null && author.handle === identity.handle
}

/** The id that the author has, or would have, as a contact: who is erased here may be known to colleagues alone. */
function contactIdOf(workspaceId: string, { site, post }: Mention): string {
  const key = post.author?.key ?? `post:${post.key}`.slice(0, 300)
  return asContactId(sha256(utf8ToBytes(contactIdText(workspaceId, site, key))))
}

function isNamedIn(raw: unknown, ids: ReadonlySet<string>, identities: readonly Identity[]): boolean {
  const text = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? '')
  if ([...ids].some((id) => text.toLowerCase().includes(id))) return true
  const says = (name: string, value: string) => text.includes(`"${name}":${JSON.stringify(value)}`)
  return identities.some(
    ({ site, key }) => says('site', site) && (says('key', key) || says('authorKey', key)),
  )
}
