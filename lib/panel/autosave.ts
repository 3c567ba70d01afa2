import { type ReadonlySignal, signal } from '@preact/signals'
import type { Problem, Result } from '../model/problem.ts'

/** Is what stands in the box also in the store? */
export type SaveState =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'not-saved'; readonly problem: Problem }

/** A text box that saves as it is typed. The text is the person's: no failure takes it out of the box. */
export interface TextBox {
  readonly text: ReadonlySignal<string>
  readonly state: ReadonlySignal<SaveState>
  type(text: string): void
  /** Saves what is in the box again, after a failure. */
  retry(): void
  /** Resolves when no write is under way or waiting. */
  settled(): Promise<void>
}

/**
 * One write at a time, always of the newest text: what is typed while a write runs is written after it,
 * and what came between is never written at all.
 */
export function createTextBox(first: string, save: (text: string) => Promise<Result<unknown>>): TextBox {
  const text = signal(first)
  const state = signal<SaveState>({ kind: 'untouched' })
  let running: Promise<void> | null = null
  let dirty = false

  async function run(): Promise<void> {
    while (dirty) {
      dirty = false
      state.value = { kind: 'saving' }
      const result = await attempt(text.peek(), save)
      if (!result.ok && !dirty) state.value = { kind: 'not-saved', problem: result.problem }
      else if (!dirty) state.value = { kind: 'saved' }
    }
    running = null
  }

  function start(): void {
    dirty = true
    running ??= run()
  }

  return {
    text,
    state,
    type(next) {
      if (next === text.peek()) return
      text.value = next
      start()
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
