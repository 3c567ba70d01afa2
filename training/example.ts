import type { Head } from '../lib/matching/needs/weights.ts'

/** A labelled post. A need that is not among `needs` is not known, and teaches nothing. */
export interface Example {
  /** Unique in its source. */
  readonly id: string
  /** The collection, and the part of it that has a manner of its own. */
  readonly source: string
  readonly lang: string
  readonly text: string
  readonly needs: Readonly<Partial<Record<Head, 0 | 1>>>
  /** How much it counts beside others. */
  readonly weight: number
  /** Words that name a brand and must not be learnt, as the source has them. */
  readonly names?: RegExp
}

/** The collection that a part belongs to: the parts of one are learnt from, or left out, together. */
export function setOf(source: string): string {
  return source.split('/')[0] ?? source
}

/** A collection of labelled posts. */
export interface Source {
  readonly name: string
  readonly licence: string
  read(folder: string): Promise<Example[]>
}
