import { all, one, rawText, readyState } from './dom.ts'

/** A review as the page's own data has it, with what the page shortens or words. */
export interface TrustpilotReview {
  readonly id: string
  readonly title: string | null
  readonly text: string | null
  /** ISO 8601 as the server gave it. */
  readonly published: string | null
  readonly language: string | null
  readonly likes: number | null
  readonly person: string | null
  readonly personName: string | null
  readonly reply: { readonly text: string; readonly published: string | null } | null
}

export interface TrustpilotData {
  readonly reviews: ReadonlyMap<string, TrustpilotReview>
  readonly company: string | null
  /** Reviews that match what is asked for, on all pages. */
  readonly total: number | null
}

const MOST_TEXT = 4_000_000
const MOST_REVIEWS = 500

const known = new WeakMap<Document, TrustpilotData>()

/**
 * `script#__NEXT_DATA__`, and where that lacks reviews, the blocks of structured data. Text of a page like
 * any other: read within bounds, and what has not the shape we know is left out. Where a page was
 * changed in place it is that of the page before; reviews are found by their ids, which are for good.
 */
export function trustpilotData(document: Document): TrustpilotData {
  const before = known.get(document)
  if (before) return before
  const script = one(document, 'script#__NEXT_DATA__')
  const props = part(part(parse(script), 'props'), 'pageProps')
  const reviews = new Map<string, TrustpilotReview>()
  for (const entry of [...list(props.reviews), props.review]) keep(fromProps(entry), reviews)
  if (reviews.size === 0)
    for (const block of Array.from(all(document, 'script[type="application/ld+json"]')).slice(0, 20))
      for (const entry of entriesOf(parse(block))) keep(fromLinked(entry), reviews)
  const pages = part(part(props, 'filters'), 'pagination')
  const data = {
    reviews,
    company: words(part(props, 'businessUnit').displayName),
    total: count(pages.totalCount),
  }
  // While the page still comes in, the script, which stands at its end, may not be there yet.
  if (reviews.size > 0 || readyState(document) !== 'loading') known.set(document, data)
  return data
}

function keep(review: TrustpilotReview | null, reviews: Map<string, TrustpilotReview>): void {
  // A review that says nothing by nobody is a shape that we do not know.
  if (review && (review.title ?? review.text ?? review.personName)) reviews.set(review.id, review)
}

function fromProps(entry: unknown): TrustpilotReview | null {
  const review = fields(entry)
  const id = idIn(review.id)
  if (!id) return null
  const consumer = part(review, 'consumer')
  const reply = part(review, 'reply')
  const message = words(reply.message)
  return {
    id,
    title: words(review.title),
    text: words(review.text),
    published: words(part(review, 'dates').publishedDate),
    language: words(review.language),
    likes: count(review.likes),
    person: idIn(consumer.id),
    personName: words(consumer.displayName),
    reply: message ? { text: message, published: words(reply.publishedDate) } : null,
  }
}

/** schema.org: the id of a review, and that of its author, are the ends of their addresses. */
function fromLinked(entry: unknown): TrustpilotReview | null {
  const review = fields(entry)
  const id = words(review['@id'])?.match(/([0-9a-f]{24})\/?$/)?.[1] ?? null
  if (review['@type'] !== 'Review' || !id) return null
  const author = part(review, 'author')
  return {
    id,
    title: words(review.headline) ?? words(review.name),
    text: words(review.reviewBody),
    published: words(review.datePublished),
    language: words(review.inLanguage),
    likes: null,
    person: words(author.url)?.match(/\/users\/([0-9a-f]{24})/)?.[1] ?? null,
    personName: words(author.name),
    reply: null,
  }
}

function entriesOf(block: unknown): readonly unknown[] {
  const top = Array.isArray(block) ? list(block) : [block]
  return top.flatMap((entry) => [entry, ...list(fields(entry)['@graph']), ...list(fields(entry).review)])
}

function parse(script: Element | null): unknown {
  const source = script ? rawText(script) : ''
  if (source === '' || source.length > MOST_TEXT) return null
  try {
    return JSON.parse(source)
  } catch {
    return null
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function part(value: unknown, name: string): Readonly<Record<string, unknown>> {
  return fields(fields(value)[name])
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_REVIEWS) : []
}

function words(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function idIn(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f]{24}$/.test(value) ? value : null
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}
