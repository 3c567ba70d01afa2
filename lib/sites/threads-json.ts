import type { Post } from '../model/thread.ts'
import { at, countAt, type JsonObject, listAt, objectsWith, textAt } from './embedded-json.ts'
import { captionOf, likesOf, personOf, takenAt, timeOfCode } from './instagram-media.ts'
import { makePost } from './make-post.ts'
import type { Page } from './site.ts'
import { webUrl } from './trim.ts'

/**
 * The posts in one block of the page's JSON, in its order. Each `thread_items` is a post and those that
 * continue it or lead up to it.
 * @param asked the code of the post that the page is about
 */
export function readThreadItems(script: Element, page: Page, asked: string | null): readonly Post[] {
  const nodes = objectsWith(script, 'thread_items', page.document)
  const before = read.get(nodes)
  if (before?.asked === asked) return before.posts
  const posts = postsOf(nodes, page, asked)
  read.set(nodes, { asked, posts })
  return posts
}

const profileOf = (name: string) => `/@${name}`

/** By the objects found, which are the same as long as the block is. */
const read = new WeakMap<readonly JsonObject[], { asked: string | null; posts: readonly Post[] }>()

function postsOf(nodes: readonly JsonObject[], page: Page, asked: string | null): readonly Post[] {
  const lists = nodes.map((node) =>
    listAt(node, 'thread_items').flatMap((item) => postOf(at(item, 'post'), page) ?? []),
  )
  const focal = lists.flat().find(({ post }) => post.key === asked)?.post
  return lists.flatMap((list) =>
    list.map(({ post, answers }, index) => {
      const top = focal && focal.key !== post.key && answers === focal.author?.key ? focal : null
      const parent = answers === null ? null : (list[index - 1]?.post ?? top)
      return parent ? { ...post, parent: { key: parent.key, inferred: true } } : post
    }),
  )
}

interface Item {
  readonly post: Post
  /** The key of the author whom it answers: all that is said about its parent. */
  readonly answers: string | null
}

function postOf(given: unknown, page: Page): Item | null {
  const reposted = at(given, 'text_post_app_info', 'share_info', 'reposted_post')
  const medium = reposted && typeof reposted === 'object' ? reposted : given
  const about = at(medium, 'text_post_app_info')
  const code = textAt(medium, 'code')
  const author = personOf(at(medium, 'user'), profileOf, page.url)
  if (!code || !/^[\w-]{5,60}$/.test(code) || !author) return null
  const quoted = at(about, 'share_info', 'quoted_post')
  const post = makePost({
    key: code,
    permalink: webUrl(`/@${author.handle}/post/${code}`, page.url),
    author,
    text: captionOf(medium),
    quoted: captionOf(quoted).text || null,
    time: takenAt(medium) ?? timeOfCode(code),
    state: at(about, 'is_post_unavailable') === true ? 'limited' : 'shown',
    counts: {
      likes: likesOf(medium),
      replies: countAt(about, 'direct_reply_count'),
      shares: countAt(about, 'repost_count'),
    },
    sharedBy: medium === given ? null : textAt(given, 'user', 'username'),
  })
  const answered = personOf(at(about, 'reply_to_author'), profileOf, page.url)
  return { post, answers: answered?.key ?? null }
}
