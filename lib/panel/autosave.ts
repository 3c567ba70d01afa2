import { type ReadonlySignal, signal } from '@preact/signals'
import type { Problem, Result } from '../model/problem.ts'

/** Is what stands in the box also in the store? */
export type SaveState =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'not-saved'; readonly problem: Problem }
  /** It was saved, and the team's server refused it: it waits where such entries are decided on. */
  | { readonly kind: 'set-aside' }

/** A text box that saves as it is typed. The text is the person's: no failure takes it out of the box. */
export interface TextBox {
  readonly text: ReadonlySignal<string>
  readonly state: ReadonlySignal<SaveState>
  type(text: string): void
  /** Shows another text, which is in the store already. */
  replace(text: string): void
  /** Saves what is in the box again, after a failure. */
  retry(): void
  /** Resolves when no write is under way or waiting. */
  settled(): Promise<void>
}

/**
 * A copy of a box's text that is made in the very turn of the keystroke. A write to the store takes a few
 * milliseconds; a panel that is closed in that moment would lose the last letters.
 */
export interface ScratchCopy {
  /** What was left by a panel that closed before its last write was done; null when nothing was. */
  readonly left: string | null
  keep(text: string): void
  clear(): void
}

/** Where scratch copies are kept; `box` names one text box of this workspace. */
export type Scratch = (box: string) => ScratchCopy

/**
 * One write at a time, always of the newest text: what is typed while a write runs is written after it,
 * and what came between is never written at all. Text that an earlier panel left behind stands in the box,
 * and is written at once.
 */
export function createTextBox(
  first: string,
  save: (text: string) => Promise<Result<unknown>>,
  scratch: ScratchCopy,
): TextBox {
  const text = signal(scratch.left ?? first)
  const state = signal<SaveState>({ kind: 'untouched' })
  let running: Promise<void> | null = null
  let dirty = false

  async function run(): Promise<void> {
    while (dirty) {
      dirty = false
      state.value = { kind: 'saving' }
      const result = await attempt(text.peek(), save)
      // Nothing may be kept about somebody who was erased, and no copy either.
      if (result.ok ? !dirty : result.problem.code === 'erased') scratch.clear()
      if (dirty) continue
      state.value = result.ok ? { kind: 'saved' } : { kind: 'not-saved', problem: result.problem }
    }
    running = null
  }

  function start(): void {
    dirty = true
    running ??= run()
  }

  if (scratch.left !== null) {
    dirty = true
    // Not in this turn: a box may be made while a screen is being drawn.
    running = Promise.resolve().then(run)
  }

  return {
    text,
    state,
    type(next) {
      if (next === text.peek()) return
      text.value = next
      scratch.keep(next)
      start()
    },
    replace(next) {
      text.value = next
    },
    retry: start,
    async settled() {
      while (running !== null) await running
    },
  }
}

async function attempt(
  text: string,
  save: (text: string) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  try {
    return await save(text)
  } catch (error) {
    return { ok: false, problem: { code: 'unexpected', detail: String(error).slice(0, 200) } }
  }
}
