/** A run of letters and figures, or a sign that stands for something by itself. */
export const RUN = String.raw`[\p{L}\p{M}\p{Nd}]+|\p{Regional_Indicator}|\p{Extended_Pictographic}`
export const RUNS = new RegExp(RUN, 'gu')

/** Every run in a text, in lower case. */
export function runsIn(text: string): readonly string[] {
  return Array.from(text.matchAll(RUNS), ([run]) => run.toLowerCase())
}
