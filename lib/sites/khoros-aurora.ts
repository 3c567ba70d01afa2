import type { Post, PostCounts } from '../model/thread.ts'
import { charactersOf, firstChildOf, isText, matches, nearest, nextSiblingOf, one, parentOf } from './dom.ts'
import { type JsonObject, objectsWith, textAt } from './embedded-json.ts'
import { fieldElement, fieldHref } from './fields.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'
import { isoTime, webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

/** `/discussions/BOARD/TITLE/THREAD`, and for an answer `/replies/MESSAGE` or `/comments/MESSAGE` after it. */
export const AURORA = /^\/(discussions|blog|kb|ideas?|events?|questions?|contests?)\/[^/]+\/[^/]+\/(\d+)/

/**
 * What Aurora, the newer layout, shows in its own way.
 * @returns null for the copy of the accepted answer inside its question, where the answer itself is in the page
 */
export function auroraPost(post: Post, container: Element, page: Page): Post | null {
  if (isCopy(post.key, container, page)) return null
  const [path, , topic] = page.url.pathname.match(AURORA) ?? []
  return {
    ...post,
    // What the page is about has no link to itself, and links to others in its text.
    permalink: path && topic === post.key ? webUrl(path, page.url) : post.permalink,
    time: post.time ?? postedAt(post.key, page),
    parent: topic && topic !== post.key ? parentIn(topic, container, page) : null,
    counts: matches(container, select(page, 'row')) ? rowCounts(container, page) : post.counts,
    truncated: post.truncated || matches(container, select(page, 'row')),
  }
}

function isCopy(key: string, container: Element, page: Page): boolean {
  const above = parentOf(container)
  const isInside = above !== null && nearest(above, select(page, 'message')) !== null
  return isInside && /^\d+$/.test(key) && one(page.document, `section[id="uid${key}"]`) !== null
}

/** Answers to an answer stand in a list beside it; what stands in none answers the topic, as far as the order tells. */
function parentIn(topic: string, container: Element, page: Page): Post['parent'] {
  const list = nearest(container, select(page, 'nest'))
  const above = list && parentOf(list)
  const branch = above && nearest(above, select(page, 'branch'))
  const answered = branch && one(branch, select(page, 'message'))
  const key = answered && fieldHref(answered, page, 'key')?.match(/(\d+)$/)?.[1]
  return key ? { key, inferred: false } : { key: topic, inferred: true }
}

/** Beside each number stands what it counts, for those who hear the page: "6.8K" and "Views" would be read as one word. */
function rowCounts(container: Element, page: Page): PostCounts | null {
  const count = (name: string) => {
    const element = fieldElement(container, page, name)
    return element && wholeNumber(ownCharacters(element))
  }
  const [likes, replies, views] = [count('liked'), count('answered'), count('viewed')]
  return likes === null && replies === null && views === null ? null : { likes, replies, shares: null, views }
}

function ownCharacters(element: Element): string {
  let characters = ''
  for (let child: Node | null = firstChildOf(element); child; child = nextSiblingOf(child))
    if (isText(child)) characters += charactersOf(child)
  return characters
}

const times = new WeakMap<readonly JsonObject[], ReadonlyMap<string, string>>()

/** The exact time, which only the JSON of the page has that the server sent: what was loaded later shows words. */
function postedAt(key: string, page: Page): string | null {
  const script = one(page.document, select(page, 'data'))
  if (!script) return null
  const messages = objectsWith(script, 'postTime', page.document)
  let known = times.get(messages)
  if (!known) {
    known = new Map(
      messages.map((message) => [textAt(message, 'uid') ?? '', textAt(message, 'postTime') ?? '']),
    )
    times.set(messages, known)
  }
  return isoTime(known.get(key))
}
