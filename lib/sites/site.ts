import type { PageKind, Post, ReadReport, Thread } from '../model/thread.ts'

/**
 * Selectors and expectations of a site, as plain data, so that a repaired one can be shipped without code.
 * The logic that uses them is in the site's file.
 */
export interface Recipe {
  /** Name → CSS selector, or the name of an attribute. */
  readonly selectors: Readonly<Record<string, string>>
  /** On a thread page each selector finds at least so many; fewer means that the site changed. */
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
  readonly recipe: Recipe
}

/** Adapter for one kind of page. One file a site: `<id>.site.ts`. Pure: reads the document, never changes it. */
export interface Site {
  /** The file's name without `.site.ts`. */
  readonly id: string
  readonly name: string
  /** Exact host names or suffixes: `reddit.com` also stands for `www.reddit.com`, never for `reddit.com.evil.test`. Empty: found by `detect`. */
  readonly hosts: readonly string[]
  /** The origins to ask permission for, as match patterns: what one tap allows. Empty: the page's own origin. */
  readonly origins: readonly string[]
  /**
   * The site whose people these are, where two adapters read the same place: a redditor met on
   * old.reddit.com is the one met on www.reddit.com. It becomes `Thread.site`; `ReadReport.site` stays
   * the adapter's own id. Left out: `id`.
   */
  readonly people?: string
  readonly recipe: Recipe
  /** For software that runs on any host, or a host with two layouts: is this page made by it? */
  detect?(document: Document): boolean
  /** What kind of page the address names; null: none with posts. */
  pageKind(url: URL, document: Document): PageKind | null
  /** One key for every address of the same conversation. */
  threadKey(url: URL): string
  /** The page apart from its posts. */
  describe(page: Page): Pick<Thread, 'title' | 'community'>
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
}

export interface Reading {
  readonly thread: Thread
  readonly report: ReadReport
}
