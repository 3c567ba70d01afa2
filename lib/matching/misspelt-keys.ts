import type { z } from '../model/zod.ts'
import type { PlaybookProblem } from './explain-issue.ts'

/** A field by a name that is not known, and where the one that was meant would stand. */
interface Slip {
  readonly problem: PlaybookProblem
  readonly meant: string
}

/**
 * Fields of a value that its schema does not know, and whose names are slips of ones that it knows and that are
 * missing beside them: they would be left out without a word. Others pass, for a newer version may know them.
 * Recipes have a check of their own and are not looked into.
 */
export function misspeltKeys(schema: z.core.$ZodType, value: unknown): Slip[] {
  return slipsIn(schema, value, [])
}

type Path = readonly (string | number)[]

function slipsIn(schema: z.core.$ZodType, value: unknown, path: Path): Slip[] {
  const { def } = schema._zod
  if ('innerType' in def) return slipsIn(def.innerType as z.core.$ZodType, value, path)
  if ('element' in def && Array.isArray(value))
    return value.flatMap((entry, at) => slipsIn(def.element as z.core.$ZodType, entry, [...path, at]))
  if (!('shape' in def) || typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const shape = def.shape as Readonly<Record<string, z.core.$ZodType>>
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined
    if (known !== undefined) return key === 'recipes' ? [] : slipsIn(known, inner, [...path, key])
    const meant = Object.keys(shape).find((name) => !Object.hasOwn(value, name) && isSlip(key, name))
    if (meant === undefined) return []
    const problem = {
      path: [...path, key].join('.'),
      message: `"${key}" is not known here and would be left out.`,
      mend: `Write "${meant}".`,
    }
    return [{ problem, meant: [...path, meant].join('.') }]
  })
}

/** Longer names are no slips of ours, and would take long to compare. */
const LONGEST = 40
/** From so many letters on two of them may be wrong. */
const LONG = 8

function isSlip(written: string, name: string): boolean {
  if (written.length > LONGEST) return false
  const [one, other] = [plain(written), plain(name)]
  if (one === other) return true
  return name.length > 3 && slips(one, other) <= (name.length >= LONG ? 2 : 1)
}

/** `Listen_for` is `listenFor`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '')
}

/** How many letters are wrong, left out, too many, or swapped with their neighbours (Damerau). */
function slips(one: string, other: string): number {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let n = 1; n <= one.length; n += 1) {
    const next = [n]
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[n - 1] === other[at - 1]
      let least = Math.min((row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (row[at - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwapped = n > 1 && at > 1 && one[n - 1] === other[at - 2] && one[n - 2] === other[at - 1]
      if (isSwapped) least = Math.min(least, (before[at - 2] ?? 0) + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}
