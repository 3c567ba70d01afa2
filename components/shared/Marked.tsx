import type { ComponentChildren } from 'preact'

export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * Text with its matched words in `<mark>`. Spans are UTF-16 offsets, end exclusive; overlapping ones are
 * drawn as one, ones outside the text are cut or dropped. The text is only ever a text node, whatever
 * markup it holds.
 */
export function Marked({ text, spans }: { readonly text: string; readonly spans: readonly Span[] }) {
  const parts: ComponentChildren[] = []
  let at = 0
  for (const { start, end } of joined(spans, text.length)) {
    if (start > at) parts.push(text.slice(at, start))
    parts.push(<mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  if (at < text.length) parts.push(text.slice(at))
  return <>{parts}</>
}

/**
 * The part of a long text around its first matched words, cut between words where there are any, never inside a
 * letter, with spans moved along. `length` is the most characters to show.
 */
export function excerptAround(
  text: string,
  spans: readonly Span[],
  length: number,
): { readonly text: string; readonly spans: readonly Span[] } {
  if (text.length <= length) return { text, spans }
  const first = Math.min(...spans.map(({ start }) => start), text.length)
  const firstEnd = spans.find(({ start }) => start === first)?.end ?? 0
  const wanted = spans.length === 0 || first < length * 0.7 ? 0 : first - Math.floor(length / 3)
  const space = text.indexOf(' ', wanted)
  const from = wanted === 0 ? 0 : space >= 0 && space < first ? space + 1 : letterAt(text, wanted)
  const lead = from > 0 ? '… ' : ''
  const to =
    from + length < text.length
      ? endOfWords(text, Math.max(firstEnd, from + length / 2), from + length)
      : text.length
  const cut = text.slice(from, to).trimEnd()
  const tail = to < text.length ? '…' : ''
  return {
    text: lead + cut + tail,
    spans: spans
      .map(({ start, end }) => ({ start: start - from + lead.length, end: end - from + lead.length }))
      .filter(({ start, end }) => end > lead.length && start < lead.length + cut.length)
      .map(({ start, end }) => ({
        start: Math.max(start, lead.length),
        end: Math.min(end, lead.length + cut.length),
      })),
  }
}

/** The end of the last whole word between the two; of the last whole letter where a word is longer than that. */
function endOfWords(text: string, least: number, most: number): number {
  const space = text.slice(0, most + 1).search(/\s\S*$/)
  return space >= least ? space : letterAt(text, most)
}

/** `at`, or the place before it where that is between the two halves of one letter. */
function letterAt(text: string, at: number): number {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1)) ? at - 1 : at
}

function joined(spans: readonly Span[], length: number): readonly Span[] {
  const inside = spans
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(length, end) }))
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start)
  const out: { start: number; end: number }[] = []
  for (const span of inside) {
    const last = out.at(-1)
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else out.push({ ...span })
  }
  return out
}
