import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Audience } from '../model/interaction.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { NoteFate } from '../store/note-fate.ts'
import { createTextBox, type SaveState, type ScratchCopy, type TextBox } from './autosave.ts'
import { live, newestOf } from './live.ts'
import type { PanelPorts } from './ports.ts'

/** A note being written: kept on this computer letter by letter, published as a revision when it is finished. */
export interface NoteBox extends TextBox {
  /** Null until the first letter. */
  readonly noteId: ReadonlySignal<string | null>
  readonly audience: ReadonlySignal<Audience>
  /** Nothing about this person is kept any more: what stands in the box stands nowhere else. */
  readonly isErased: ReadonlySignal<boolean>
  setAudience(audience: Audience): void
  /** Publishes what is new in the box; null when it worked or nothing was new. */
  publish(): Promise<Problem | null>
}

interface NoteStart {
  readonly noteId: string | null
  /** Whom it is about, where that is known before the first letter. */
  readonly contactId: string | null
  readonly text: string
  /** `text` is not yet published. */
  readonly unsaved: boolean
  readonly audience: Audience
}

/** `contact` finds or makes the contact at the first letter, so that looking at a post makes no contact. */
export function createNoteBox(
  start: NoteStart,
  contact: () => Promise<Result<string>>,
  ports: Pick<PanelPorts, 'store' | 'newId' | 'wait'>,
  scratch: ScratchCopy,
): NoteBox {
  const noteId = signal(start.noteId)
  const audience = signal(start.audience)
  const published = signal(start.unsaved ? null : start.text)
  /** Found at the first letter; until then the start may know whom it will be about. */
  let found: string | null = null
  const about = signal(start.contactId)

  async function save(text: string): Promise<Result<unknown>> {
    if (found === null) {
      const person = await contact()
      if (!person.ok) return person
      found = person.value
      about.value = found
    }
    noteId.value ??= ports.newId()
    return ports.store.keepUnsavedNote({
      noteId: noteId.value,
      contactId: found,
      text,
      audience: audience.peek(),
    })
  }

  const box = createTextBox(start.text, save, scratch)
  const fate = followFate(noteId, about, ports)
  const state = computed(() => {
    const isSent = box.text.value === published.value
    return stateOf(box.state.value, box.text.value, fate.value, isSent)
  })

  return {
    ...box,
    noteId,
    audience,
    state,
    isErased: computed(() => fate.value === 'erased'),
    setAudience(next) {
      if (next === audience.peek()) return
      audience.value = next
      if (box.text.peek().trim() !== '') box.retry()
    },
    async publish() {
      await box.settled()
      const text = box.text.peek()
      if (noteId.value === null || text.trim() === '' || text === published.peek()) return null
      if (state.peek().kind === 'not-saved') return null
      const result = await ports.store.publishNote(noteId.value)
      if (!result.ok) return result.problem
      published.value = text
      return null
    },
  }
}

/** Asked for as long as the box is drawn: the server's word may come at any time after the text was stored. */
function followFate(
  noteId: ReadonlySignal<string | null>,
  about: ReadonlySignal<string | null>,
  { store, wait }: Pick<PanelPorts, 'store' | 'wait'>,
): ReadonlySignal<NoteFate> {
  const asked = computed(() => {
    const note = { noteId: noteId.value, contactId: about.value }
    const { contactId } = note
    return contactId === null ? null : live(() => store.readNoteFate({ ...note, contactId }), wait)
  })
  return computed(() => (asked.value === null ? null : newestOf(asked.value.value)) ?? 'stands')
}

function stateOf(saved: SaveState, text: string, fate: NoteFate, isSent: boolean): SaveState {
  if (text.trim() === '' || fate === 'stands') return saved
  if (fate === 'erased') return { kind: 'not-saved', problem: { code: 'erased' } }
  return isSent && saved.kind === 'saved' ? { kind: 'set-aside' } : saved
}
