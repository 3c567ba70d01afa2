import { type Note, NoteSchema } from '../model/contact.ts'
import type { Audience } from '../model/interaction.ts'
import { LIMITS } from '../model/limits.ts'
import { MentionSchema } from '../model/mention.ts'
import type { Result } from '../model/problem.ts'
import { attempt, Refusal } from './attempt.ts'
import { findPerson } from './change-contact.ts'
import type { EarshotDatabase } from './database.ts'
import { isErased } from './erase-contacts.ts'
import { introduction, meetContact, metIn } from './meet-contact.ts'
import type { UnsavedNote } from './rows.ts'
import type { Actor } from './views.ts'
import { writeEvents } from './write-events.ts'

/**
 * Keeps a note as it is being typed; `publishNote` makes a revision of it. The revision that stood when
 * typing began is remembered: if a colleague changes the note meanwhile, both texts stand. Fails with
 * `too-large` and leaves the last text kept as it was, or with `erased`: nothing about this person is kept.
 */
export function keepUnsavedNote(
  db: EarshotDatabase,
  note: { noteId: string; contactId: string; text: string; audience: Audience },
): Promise<Result<null>> {
  return attempt(() =>
    db.transaction('rw', [db.unsavedNotes, db.notes, db.erased], async () => {
      if (await isErased(db, note.contactId)) throw new Refusal('erased')
      if (note.text.length > LIMITS.noteBody) throw new Refusal('too-large', { path: 'text' })
      const begun = await db.unsavedNotes.get(note.noteId)
      const { noteId, contactId, text, audience } = note
      const base = begun === undefined ? await shownRevision(db, noteId) : begun.base
      await db.unsavedNotes.put({ noteId, contactId, text, audience, base })
      return null
    }),
  )
}

/**
 * Makes a revision of what was typed. Nothing happens when nothing was typed or the text is already
 * the note's; an emptied note is deleted. Fails with `too-large`, `invalid` or as the store does; the typed
 * text is then still kept.
 */
export function publishNote(db: EarshotDatabase, actor: Actor, noteId: string): Promise<Result<null>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const typed = await db.unsavedNotes.get(noteId)
      if (typed === undefined) return null
      const note = await readNote(db, noteId)
      await publish(db, actor, typed, note)
      await db.unsavedNotes.delete(noteId)
      return null
    }),
  )
}

/** Writes one text that stands for all siblings of a note. Fails with `not-found` or as `publishNote`. */
export function joinNoteSiblings(
  db: EarshotDatabase,
  actor: Actor,
  noteId: string,
  body: string,
): Promise<Result<null>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const note = await readNote(db, noteId)
      if (note === null) throw new Refusal('not-found')
      const [base, ...joins] = note.heads.map(({ rev }) => rev)
      const data = { noteId, contactId: note.contactId, base: base ?? null, body, joins }
      await writeEvents(db, actor, [
        { type: 'note.revised', subject: note.contactId, audience: note.audience, data },
      ])
      await db.unsavedNotes.delete(noteId)
      return null
    }),
  )
}

/** Deletes a note and what was typed in it. Nothing happens when there is none. */
export function deleteNote(db: EarshotDatabase, actor: Actor, noteId: string): Promise<Result<null>> {
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const note = await readNote(db, noteId)
      if (note !== null && !note.deleted) await writeDeletion(db, actor, note)
      await db.unsavedNotes.delete(noteId)
      return null
    }),
  )
}

/**
 * The contact of a mention's author; a stranger becomes one, because something is about to be written
 * about them. Such a contact is known to `me` alone until something is shared. Fails with `not-found`.
 */
export async function contactForMention(
  db: EarshotDatabase,
  actor: Actor,
  mentionKey: string,
): Promise<Result<string>> {
  const found = await attempt(async () => {
    const mention = MentionSchema.safeParse(await db.mentions.get(mentionKey))
    if (!mention.success) throw new Refusal('not-found')
    return mention.data
  })
  if (!found.ok) return found
  const met = await metIn(actor.workspaceId, found.value)
  return attempt(() =>
    db.transaction('rw', db.writingTables, async () => {
      const { contactId, first } = await meetContact(db, met, 'me')
      if (first.length > 0) await writeEvents(db, actor, first)
      return contactId
    }),
  )
}

async function publish(
  db: EarshotDatabase,
  actor: Actor,
  typed: UnsavedNote,
  note: Note | null,
): Promise<void> {
  const { noteId, audience, base } = typed
  const body = typed.text.trim() === '' ? '' : typed.text
  if (note === null && body === '') return
  if (body === (await bodyOf(db, base)) && (note === null || note.audience === audience)) return
  const alone = note?.heads.length === 1 && note.heads[0]?.rev === base
  if (body === '' && note !== null && alone) return writeDeletion(db, actor, note)
  const { contact } = await findPerson(db, typed.contactId)
  // A note stays with the contact that it was begun for: should a merge be undone, it is theirs again.
  const contactId = note?.contactId ?? contact.id
  await writeEvents(db, actor, [
    ...(await introduction(db, contactId, audience)),
    { type: 'note.revised', subject: contactId, audience, data: { noteId, contactId, base, body } },
  ])
}

/** What a revision said; null when there is none. */
async function bodyOf(db: EarshotDatabase, revision: string | null): Promise<unknown> {
  return revision === null ? null : ((await db.events.get(revision))?.event.data.body ?? null)
}

async function writeDeletion(db: EarshotDatabase, actor: Actor, note: Note): Promise<void> {
  const { id: noteId, contactId, audience } = note
  await writeEvents(db, actor, [
    { type: 'note.deleted', subject: contactId, audience, data: { noteId, contactId } },
  ])
}

async function readNote(db: EarshotDatabase, noteId: string): Promise<Note | null> {
  const note = NoteSchema.safeParse(await db.notes.get(noteId))
  return note.success ? note.data : null
}

async function shownRevision(db: EarshotDatabase, noteId: string): Promise<string | null> {
  return (await readNote(db, noteId))?.heads[0]?.rev ?? null
}
