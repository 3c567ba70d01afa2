import type { Author, Post } from '../model/thread.ts'
import { all, attribute, matches, mayHold, meta, one, parentOf, titleOf } from './dom.ts'
import {
  countsOf,
  field,
  fieldElement,
  fieldHref,
  fieldTime,
  hrefBelow,
  isMarked,
  postOf,
  wholeNumber,
} from './fields.ts'
import { hashText } from './hash.ts'
import { makeAuthor, makePost, NO_TEXT, readWords } from './make-post.ts'
import { joinTexts, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteIdentity } from './site.ts'
import { fold, trimLabel, webUrl } from './trim.ts'

/** What a site must say beyond its recipe, and what it may do in its own way instead. */
interface Rules
  extends SiteIdentity,
    Pick<Site, 'pageKind' | 'threadKey'>,
    Partial<Pick<Site, 'describe' | 'containers' | 'inferParents' | 'countUnloaded' | 'replyBox'>> {
  readonly recipe: Recipe
  /** The part of a key, of a parent's key and of a permalink's end that is the post's id: its first group. */
  readonly idIn?: RegExp
  /** Who somebody is for good on this site. `profile`: the path of their page; `name`: no two people have one name here. */
  readonly authorBy: 'stableId' | 'handle' | 'profile' | 'name'
  /** The part of the profile's address that is the handle, or with `stableId` the id: its first group. */
  readonly authorId?: RegExp
  /** Keys, authors and ids are of this server only: they are told apart by the host. */
  readonly perHost?: boolean
  /** Parameters of an address that are the reader's own, as a session's id is: dropped from permalinks and profiles. */
  readonly drops?: readonly string[]
  /** Whether a post's title says anything of its own: a reply's "Re: …" does not. Left out: always. */
  readonly isSubject?: (subject: string, container: Element, page: Page) => boolean
  readonly layout?: TextRules['layout']
  /** A post nested in another one answers it. */
  readonly nests?: boolean
  /** The last hand on a post: null drops it. */
  readonly adjust?: (post: Post, container: Element, page: Page) => Post | null
}

/**
 * A site out of its recipe alone, for the many whose posts are a list or a tree of alike elements. Names that
 * it looks for in the recipe, all but `post` optional:
 * `post` container · `key` · `author` shown name · `handle` · `profile` address · `authorId` · `text` ·
 * `quote` inside the text · `skip` inside the text, left out · `subject` a title that is part of the post ·
 * `time` machine-readable · `timeText` · `permalink` · `parent` key of what it answers · `quotedKey` the same
 * inside the text, of the first post quoted there · `likes`, `replies`,
 * `shares`, `views` · `lang` · `promoted`, `deleted`, `limited`, `collapsed`, `more` (the page shows only a
 * beginning) present or matched by the container · `sharedBy` · `title` and `community` of the page ·
 * `total` number of posts in the thread · `replyBox`.
 */
export function siteFromRecipe(rules: Rules): Site {
  const { authorBy, authorId, idIn, perHost, drops, isSubject, layout, nests, adjust, ...site } = rules
  const read = (container: Element, page: Page) => readPost(rules, container, page)
  return {
    describe: (page) => ({
      title:
        pageField(page, 'title') ??
        trimLabel(meta(page.document, 'og:title')) ??
        trimLabel(titleOf(page.document)),
      community:
        pageField(page, 'community') ?? trimLabel(meta(page.document, 'og:site_name')) ?? page.url.host,
    }),
    containers: (page) => all(page.document, select(page, 'post')),
    countUnloaded: (page, posts) => {
      const total = wholeNumber(pageField(page, 'total'))
      return total === null ? null : Math.max(0, total - posts.length)
    },
    ...site,
    readPost: (container, page) => {
      const post = read(container, page)
      return post && adjust ? adjust(post, container, page) : post
    },
  }
}

/** A field of the page and not of a post. */
export function pageField(page: Page, name: string): string | null {
  const root = one(page.document, 'html')
  // A page's title stands in no post, or in the first: nesting does not count here.
  return root && field(root, bare(page, name), name)
}

/** The element that such a field stands in. */
export function pageElement(page: Page, name: string): Element | null {
  const root = one(page.document, 'html')
  return root && fieldElement(root, bare(page, name), name)
}

function bare(page: Page, name: string): Page {
  const place = page.recipe.selectors[name]
  return { ...page, recipe: { ...page.recipe, selectors: place === undefined ? {} : { [name]: place } } }
}

function readPost(rules: Rules, container: Element, page: Page): Post | null {
  const body = fieldElement(container, page, 'text')
  const text = textRules(rules, body, page)
  const { own, quoted } = readWords(body, page.recipe.selectors.quote ?? 'blockquote', text)
  const said = field(container, page, 'subject')
  const subject = said && rules.isSubject?.(said, container, page) !== false ? said : null
  const author = authorOf(rules, container, page)
  const is = (name: string) => isMarked(container, page, name)
  const state = is('deleted')
    ? 'deleted'
    : is('limited')
      ? 'limited'
      : is('collapsed')
        ? 'collapsed'
        : 'shown'
  if (!author && own.text === '' && !subject && state === 'shown') return null
  const href = fieldHref(container, page, 'permalink')
  const permalink = addressOf(rules, href, page)
  const id = idOf(rules, fieldHref(container, page, 'key')) ?? idOf(rules, href) ?? permalink
  const key = id ?? `#${hashText(`${author?.key}\n${own.text}`)}`
  const parent = parentOfPost(rules, container, body, page)
  return makePost({
    key,
    permalink,
    author,
    text: joinTexts([
      subject ? { text: subject, truncated: false } : null,
      { ...(state === 'deleted' ? NO_TEXT : own), truncated: own.truncated || is('more') },
    ]),
    quoted,
    time: fieldTime(container, page, 'time'),
    timeText: field(container, page, 'timeText'),
    parent: parent?.key === key ? null : parent,
    state,
    lang: body ? (field(container, page, 'lang') ?? attribute(body, 'lang')) : null,
    counts: countsOf(container, page),
    sharedBy: field(container, page, 'sharedBy'),
    promoted: is('promoted'),
  })
}

function textRules({ layout = 'flow' }: Rules, body: Element | null, page: Page): TextRules {
  const skip = page.recipe.selectors.skip
  // One look at the whole instead of one at each element: most texts are nothing but text.
  if (!skip || !body || !mayHold(body, skip)) return { layout }
  return { layout, skips: (element) => matches(element, skip) }
}

function idOf({ idIn }: Rules, text: string | null): string | null {
  if (!text) return null
  return idIn ? (text.match(idIn)?.[1] ?? null) : trimLabel(text)
}

function parentOfPost(rules: Rules, container: Element, body: Element | null, page: Page): Post['parent'] {
  const named =
    idOf(rules, fieldHref(container, page, 'parent')) ??
    (body && idOf(rules, hrefBelow(body, page, 'quotedKey')))
  if (named) return { key: named, inferred: false }
  const above = rules.nests ? parentOf(container) : null
  const outer = above && postOf(above, page)
  const key =
    outer && (idOf(rules, fieldHref(outer, page, 'key')) ?? idOf(rules, fieldHref(outer, page, 'permalink')))
  return key ? { key, inferred: false } : null
}

function authorOf(rules: Rules, container: Element, page: Page): Author | null {
  const name = field(container, page, 'author')
  const url = addressOf(rules, fieldHref(container, page, 'profile'), page)
  const part = (url && rules.authorId && url.match(rules.authorId)?.[1]) || null
  const id = field(container, page, 'authorId') ?? (rules.authorBy === 'stableId' ? part : null)
  // Forums give all their guests the id 0.
  const stableId = id === '0' ? null : id
  const said = field(container, page, 'handle')
  const handle = said ?? (rules.authorBy === 'stableId' ? null : part && decoded(part))
  const path = rules.authorBy === 'profile' && url ? URL.parse(url) : null
  const key = {
    stableId: stableId ?? besideIds(handle ?? name),
    handle: handle ?? name,
    profile: path ? `${path.pathname}${path.search}` : name,
    name,
  }[rules.authorBy]
  if (!key) return null
  return makeAuthor({
    key: rules.perHost ? `${page.url.host}/${fold(key)}` : key,
    handle: handle ?? name,
    name,
    url,
    stableId: stableId && rules.perHost ? `${page.url.host}:${stableId}` : stableId,
  })
}

/** A guest may call himself by a number, and would be the member who has it as an id. */
function besideIds(name: string | null): string | null {
  return name && /^\s*\d+\s*$/.test(name) ? `@${name.trim()}` : name
}

/** An absolute web address without what is the reader's own in it. */
function addressOf({ drops }: Rules, href: string | null, page: Page): string | null {
  const address = webUrl(href, page.url)
  const url = drops && address?.includes('?') ? URL.parse(address) : null
  if (!url) return address
  // Not by searchParams, which would write `?9-title` as `?9-title=`.
  const kept = url.search.slice(1).split('&')
  url.search = kept.filter((part) => !drops?.includes(part.split('=')[0] ?? '')).join('&')
  return url.href
}

/** A path's part as people read it; as it stands when its escapes are broken. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
