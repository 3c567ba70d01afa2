import type { Post } from '../model/thread.ts'
import { all, attribute, matches, parentOf } from './dom.ts'
import { nearestInPass } from './nearest-in-pass.ts'
import type { Found } from './repeated-posts.ts'
import { namedAuthor } from './schema-words.ts'
import type { Page, Site } from './site.ts'
import { webUrl } from './trim.ts'

/** Reads posts that were told by a page's shape. */

type Guess = Pick<Found, 'site' | 'opening'>

/** What is in force on the page: its posts, and the one that they answer. */
export function guessedSelector({ site, opening }: Guess): string {
  const posts = site.recipe.selectors.post ?? ''
  const first = opening?.recipe.selectors.post
  return first ? `${posts},${first}` : posts
}

/** The post in this container, if it is one of the guess. */
export function readGuess(guess: Guess, container: Element, page: Page): Post | null {
  const { opening } = guess
  if (opening && isOf(opening, container)) {
    const post = readBy(opening, guess, container, page)
    // The thread's own address is that of what it begins with.
    const here = page.url.href.replace(/#.*$/, '')
    return (
      post &&
      (post.permalink ? post : { ...post, key: here.length <= 300 ? here : post.key, permalink: here })
    )
  }
  if (!isOf(guess.site, container)) return null
  const post = readBy(guess.site, guess, container, page)
  return post && post.text !== '' ? post : null
}

function isOf({ recipe }: Site, container: Element): boolean {
  return matches(container, recipe.selectors.post ?? '')
}

function readBy(site: Site, guess: Guess, container: Element, page: Page): Post | null {
  const read = site.readPost(container, asGuessed(site, guess, page))
  if (!read) return null
  const { name = null, url = null } = read.author ?? {}
  // As the same person is known where a page says who they are.
  const post = { ...read, author: namedAuthor(name ?? '', null, url, page.url) }
  const id = attribute(container, 'id')
  const anchor = id && /^[\w-]*\d[\w-]*$/.test(id) && !MADE_UP.test(id) ? webUrl(`#${id}`, page.url) : null
  if (post.permalink || !anchor || site === guess.opening) return post
  return { ...post, key: anchor.length <= 300 ? anchor : post.key, permalink: anchor }
}

const ofGuess = new WeakMap<
  ReadonlySet<Element>,
  { readonly site: Site; readonly containers: Set<Element> }
>()

/** The page with the posts of the guess alone: what is labelled inside of one, as its author may be, is part of it. */
function asGuessed({ recipe }: Site, guess: Guess, page: Page): Page {
  if (!page.containers) return { ...page, recipe }
  let own = ofGuess.get(page.containers)
  if (own?.site !== guess.site) {
    const selector = guessedSelector(guess)
    own = {
      site: guess.site,
      containers: new Set([...page.containers].filter((one) => matches(one, selector))),
    }
    ofGuess.set(page.containers, own)
  }
  return { ...page, recipe, containers: own.containers }
}

/** Ids that a page gives anew at every load lead nowhere. */
const MADE_UP = /^(?:ember|react|radix|headlessui|yui|ext-gen|mui|aria)[-_]?\d|[0-9a-f]{8}-[0-9a-f]{4}-/i

/** What the guess holds of posts, those in `page` alone. */
export function* guessedPosts(guess: Guess, page: Page): Generator<Post, void> {
  for (const container of all(page.document, guessedSelector(guess))) {
    const post = readGuess(guess, container, page)
    if (post) yield post
  }
}

/**
 * A guessed post nested in another answers it; any other answers what the thread begins with, if that is told: by
 * the page's shape, or as the one post that the page labels.
 */
export function withParentsAround(
  guess: Guess,
  posts: readonly Post[],
  page: Page,
  containers: readonly Element[],
): readonly Post[] {
  const { site } = guess
  const selector = site.recipe.selectors.post ?? ''
  const keys = new Map(containers.map((container, at) => [container, posts[at]?.key]))
  const isReply = containers.map((container) => isOf(site, container))
  const first = openingOf(posts, isReply)
  return posts.map((post, at) => {
    const container = containers[at]
    if (post.parent || !container || !isReply[at]) return post
    const above = parentOf(container)
    const outer = above && nearestInPass(above, selector, page)
    const key = outer && keys.get(outer)
    if (key && key !== post.key) return { ...post, parent: { key, inferred: false } }
    return first && first !== post.key ? { ...post, parent: { key: first, inferred: true } } : post
  })
}

/** The key of the one post that is none of the alike ones and stands before them; null: none, or several. */
function openingOf(posts: readonly Post[], isReply: readonly boolean[]): string | null {
  const others = posts.filter((_, at) => !isReply[at])
  const [first] = others
  const isBefore = first !== undefined && posts.indexOf(first) < isReply.indexOf(true)
  return others.length === 1 && isBefore && !first.parent ? first.key : null
}
