import { createAttributes, isWritten } from './anonymise-attributes.ts'
import type { Words } from './anonymise-filler.ts'
import { runsIn } from './anonymise-runs.ts'
import { structureOf } from './anonymise-structure.ts'
import { createValues, type Replaced } from './anonymise-values.ts'
import { createExchange, type Hosts } from './anonymise-words.ts'
import { createWriter } from './anonymise-write.ts'
import {
  all,
  attribute,
  attributeNames,
  charactersOf,
  firstChildOf,
  isText,
  nextSiblingOf,
  tagOf,
} from './dom.ts'
import type { Recipe, SiteIdentity } from './site.ts'
import { isHost } from './trim.ts'

interface Asked {
  /** The address of the page. */
  readonly url: URL
  /** Who reads the page; null: nobody. What its recipe names is public and stays. */
  readonly site: (SiteIdentity & { readonly recipe: Recipe }) | null
  /** Another one gives other filler; the same one the same, always. */
  readonly seed: number
  /** Elements that are left out with all they hold. */
  readonly without?: ReadonlySet<Element>
  /** Each root ends after about so many characters. */
  readonly most?: number
  /**
   * Words by which the page names its parts (classes, test ids, keys, elements, attributes) stay where no word of
   * them is written in the page: whoever repairs a recipe needs them, but nobody can tell whose they are. Left out:
   * what neither the recipe nor everybody knows is filler.
   */
  readonly keepsUnwritten?: boolean
  /** What people in the page are called, in small letters: a text that is nothing else counts as a name. */
  readonly people?: ReadonlySet<string>
}

export interface Anonymised {
  /** The address in the same filler, under which the anonymised page can be read. */
  readonly url: string
  /** Each root as HTML, in their order. */
  readonly html: readonly string[]
  /** The names of the elements that each root stands in, outermost first, with their attributes: `<main class="…">`. */
  readonly around: readonly (readonly string[])[]
  /** Which roots are longer than `most` and were cut. */
  readonly cut: readonly boolean[]
  readonly replaced: Readonly<Replaced>
}

/** So many elements of the document are looked through for words that people wrote. */
const MOST_LOOKED_AT = 200_000
const LONGEST_VALUE = 4_000

/**
 * Parts of a page as HTML in which every text, name, number, address and id is replaced by filler of the same
 * shape. The same original is the same filler throughout, so that one author stays one and an answer still
 * names its parent; tags, classes, roles and what the site's recipe names stay. Scripts that are no data,
 * comments, styles and what was typed are left out. The document is not changed.
 */
export function anonymise(document: Document, roots: readonly Element[], asked: Asked): Anonymised {
  const { url, site, seed, without, most = Number.POSITIVE_INFINITY, keepsUnwritten = false } = asked
  const exchange = createExchange({
    seed,
    structure: structureOf(site ? publicWords(site) : []),
    words: wordsOf(document, url),
    hosts: hostsOf(asked),
    keepsUnwritten,
  })
  const replaced: Replaced = { texts: 0, names: 0, ids: 0, addresses: 0, media: 0, numbers: 0 }
  const values = createValues(exchange, replaced)
  const attributes = createAttributes(exchange, values, replaced)
  const { element, around } = createWriter({
    exchange,
    values,
    attributes,
    replaced,
    without: without ?? new Set(),
    people: asked.people ?? new Set(),
    most,
  })
  const written = roots.map(element)
  return {
    url: values.address(url.href),
    html: written.map(({ html }) => html),
    cut: written.map(({ cut }) => cut),
    around: roots.map(around),
    replaced,
  }
}

/** What the site's file makes public: selectors, marks and its own name. */
export function publicWords({
  recipe,
  marks,
  hosts,
  id,
}: SiteIdentity & { readonly recipe: Recipe }): readonly string[] {
  return [
    ...Object.values(recipe.selectors),
    ...recipe.expects.map(({ selector }) => selector),
    ...(recipe.watches ?? []),
    ...hosts,
    marks ?? '',
    id,
  ]
}

/** The page's own host says who is read, unless everybody knows it: that of a forum may be a company's. */
function hostsOf({ url, site }: Asked): Hosts {
  const known = site?.hosts.some((host) => isHost(url.hostname, host)) ?? false
  const origins = (site?.origins ?? []).map((origin) => origin.replace(/^.*?\/\/(?:\*\.)?|\/.*$/g, ''))
  // Hosts of pictures, which a recipe tells from other pictures by.
  const named = site
    ? publicWords(site).flatMap((text) => text.match(/(?:[a-z\d-]+\.)+[a-z]{2,}/g) ?? [])
    : []
  const kept = [...(site?.hosts ?? []), ...origins, ...named]
  return { kept: kept.filter((host) => host.includes('.')), own: known ? '' : url.hostname }
}

/** The words of the page, to tell what people wrote from what its makers did. */
function wordsOf(document: Document, url: URL): Words {
  const written = new Set<string>(runsIn(unescaped(url.href)))
  const present = new Set<string>()
  const alone = new Set<string>()
  const add = (words: Set<string>, text: string) => {
    for (const run of runsIn(text)) words.add(run)
  }
  let budget = MOST_LOOKED_AT
  for (const element of all(document, '*')) {
    if (budget-- <= 0) break
    add(present, tagOf(element))
    for (const name of attributeNames(element)) {
      add(present, name)
      const value = unescaped((attribute(element, name) ?? '').slice(0, LONGEST_VALUE))
      add(isWritten(name, value) ? written : present, value)
    }
    if (/^(?:script|style)$/i.test(tagOf(element))) continue
    for (let node = firstChildOf(element); node; node = nextSiblingOf(node))
      if (isText(node)) {
        const runs = runsIn(charactersOf(node))
        for (const run of runs) written.add(run)
        if (runs.length === 1) for (const run of runs) alone.add(run)
      }
  }
  return { written, present, alone }
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
