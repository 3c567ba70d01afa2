import type { Post } from '../model/thread.ts'
import { meta } from './dom.ts'
import { readLinkedData } from './linked-data.ts'
import { makeAuthor } from './make-post.ts'
import type { Page } from './site.ts'
import { timeOfTid } from './tid.ts'
import { webUrl } from './trim.ts'

/** The path of a post: its author and the key of its record. */
export const POST = /^\/profile\/([^/]+)\/post\/([\w.~:-]+)\/?$/

/** The first answer of the server holds the post as structured data, before the application has drawn it. */
export function readLinked(script: Element, page: Page): readonly Post[] {
  const [, actor, key] = page.url.pathname.match(POST) ?? []
  // It stays as it is when somebody goes on to another post.
  const about = meta(page.document, 'og:url') ?? ''
  if (!actor || !key || !about.endsWith(`/post/${key}`)) return []
  return readLinkedData(script, page).flatMap((post, at) => {
    const handle = post.author?.handle?.replace(/^@/, '') ?? null
    const own = URL.parse(post.permalink ?? '')?.pathname.match(POST)?.[2] ?? (at === 0 ? key : null)
    const author = makeAuthor({
      key: handle,
      handle,
      name: post.author?.name ?? null,
      url: handle && webUrl(`/profile/${handle}`, page.url),
    })
    if (!own || !author) return []
    const permalink = webUrl(`/profile/${author.handle}/post/${own}`, page.url)
    const parent = at === 0 ? null : { key, inferred: true }
    return [{ ...post, key: own, permalink, author, time: timeOfTid(own) ?? post.time, parent }]
  })
}
