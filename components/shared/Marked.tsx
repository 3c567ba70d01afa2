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
 * The part of a long text around its first matched words, cut at a space, with spans moved along.
 * `length` is the most characters to show.
 */
export function excerptAround(
  text: string,
  spans: readonly Span[],
  length: number,
): { readonly text: string; readonly spans: readonly Span[] } {
  if (text.length <= length) return { text, spans }
  const first = Math.min(...spans.map(({ start }) => start), text.length)
  const wanted = spans.length === 0 || first < length * 0.7 ? 0 : first - Math.floor(length / 3)
  const space = text.indexOf(' ', wanted)
  const from = wanted === 0 ? 0 : space >= 0 && space < first ? space + 1 : wanted
  const lead = from > 0 ? '… ' : ''
  const cut = text.slice(from, from + length)
  const tail = from + length < text.length ? '…' : ''
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
