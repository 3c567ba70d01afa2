import { splitSelector } from './split-selector.ts'

/**
 * How Chromium 156 is asked at least cost. For `.message .time` below an element it first looks for every
 * `.message`, which takes a hundred times as long as `.message .time,x-none`: a list is tried on each element
 * below, and nothing else. But a list in turn takes up to ten times as long as a single step such as `.time`,
 * for which there are short cuts.
 */
export interface Plan {
  readonly selector: string
  readonly list: string
  readonly last: string | null
  /** `.message` of `.message .time`, where classes are all that is asked of it. */
  readonly anchor: string | null
  readonly parts: readonly string[]
}

export interface Alike {
  readonly selector: string
  /** `.message`, where several parts are of this class; null: one part, asked as it stands. */
  readonly kind: string | null
}

const alikes = new Map<string, readonly Alike[]>()

/** The parts of a list, those of one class together. */
export function alikeOf(selector: string): readonly Alike[] {
  let alike = alikes.get(selector)
  if (alike === undefined) {
    const kindOf = (part: string) =>
      (splitSelector(part).last ?? part).match(/^[a-z]*(\.[a-z_][\w-]*)(?![\w\\-])/i)?.[1] ?? part
    const groups = Map.groupBy(splitSelector(selector).parts, kindOf)
    alike = Array.from(groups, ([kind, group]) => ({
      selector: group.join(','),
      kind: group.length > 1 ? kind : null,
    }))
    alikes.set(selector, alike)
  }
  return alike
}

const plans = new Map<string, Plan>()

/** The same one for the same selector. */
export function planOf(selector: string): Plan {
  let plan = plans.get(selector)
  if (plan === undefined) {
    const { parts, last } = splitSelector(selector)
    plan = {
      selector,
      list: last === null ? selector : `${selector},x-none`,
      last,
      anchor: last === null ? null : anchorOf(selector.slice(0, -last.length)),
      parts,
    }
    plans.set(selector, plan)
  }
  return plan
}

function anchorOf(above: string): string | null {
  return above.match(/^([a-z]*(?:\.[a-z_][\w-]*)+)\s+$/i)?.[1] ?? null
}
