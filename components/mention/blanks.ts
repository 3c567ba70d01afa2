export interface Blank {
  readonly start: number
  readonly end: number
  readonly name: string
}

/** The blanks of a saved reply that are still to be filled, `{{like this}}`, as UTF-16 offsets. */
export function blanksIn(text: string): readonly Blank[] {
  return [...text.matchAll(/\{\{([^{}\n]{1,200})\}\}/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    name: (match[1] ?? '').trim(),
  }))
}
