import { attribute, charactersOf, holds, nameOf, nearest, parentOf } from './dom.ts'
import { withinOf } from './repeated-selectors.ts'

/** How much of what stands in an element are words that somebody said, and where they stand. */

export interface Prose {
  /** How many words are prose, and how many stand in links, buttons and headings. */
  readonly prose: number
  readonly linked: number
  /** How many words of the prose stand in a block quote. */
  readonly quoted: number
  /** How the prose begins. */
  readonly text: string
  /** Words of prose in each element that holds some. */
  readonly weights: ReadonlyMap<Element, number>
  /** What is named as the words of a post and holds most of them, else the smallest element that holds nearly all; null: there are none. */
  readonly body: Element | null
}

/** Parts of what somebody writes, never the whole of it: its first paragraph would be taken for all. */
const PARTS: ReadonlySet<string> = new Set([
  'ul',
  'ol',
  'blockquote',
  'pre',
  'em',
  'i',
  'b',
  'strong',
  'code',
  'a',
])

/** @param others what holds a name or a time: no prose */
export function weigh(member: Element, texts: readonly Text[], others: readonly Element[]): Prose {
  const weights = new Map<Element, number>()
  let prose = 0
  let linked = 0
  let quoted = 0
  let text = ''
  for (const piece of texts) {
    const holder = parentOf(piece)
    if (!holder) continue
    const words = wordCount(charactersOf(piece))
    const link = nearest(holder, 'a[href],button,label,[role="button"],h1,h2,h3,h4,h5,h6')
    if (others.some((other) => other === holder || holds(other, holder))) continue
    if (link && holds(member, link) && link !== member) {
      // "Reply", "Share" and the like stand below every post; a title or a teaser has more words.
      if (words > 2) linked += words
      continue
    }
    prose += words
    const quote = nearest(holder, 'blockquote')
    if (quote && holds(member, quote)) quoted += words
    if (text.length < 200) text += charactersOf(piece).trim()
    for (let above: Element | null = holder; above; above = parentOf(above)) {
      weights.set(above, (weights.get(above) ?? 0) + words)
      if (above === member) break
    }
  }
  const body = prose > 0 ? (named(member, weights, prose) ?? heaviest(member, weights, prose)) : null
  return { prose, linked, quoted, text, weights, body }
}

/** The innermost that is named so: badges, counts and tools of a post have words too. */
function named(member: Element, weights: ReadonlyMap<Element, number>, prose: number): Element | null {
  let best: Element | null = null
  for (const [element, words] of weights)
    if (words >= 0.6 * prose && element !== member && isNamedBody(element) && (!best || holds(best, element)))
      best = element
  return best
}

const BODY =
  /(?:^|[-_\s])(?:body|content|text|message|markdown|markup|md|description|richtext|trix|usertext|wiki)(?:$|[-_\s])/i

function isNamedBody(element: Element): boolean {
  if (PARTS.has(nameOf(element)) || nameOf(element) === 'p') return false
  return BODY.test(`${attribute(element, 'class') ?? ''} ${attribute(element, 'itemprop') ?? ''}`)
}

function heaviest(member: Element, weights: ReadonlyMap<Element, number>, prose: number): Element {
  let body = member
  for (let steps = 0; steps < 30; steps++) {
    const inner: Element | undefined = [...weights.keys()].find(
      (element) => parentOf(element) === body && (weights.get(element) ?? 0) >= 0.75 * prose,
    )
    if (!inner || PARTS.has(nameOf(inner)) || (nameOf(inner) === 'p' && !attribute(inner, 'class')))
      return body
    body = inner
  }
  return body
}

export function wordCount(text: string): number {
  // Scripts without blanks between words count two letters as one.
  const dense = text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0
  return dense > 0 ? Math.ceil(dense / 2) : text.trim().split(/\s+/).length
}

/** Where these signs stand among the words: selectors of what holds them and few words. Null: all stand apart. */
export function besideIn(
  member: Element,
  { body, weights, prose }: Prose,
  signs: readonly Element[],
): readonly string[] | null {
  if (!body || !signs.some((sign) => holds(body, sign))) return null
  return signs.flatMap((sign) => {
    let outer = sign
    for (let above = parentOf(sign); above && above !== body && holds(body, above); above = parentOf(above)) {
      if ((weights.get(above) ?? 0) > 0.3 * prose) break
      outer = above
    }
    return (holds(body, outer) && outer !== body && withinOf(outer, member)) || []
  })
}
