import type { PageKind, Post, ReadReport, RecipeInForce, Thread } from '../model/thread.ts'

/**
 * Selectors and expectations of a site, as plain data, so that a repaired one can be shipped without code.
 * The logic that uses them is in the site's file.
 */
export interface Recipe {
  /** Counts up with every change, so that a shipped recipe can be told from an older one. */
  readonly version: number
  /**
   * Name → where it stands: a CSS selector, or `selector@attribute`, or `@attribute` of the element in hand;
   * alternatives are parted by ` | ` and the first that finds something counts (see fields.ts).
   */
  readonly selectors: Readonly<Record<string, string>>
  /** On a page of these kinds each selector finds at least so many; fewer means that the site changed. */
  readonly expects: readonly {
    readonly selector: string
    readonly least: number
    readonly on: readonly PageKind[]
  }[]
  /** Attributes whose change makes a post worth reading again. Text and added or removed elements always do. */
  readonly watches?: readonly string[]
}

/** The page in hand: what every reading function of a site is given. */
export interface Page {
  readonly document: Document
  readonly url: URL
  /** What its links are relative to: `url`, unless the page names another address of its own site for that. */
  readonly base: URL
  readonly recipe: Recipe
  /**
   * Every container of this pass, so that it is cheap to ask which post an element is of: a page of thousands
   * of posts asks that dozens of times for each. Left out where a single container is read.
   */
  readonly containers?: ReadonlySet<Element>
}

/** What a site is known by: plain data, also where the code that reads it is not loaded. */
export interface SiteIdentity {
  /** The file's name without `.site.ts`. */
  readonly id: string
  readonly name: string
  /** Exact host names or suffixes: `reddit.com` also stands for `www.reddit.com`, never for `reddit.com.evil.test`. Empty: found by `marks`. */
  readonly hosts: readonly string[]
  /** The origins to ask permission for, as match patterns: what one tap allows. Empty: the page's own origin. */
  readonly origins: readonly string[]
  /**
   * The site whose people these are, where two adapters read the same place: a redditor met on
   * old.reddit.com is the one met on www.reddit.com. It becomes `Thread.site`; `ReadReport.site` stays
   * the adapter's own id. Left out: `id`.
   */
  readonly people?: string
  /** For software that runs on any host, or a host with two layouts: a selector that only its pages match. */
  readonly marks?: string
  /** A page of the extension itself, never one of the web. */
  readonly ownPage?: true
}

/** Adapter for one kind of page. One file a site: `<id>.site.ts`. Pure: reads the document, never changes it. */
export interface Site extends SiteIdentity {
  readonly recipe: Recipe
  /** Where `recipe` comes from, once a shipped one was tried. Left out: it is the packaged one. */
  readonly inForce?: RecipeInForce
  /**
   * What the site shows that may be at home elsewhere: a commenter's own page (`people`), also replies brought over
   * from other sites (`posts`). Left out: an address elsewhere is none, and counts as missing.
   */
  readonly elsewhere?: 'people' | 'posts'
  /** What kind of page the address names; null: none with posts. */
  pageKind(url: URL, document: Document): PageKind | null
  /**
   * One key for every address of the same conversation.
   * @param document for an address that names only a post of it, as `viewtopic.php?p=9` does; left out while
   *   it may still be the page before
   */
  threadKey(url: URL, document?: Document): string
  /** The page apart from its posts. */
  describe(page: Page): Pick<Thread, 'title' | 'community'>
  /**
   * What must be known of the page before `containers` is asked, in steps: it rests (yields) often, since all of
   * it may take longer than a page can wait. Run to its end before each pass; does nothing where nothing is new.
   */
  prepare?(page: Page): Generator<void, void>
  /** Each element that holds one post, in page order. Cheap: called again after every change. */
  containers(page: Page): Iterable<Element>
  /** Reads one; null while it is not rendered yet, or when it is no post after all. */
  readPost(container: Element, page: Page): Post | null
  /** For a container that holds several posts at once, as a block of structured data does. Replaces `readPost`. */
  readPosts?(container: Element, page: Page): readonly Post[]
  /**
   * Parents that only the order of the posts tells. `posts` are those now in the page, in page order, and
   * `containers[i]` holds `posts[i]`. Returns as many posts in the same order.
   */
  inferParents?(posts: readonly Post[], page: Page, containers: readonly Element[]): readonly Post[]
  /** How many posts the page says exist beyond `posts`, which are those now in it; null: it does not say. */
  countUnloaded?(page: Page, posts: readonly Post[]): number | null
  /** True where the posts of this page were told by its shape alone, and may be none. */
  guessed?(page: Page): boolean
  /**
   * The site's own box to answer `container` (null: the thread as a whole), if it is open in the page now.
   * Left out: the visible match of the recipe's `replyBox` that is nearest below the container.
   */
  replyBox?(page: Page, container: Element | null): Element | null
}

/**
 * How sure each thing that a site gives is. `seen`: on a real saved page, and counted. `source`: read in the
 * site's own open source. `agreed`: several independent readers of the site agree. `claimed`: one source or
 * memory, so a fallback stands behind it. `none`: the page does not show it.
 */
export type Certainty = 'seen' | 'source' | 'agreed' | 'claimed' | 'none'

/** For people, in docs/sites.md; never in the reader. Each site's file exports one as `facts`. */
export interface SiteFacts {
  readonly kinds: readonly PageKind[]
  /** Month in which somebody last held it against a real page or the site's source: `2026-11`. */
  readonly checked: string
  readonly reads: Readonly<
    Record<
      | 'author'
      | 'stableId'
      | 'text'
      | 'time'
      | 'permalink'
      | 'parent'
      | 'quote'
      | 'counts'
      | 'language'
      | 'replyBox'
      | 'unloaded',
      Certainty
    >
  >
  /** A sentence each: what is inferred, what is out of reach, where a count by a plain selector is wrong. */
  readonly notes: readonly string[]
}

export interface Reading {
  readonly thread: Thread
  readonly report: ReadReport
}
