import type { MentionView, PersonView } from '../store/views.ts'
import { createDraftBox, type DraftBox } from './draft-box.ts'
import { createNoteBox, type NoteBox } from './note-box.ts'
import type { PanelPorts } from './ports.ts'

/** The text boxes of the screens. */
export interface OpenBoxes {
  draftBox(view: MentionView): DraftBox
  noteBox(view: MentionView): NoteBox
  personNoteBox(view: PersonView): NoteBox
  /** The boxes of a mention or a person, by its key or id, if they are open: also when what they stood beside is gone. */
  openBoxes(key: string): { readonly note: NoteBox | null; readonly draft: DraftBox | null }
  /** Lets go of the boxes of a screen that was left; what they held is in the store. */
  closeBoxes(): Promise<void>
}

/**
 * Text boxes live here and not in components: typing survives a redraw, and the live query that brings
 * back the very text being typed must not write over newer letters.
 */
export function createBoxes(ports: PanelPorts): OpenBoxes {
  const drafts = new Map<string, DraftBox>()
  const notes = new Map<string, NoteBox>()
  /** Mention → under which key its draft is kept. */
  const draftKeys = new Map<string, string>()

  function kept<B>(boxes: Map<string, B>, key: string, make: () => B): B {
    const held = boxes.get(key)
    if (held !== undefined) return held
    const made = make()
    boxes.set(key, made)
    return made
  }

  function noteStart(person: PersonView | null, contactId: string | null) {
    const open = person?.notes.find(({ unsaved }) => unsaved !== null)
    return open === undefined
      ? ({ noteId: null, contactId, text: '', unsaved: false, audience: 'team' } as const)
      : {
          noteId: open.note.id,
          contactId: open.note.contactId,
          text: open.unsaved ?? '',
          unsaved: true,
          audience: open.note.audience,
        }
  }

  return {
    draftBox: ({ mention, draft }) => {
      const key = mention.post.permalink ?? mention.key
      draftKeys.set(mention.key, key)
      return kept(drafts, key, () =>
        createDraftBox(
          draft,
          (text, base) => ports.store.saveDraft(key, text, base),
          ports.scratch(`draft ${key}`),
        ),
      )
    },
    noteBox: ({ mention, person }) =>
      kept(notes, mention.key, () =>
        createNoteBox(
          noteStart(person, mention.contactId),
          () => ports.store.contactForMention(mention.key),
          ports,
          ports.scratch(`note ${mention.key}`),
        ),
      ),
    personNoteBox: (person) =>
      kept(notes, person.contact.id, () =>
        createNoteBox(
          noteStart(person, person.contact.id),
          async () => ({ ok: true, value: person.contact.id }),
          ports,
          ports.scratch(`note ${person.contact.id}`),
        ),
      ),
    openBoxes: (key) => ({
      note: notes.get(key) ?? null,
      draft: drafts.get(draftKeys.get(key) ?? '') ?? null,
    }),
    async closeBoxes() {
      const open = [...notes.entries()]
      for (const [key, box] of open) {
        await box.publish()
        // A box whose text is not in the store stays: it is the only copy. Of somebody who was erased none may stay.
        if (box.isErased.peek() || box.state.peek().kind !== 'not-saved') notes.delete(key)
      }
      for (const [key, box] of [...drafts.entries()]) {
        await box.settled()
        if (box.state.peek().kind !== 'not-saved') drafts.delete(key)
      }
    },
  }
}
