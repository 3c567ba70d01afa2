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

/** What was written at once, each with the words marked that the first one does not say, and a box to make one of them. */
function Siblings({ view, now, onJoin }: SiblingsProps) {
  const { heads } = view.note
  const bodies = heads.map(({ body }) => body)
  const [body, setBody] = useState<string | null>(null)
  const text = body ?? joinTexts(bodies)
  const id = `join-${view.note.id}`
  return (
    <>
      <p class="stale">{t('panel.notes.siblings')}</p>
      <div class="siblings">
        {heads.map((head, at) => (
          <Revision key={head.rev} view={view} head={head} parts={partsOf(bodies, at)} now={now}>
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

/** The first is compared with the second, every other with the first. */
function partsOf(bodies: readonly string[], at: number): readonly ComparedPart[] {
  const mine = bodies[at] ?? ''
  const beside = bodies[at === 0 ? 1 : 0] ?? ''
  return compareTexts(mine, beside).one
}

function whole(text: string): readonly ComparedPart[] {
  return [{ text, only: false }]
}
