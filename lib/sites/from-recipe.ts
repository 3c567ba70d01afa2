import type { Author, Post } from '../model/thread.ts'
import { all, attribute, meta, one, parentOf, titleOf } from './dom.ts'
import { testFor } from './element-test.ts'
import {
  countsAt,
  elementAt,
  field,
  fieldElement,
  fieldHref,
  hrefAt,
  hrefBelow,
  isMarkedAt,
  labelAt,
  timeAt,
} from './fields.ts'
import { hashText } from './hash.ts'
import { makeAuthor, makePost, NO_TEXT, readWords, type StandingOf } from './make-post.ts'
import { leadsAway } from './page-address.ts'
import { joinTexts, type ReadText, type TextRules } from './read-text.ts'
import { postOf, type Scope, scopeOf } from './scope.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteIdentity } from './site.ts'
import { fold, trimLabel, webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

/** What a site must say beyond its recipe, and what it may do in its own way instead. */
interface Rules
  extends SiteIdentity,
    Pick<Site, 'pageKind' | 'threadKey'>,
    Partial<
      Pick<Site, 'describe' | 'containers' | 'inferParents' | 'countUnloaded' | 'replyBox' | 'elsewhere'>
    > {
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
  const scope = scopeOf(container, page)
  // Where it stands comes before the words in nearly all pages: from there it is one step to them.
  const href = ownHref(rules, hrefAt(scope, 'permalink'), page)
  const body = elementAt(scope, 'text')
  const { own, quoted, isQuoting } = readWords(body, standingIn(page.recipe), rules.layout)
  const said = labelAt(scope, 'subject')
  const subject = said && rules.isSubject?.(said, container, page) !== false ? said : null
  const author = authorOf(rules, scope)
  const state = stateOf(scope)
  if (!author && own.text === '' && !subject && state === 'shown') return null
  const permalink = addressOf(rules, href, page)
  // Without a form of ids the address is the key, in full: how the page writes it does not count.
  const id = idOf(rules, hrefAt(scope, 'key')) ?? (rules.idIn ? idOf(rules, href) : null) ?? permalink
  const key = id ?? `#${hashText(`${author?.key}\n${own.text}`)}`
  const parent = parentOfPost(rules, scope, isQuoting ? body : null)
  const time = timeAt(scope, 'time')
  return makePost({
    key,
    permalink,
    author,
    text: textOf(subject, state === 'deleted' ? NO_TEXT : own, own.truncated || isMarkedAt(scope, 'more')),
    quoted,
    time,
    timeText: time ? null : labelAt(scope, 'timeText'),
    parent: parent?.key === key ? null : parent,
    state,
    lang: body ? (labelAt(scope, 'lang') ?? attribute(body, 'lang')) : null,
    counts: countsAt(scope),
    sharedBy: labelAt(scope, 'sharedBy'),
    promoted: isMarkedAt(scope, 'promoted'),
  })
}

function stateOf(scope: Scope): Post['state'] {
  if (isMarkedAt(scope, 'deleted')) return 'deleted'
  if (isMarkedAt(scope, 'limited')) return 'limited'
  return isMarkedAt(scope, 'collapsed') ? 'collapsed' : 'shown'
}

function textOf(subject: string | null, { text }: ReadText, truncated: boolean): ReadText {
  const body = { text, truncated }
  return subject ? joinTexts([{ text: subject, truncated: false }, body]) : body
}

const standings = new WeakMap<Recipe, StandingOf>()

/** How this recipe says that an element in a text stands to the words around it. */
function standingIn(recipe: Recipe): StandingOf {
  let standing = standings.get(recipe)
  if (standing === undefined) {
    const { quote = 'blockquote', skip } = recipe.selectors
    const isEither = testFor(skip ? `${quote},${skip}` : quote)
    const isQuote = testFor(quote)
    // Nearly everything in a text is its author's: one test tells.
    standing = (element, name) =>
      isEither(element, name) ? (isQuote(element, name) ? 'quoted' : 'left out') : 'own'
    standings.set(recipe, standing)
  }
  return standing
}

function idOf({ idIn }: Rules, text: string | null): string | null {
  if (!text) return null
  return idIn ? (text.match(idIn)?.[1] ?? null) : trimLabel(text)
}

/** @param body null: it quotes nothing */
function parentOfPost(rules: Rules, scope: Scope, body: Element | null): Post['parent'] {
  const { container, page } = scope
  const named =
    idOf(rules, hrefAt(scope, 'parent')) ?? (body && idOf(rules, hrefBelow(body, page, 'quotedKey')))
  if (named) return { key: named, inferred: false }
  const above = rules.nests && !scope.flat ? parentOf(container) : null
  const outer = above && postOf(above, page)
  const key =
    outer && (idOf(rules, fieldHref(outer, page, 'key')) ?? idOf(rules, fieldHref(outer, page, 'permalink')))
  return key ? { key, inferred: false } : null
}

/** What a post says of its author, before anything is made of it. */
interface Said {
  readonly name: string | null
  readonly href: string | null
  readonly id: string | null
  readonly handle: string | null
}

/** By name: the few who write most of a thread are made once in a pass. */
type Met = Map<string | null, { readonly said: Said; readonly author: Author | null }>
const met = new WeakMap<ReadonlySet<Element>, Met>()

function authorOf(rules: Rules, scope: Scope): Author | null {
  const { page } = scope
  const said: Said = {
    name: labelAt(scope, 'author'),
    href: ownHref(rules, hrefAt(scope, 'profile'), page),
    id: labelAt(scope, 'authorId'),
    handle: labelAt(scope, 'handle'),
  }
  if (!page.containers) return authorFrom(rules, said, page)
  let known = met.get(page.containers)
  if (!known) {
    known = new Map()
    met.set(page.containers, known)
  }
  const before = known.get(said.name)
  if (before && isSame(before.said, said)) return before.author
  const author = authorFrom(rules, said, page)
  known.set(said.name, { said, author })
  return author
}

function isSame(one: Said, other: Said): boolean {
  return one.href === other.href && one.id === other.id && one.handle === other.handle
}

function authorFrom(rules: Rules, said: Said, page: Page): Author | null {
  const { name } = said
  const url = addressOf(rules, said.href, page)
  const part = (url && rules.authorId && url.match(rules.authorId)?.[1]) || null
  const id = said.id ?? (rules.authorBy === 'stableId' ? part : null)
  // Forums give all their guests the id 0.
  const stableId = id === '0' ? null : id
  const handle = said.handle ?? (rules.authorBy === 'stableId' ? null : part && decoded(part))
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

/** A link as it stands, unless it leads to another site: neither a key nor an address of ours is made of that. */
function ownHref({ hosts, ownPage }: Rules, href: string | null, page: Page): string | null {
  return !ownPage && leadsAway(href, page, hosts) ? null : href
}

/** An absolute web address without what is the reader's own in it. */
function addressOf({ drops }: Rules, href: string | null, page: Page): string | null {
  const address = webUrl(href, page.base)
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
