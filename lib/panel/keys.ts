import { OUTCOMES, type Outcome } from '../model/interaction.ts'

/** What a key asks for. */
export type Command =
  | {
      readonly do:
        | 'next'
        | 'previous'
        | 'back'
        | 'leave-field'
        | 'note'
        | 'draft'
        | 'copy'
        | 'insert'
        | 'claim'
        | 'search'
        | 'filter'
        | 'help'
    }
  | { readonly do: 'go'; readonly to: 'here' | 'people' }
  | { readonly do: 'outcome'; readonly outcome: Outcome }

export interface KeyPress {
  readonly key: string
  readonly ctrl: boolean
  /** The key goes into a text field, or composes a letter. */
  readonly typing: boolean
  /** The key before this one was `g`. */
  readonly afterG: boolean
}

const SIMPLE: Readonly<Record<string, Command>> = {
  j: { do: 'next' },
  k: { do: 'previous' },
  n: { do: 'note' },
  d: { do: 'draft' },
  c: { do: 'copy' },
  i: { do: 'insert' },
  m: { do: 'claim' },
  f: { do: 'filter' },
  '/': { do: 'search' },
  '?': { do: 'help' },
  Escape: { do: 'back' },
}

/** The outcome of a number key: 1 to 9 and then 0, in the order of the outcome bar. */
export function outcomeOfKey(key: string): Outcome | null {
  if (!/^[0-9]$/.test(key)) return null
  return OUTCOMES[(Number(key) + 9) % 10] ?? null
}

/** The number key of an outcome, as the bar shows it. */
export function keyOfOutcome(outcome: Outcome): string {
  return String((OUTCOMES.indexOf(outcome) + 1) % 10)
}

/** The command of a key press, or null. While typing only Escape means something; with Ctrl, Alt or ⌘ nothing does. */
export function commandOf(press: KeyPress): Command | null {
  if (press.ctrl) return null
  if (press.typing) return press.key === 'Escape' ? { do: 'leave-field' } : null
  if (press.afterG && press.key === 'h') return { do: 'go', to: 'here' }
  if (press.afterG && press.key === 'p') return { do: 'go', to: 'people' }
  const outcome = outcomeOfKey(press.key)
  if (outcome !== null) return { do: 'outcome', outcome }
  return Object.hasOwn(SIMPLE, press.key) ? (SIMPLE[press.key] ?? null) : null
}
