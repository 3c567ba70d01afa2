/** One measured figure, as `npm run bench` prints it: a line of JSON each. */
export interface Figure {
  readonly bench: string
  readonly case: string
  /** Of the thing measured, in `unit`. */
  readonly value: number
  readonly unit: string
  /** Of the baseline, in the same unit, measured in the same run. */
  readonly baseline: number
  /** `value / baseline`: the only one of the three that means something on another machine. */
  readonly ratio: number
  /** How many times each was measured; the figures are medians. */
  readonly n: number
}

export interface Bench {
  readonly name: string
  /** What of it can be run alone; a short bench has none. */
  readonly parts?: readonly string[]
  /** Passes over the parts that are not wanted. */
  run(wanted: (part: string) => boolean): AsyncIterable<Figure>
}
