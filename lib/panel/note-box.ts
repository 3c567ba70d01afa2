import { type ReadonlySignal, signal } from '@preact/signals'
import type { Audience } from '../model/interaction.ts'
import type { Problem, Result } from '../model/problem.ts'
import { createTextBox, type ScratchCopy, type TextBox } from './autosave.ts'
import type { PanelPorts } from './ports.ts'

/** A note being written: kept on this computer letter by letter, published as a revision when it is finished. */
export interface NoteBox extends TextBox {
  /** Null until the first letter. */
  readonly noteId: ReadonlySignal<string | null>
  readonly audience: ReadonlySignal<Audience>
  setAudience(audience: Audience): void
  /** Publishes what is new in the box; null when it worked or nothing was new. */
  publish(): Promise<Problem | null>
}

interface NoteStart {
  readonly noteId: string | null
  readonly text: string
  /** `text` is not yet published. */
  readonly unsaved: boolean
  readonly audience: Audience
}

/** `contact` finds or makes the contact at the first letter, so that looking at a post makes no contact. */
export function createNoteBox(
  start: NoteStart,
  contact: () => Promise<Result<string>>,
  ports: Pick<PanelPorts, 'store' | 'newId'>,
  scratch: ScratchCopy,
): NoteBox {
  const noteId = signal(start.noteId)
  const audience = signal(start.audience)
  let published = start.unsaved ? null : start.text
  let contactId: string | null = null

  async function save(text: string): Promise<Result<unknown>> {
    if (contactId === null) {
      const found = await contact()
      if (!found.ok) return found
      contactId = found.value
    }
    noteId.value ??= ports.newId()
    return ports.store.keepUnsavedNote({
      noteId: noteId.value,
      contactId,
      text,
      audience: audience.peek(),
    })
  }

  const box = createTextBox(start.text, save, scratch)

  return {
    ...box,
    noteId,
    audience,
    setAudience(next) {
      if (next === audience.peek()) return
      audience.value = next
      if (box.text.peek().trim() !== '') box.retry()
    },
    async publish() {
      await box.settled()
      const text = box.text.peek()
      if (noteId.value === null || text.trim() === '' || text === published) return null
      if (box.state.peek().kind === 'not-saved') return null
      const result = await ports.store.publishNote(noteId.value)
      if (!result.ok) return result.problem
      published = text
      return null
    },
  }
}
