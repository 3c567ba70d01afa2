import { type ReadonlySignal, signal } from '@preact/signals'
import { fail, ok, type Result } from '../model/problem.ts'
import { createTextBox, type ScratchCopy, type TextBox } from './autosave.ts'

/** A reply being written. The same reply may stand in the panel of another window: neither overwrites the other. */
export interface DraftBox extends TextBox {
  /** What was written to the store behind this box while it held other words; null when nothing was. */
  readonly elsewhere: ReadonlySignal<string | null>
  /** The store may now hold this text. Without words of its own, the box shows what is really there. */
  follow(stored: string): void
  /** Gives up what is in the box for what was written elsewhere. */
  useElsewhere(): void
  /** Puts what was written elsewhere before what is in the box, with a blank line between. */
  keepBoth(): void
}

/**
 * `write` stores a text only where `base`, the text that this box last knew to be stored, still is; else it
 * answers with what stands there.
 */
export function createDraftBox(
  first: string,
  write: (text: string, base: string) => Promise<Result<string | null>>,
  scratch: ScratchCopy,
): DraftBox {
  const { left } = scratch
  // Last letters are missing or too many where a panel closed on them; other words are another reply.
  const continues = left === null || left.startsWith(first) || first.startsWith(left)
  let base = continues ? first : ''
  const elsewhere = signal<string | null>(null)

  async function save(text: string): Promise<Result<unknown>> {
    const written = await write(text, base)
    if (!written.ok) return written
    const theirs = written.value
    if (theirs === null) {
      base = text
      elsewhere.value = null
      return written
    }
    if (text === base && box.text.peek() === text) {
      base = theirs
      elsewhere.value = null
      box.replace(theirs)
      return ok(null)
    }
    if (theirs === '') {
      base = ''
      return save(text)
    }
    elsewhere.value = theirs
    return fail('id-conflict', { detail: 'another window wrote this draft' })
  }

  const box = createTextBox(first, save, scratch)

  function settleOn(join: (theirs: string) => string): void {
    const theirs = elsewhere.peek()
    if (theirs === null) return
    base = theirs
    elsewhere.value = null
    const text = join(theirs)
    if (text === box.text.peek()) box.retry()
    else box.type(text)
  }

  return {
    ...box,
    elsewhere,
    follow(stored) {
      if (stored === base) return
      const own = box.text.peek() !== base
      if (box.state.peek().kind === 'untouched' && !own) {
        base = stored
        box.replace(stored)
      }
      // What a query saw may be older than this box's last write: the store itself is asked.
      else if (!own || elsewhere.peek() !== null) box.retry()
    },
    useElsewhere: () => settleOn((theirs) => theirs),
    keepBoth: () =>
      settleOn((theirs) => [theirs, box.text.peek()].filter((text) => text.trim() !== '').join('\n\n')),
  }
}
