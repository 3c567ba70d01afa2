import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { type ComparedPart, compareTexts, joinTexts } from '../../lib/panel/compare-texts.ts'
import type { NoteView } from '../../lib/panel/screens.ts'
import { DOT } from '../shared/dot.ts'
import { formatRelative, t } from '../shared/i18n.ts'

interface NoteListProps {
  readonly notes: readonly NoteView[]
  readonly now: number
  /** Absent where notes are only shown. Resolves to false when it failed: the text stays in its box. */
  readonly onJoin?: (noteId: string, body: string) => Promise<boolean>
  readonly onDelete?: (noteId: string) => void
}

/** Notes with who wrote them. Two that were written at once stand side by side until someone joins them. */
export function NoteList({ notes, now, onJoin, onDelete }: NoteListProps) {
  const shown = notes.filter(({ note }) => !note.deleted && note.heads.length > 0)
  if (shown.length === 0) return null
  return (
    <ul class="notes" aria-label={t('panel.notes.title')}>
      {shown.map((view) => (
        <li key={view.note.id} class="stack">
          {view.note.heads.length > 1 ? (
            <Siblings view={view} now={now} onJoin={onJoin} />
          ) : (
            view.note.heads.map((head) => (
              <Revision key={head.rev} view={view} head={head} parts={whole(head.body)} now={now}>
                {onDelete && (
                  <button type="button" class="button plain" onClick={() => onDelete(view.note.id)}>
                    {t('panel.notes.delete')}
                  </button>
                )}
              </Revision>
            ))
          )}
        </li>
      ))}
    </ul>
  )
}

type Head = NoteView['note']['heads'][number]

interface RevisionProps {
  readonly view: NoteView
  readonly head: Head
  readonly parts: readonly ComparedPart[]
  readonly now: number
  readonly children?: ComponentChildren
}

function Revision({ view, head, parts, now, children }: RevisionProps) {
  return (
    <div class="note">
      <p class="note-body" dir="auto">
        {parts.map(({ text, only }, at) => (only ? <mark key={at}>{text}</mark> : text))}
      </p>
      <div class="row note-foot">
        <p class="small">
          {t('panel.notes.by', { who: writerOf(view, head), when: formatRelative(head.at, now) })}
          {view.note.audience === 'me' && `${DOT}${t('panel.timeline.only-me')}`}
        </p>
        {children}
      </div>
    </div>
  )
}

function writerOf({ names }: NoteView, { actorId }: Head): string {
  const by = names[actorId]
  return by === undefined ? t('panel.nobody') : by.me ? t('panel.you-first') : by.name
}

interface SiblingsProps {
  readonly view: NoteView
  readonly now: number
  readonly onJoin: NoteListProps['onJoin']
}

/**
 * What was written at once, and what stood before it, where that is known. Marked is what each says that stood not
 * there before (or that the one beside it does not say), above a box to make one of them.
 */
function Siblings({ view, now, onJoin }: SiblingsProps) {
  const { base, note } = view
  const { heads } = note
  const bodies = heads.map(({ body }) => body)
  const [body, setBody] = useState<string | null>(null)
  const text = body ?? joinTexts(bodies, base?.body ?? null)
  const id = `join-${view.note.id}`
  return (
    <>
      <p class="stale">{t('panel.notes.siblings')}</p>
      {base !== null && <Before base={base} now={now} />}
      <div class="siblings">
        {heads.map((head, at) => (
          <Revision key={head.rev} view={view} head={head} parts={partsOf(bodies, at, base)} now={now}>
            {onJoin && (
              <button
                type="button"
                class="button plain"
                aria-label={t('panel.notes.take-of', { who: writerOf(view, head) })}
                onClick={() => {
                  setBody(head.body)
                  document.getElementById(id)?.focus()
                }}
              >
                {t('panel.notes.take')}
              </button>
            )}
          </Revision>
        ))}
      </div>
      {onJoin && (
        <>
          <label class="label" for={id}>
            {t('panel.notes.join-label')}
          </label>
          <textarea
            id={id}
            class="field"
            dir="auto"
            value={text}
            onInput={(event) => setBody(event.currentTarget.value)}
          />
          <button type="button" class="button" onClick={() => void onJoin(view.note.id, text)}>
            {t('panel.notes.join')}
          </button>
        </>
      )}
    </>
  )
}

/** The revision that all of them were made from. */
function Before({ base, now }: { readonly base: NonNullable<NoteView['base']>; readonly now: number }) {
  const { body, by, at } = base
  const who = by.me ? t('panel.you-first') : by.name || t('panel.nobody')
  return (
    <div class="note">
      <p class="label">{t('panel.notes.before')}</p>
      <p class="note-body" dir="auto">
        {body}
      </p>
      <p class="small">{t('panel.notes.by', { who, when: formatRelative(at, now) })}</p>
    </div>
  )
}

/** Against what stood before; where that is not known, the first against the second and every other against the first. */
function partsOf(bodies: readonly string[], at: number, base: NoteView['base']): readonly ComparedPart[] {
  const mine = bodies[at] ?? ''
  const beside = base?.body ?? bodies[at === 0 ? 1 : 0] ?? ''
  return compareTexts(mine, beside).one
}

function whole(text: string): readonly ComparedPart[] {
  return [{ text, only: false }]
}
