import type { Post } from '../model/thread.ts'
import { at, countAt, type JsonObject, listAt, objectsWith, textAt } from './embedded-json.ts'
import { captionOf, likesOf, personOf, takenAt, timeOfCode } from './instagram-media.ts'
import { readLinkedData } from './linked-data.ts'
import { makeAuthor, makePost } from './make-post.ts'
import type { Page } from './site.ts'
import { webUrl } from './trim.ts'

/** What the page's JSON says of the post that it is about. */
export interface KnownMedium {
  /** The post and then its comments. */
  readonly posts: readonly Post[]
  /** How many comments there are. */
  readonly total: number | null
}

const profileOf = (name: string) => `/${name}/`
const NONE: KnownMedium = { posts: [], total: null }

/** Reads the post with this code, and its comments, out of all blocks of the page's JSON. */
export function readMedium(blobs: Iterable<Element>, page: Page, code: string): KnownMedium {
  let medium: JsonObject | null = null
  const nodes: JsonObject[] = []
  for (const blob of blobs) {
    for (const name of ['code', 'shortcode'])
      medium ??=
        objectsWith(blob, name, page.document).find(
          (node) => node[name] === code && (at(node, 'user') ?? at(node, 'owner')),
        ) ?? null
    nodes.push(...objectsWith(blob, 'created_at', page.document))
  }
  const post = medium && mediumPost(medium, page, code)
  if (!medium || !post) return NONE
  const older = listAt(medium, 'edge_media_to_parent_comment', 'edges').flatMap((edge) => [
    at(edge, 'node'),
    ...listAt(edge, 'node', 'edge_threaded_comments', 'edges').map((reply) => at(reply, 'node')),
  ])
  const parents = new Map<unknown, string>()
  for (const edge of listAt(medium, 'edge_media_to_parent_comment', 'edges'))
    for (const reply of listAt(edge, 'node', 'edge_threaded_comments', 'edges'))
      parents.set(at(reply, 'node'), textAt(edge, 'node', 'id') ?? code)
  const comments = new Map<string, Post>()
  for (const node of [...nodes, ...older]) {
    const comment = commentPost(node, page, code, parents.get(node) ?? null)
    // In some answers the caption stands among the comments.
    const isCaption = comment?.text === post.text && comment?.author?.key === post.author?.key
    if (comment && !isCaption && !comments.has(comment.key)) comments.set(comment.key, comment)
  }
  return {
    posts: [post, ...comments.values()],
    total: countAt(medium, 'comment_count') ?? countAt(medium, 'edge_media_to_parent_comment', 'count'),
  }
}

function mediumPost(medium: JsonObject, page: Page, code: string): Post | null {
  const author = personOf(at(medium, 'user') ?? at(medium, 'owner'), profileOf, page.url)
  const caption = at(medium, 'edge_media_to_caption', 'edges', 0, 'node') ?? medium
  return (
    author &&
    makePost({
      key: code,
      permalink: webUrl(`/p/${code}/`, page.url),
      author,
      text: captionOf(caption),
      time: takenAt(medium) ?? timeOfCode(code),
      counts: {
        likes: likesOf(medium) ?? countAt(medium, 'edge_media_preview_like', 'count'),
        replies: countAt(medium, 'comment_count'),
      },
    })
  )
}

function commentPost(node: unknown, page: Page, code: string, parent: string | null): Post | null {
  const id = textAt(node, 'pk') ?? textAt(node, 'id')
  const author = personOf(at(node, 'user') ?? at(node, 'owner'), profileOf, page.url)
  if (!id || !/^\d{5,25}$/.test(id) || !author || textAt(node, 'text') === null) return null
  const answered = parent ?? textAt(node, 'parent_comment_id')
  return makePost({
    key: id,
    permalink: webUrl(`/p/${code}/c/${id}/`, page.url),
    author,
    text: captionOf(node),
    time: takenAt(node),
    parent: { key: answered ?? code, inferred: false },
    counts: {
      likes: likesOf(node) ?? countAt(node, 'edge_liked_by', 'count'),
      replies: countAt(node, 'child_comment_count'),
    },
  })
}

/** Pages for guests once said in schema.org's words what stands on them. */
export function readLinkedMedium(script: Element, page: Page, code: string): readonly Post[] {
  return readLinkedData(script, page).flatMap((post, index) => {
    const name = (post.author?.handle ?? post.author?.name)?.replace(/^@/, '') ?? null
    const handle = post.author?.url?.match(/instagram\.com\/([\w.]+)\/?$/)?.[1] ?? name
    const author = makeAuthor({
      key: handle,
      handle,
      name: post.author?.name ?? null,
      url: handle && webUrl(`/${handle}/`, page.url),
    })
    if (!author) return []
    const isAbout = index === 0
    return [
      {
        ...post,
        author,
        key: isAbout ? code : post.key,
        permalink: isAbout ? webUrl(`/p/${code}/`, page.url) : post.permalink,
        parent: isAbout ? null : { key: code, inferred: false },
      },
    ]
  })
}
