import type { z } from '../model/zod.ts'
import type { PlaybookProblem } from './explain-issue.ts'
import { isSlip } from './letter-slips.ts'

/** A field by a name that is not known, and where the one that was meant would stand. */
interface Slip {
  readonly problem: PlaybookProblem
  readonly meant: string
}

/** More would not be read. */
const MOST_SLIPS = 50
/** So many unknown names are held against the known ones: a file may have a million of them. */
const MOST_COMPARED = 2_000

/**
 * Fields of a value that its schema does not know, and whose names are slips of ones that it knows and that are
 * missing beside them: they would be left out without a word. Others pass, for a newer version may know them.
 * Recipes have a check of their own and are not looked into. Fifty slips at most, each missing field named once.
 */
export function misspeltKeys(schema: z.core.$ZodType, value: unknown): Slip[] {
  const search: Search = { slips: [], compared: 0 }
  lookAt(search, schema, value, [])
  return search.slips
}

interface Search {
  readonly slips: Slip[]
  compared: number
}

type Path = readonly (string | number)[]

function lookAt(search: Search, schema: z.core.$ZodType, value: unknown, path: Path): void {
  if (search.slips.length >= MOST_SLIPS || search.compared >= MOST_COMPARED) return
  const { def } = schema._zod
  if ('innerType' in def) lookAt(search, def.innerType as z.core.$ZodType, value, path)
  else if ('element' in def && Array.isArray(value))
    for (const [at, entry] of value.entries())
      lookAt(search, def.element as z.core.$ZodType, entry, [...path, at])
  else if ('shape' in def && typeof value === 'object' && value !== null && !Array.isArray(value))
    lookInto(search, def.shape as Shape, value, path)
}

type Shape = Readonly<Record<string, z.core.$ZodType>>

function lookInto(search: Search, shape: Shape, value: object, path: Path): void {
  const missing = new Set(Object.keys(shape).filter((name) => !Object.hasOwn(value, name)))
  for (const [key, inner] of Object.entries(value)) {
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined
    if (known !== undefined) {
      if (key !== 'recipes') lookAt(search, known, inner, [...path, key])
      continue
    }
    if (search.slips.length >= MOST_SLIPS || search.compared >= MOST_COMPARED) continue
    search.compared += 1
    const meant = [...missing].find((name) => isSlip(key, name))
    if (meant === undefined) continue
    missing.delete(meant)
    const problem = {
      path: [...path, key].join('.'),
      message: `"${key}" is not known here and would be left out.`,
      mend: `Write "${meant}".`,
    }
    search.slips.push({ problem, meant: [...path, meant].join('.') })
  }
}
