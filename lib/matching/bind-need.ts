import type { TopicMatch } from '../model/mention.ts'

interface Span {
  readonly start: number
  readonly end: number
}

/** Towards which topic a need is; null, or not sure, where the post leaves that open. */
export interface BoundNeed {
  readonly topic: string | null
  readonly sure: boolean
}

/**
 * Binds a need to the topic that it is towards: of one topic alone, that one; of several, the one whose
 * words stand nearest to the span, and then not surely. The topic is always one of the matches, or null.
 */
export function bindNeed(_text: string, span: Span | null, matches: readonly TopicMatch[]): BoundNeed {
  const [first] = matches
  if (first === undefined) return { topic: null, sure: false }
  if (matches.length === 1) return { topic: first.topic, sure: true }
  if (span === null) return { topic: null, sure: false }
  const distance = (match: TopicMatch) =>
    Math.min(...match.evidence.map((one) => Math.max(one.start - span.end, span.start - one.end, 0)), 1e9)
  const nearest = [...matches].sort((one, other) => distance(one) - distance(other))[0]
  return { topic: nearest?.topic ?? null, sure: false }
}
