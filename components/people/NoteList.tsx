import { useState } from 'preact/hooks'
import type { NoteView } from '../../lib/panel/screens.ts'
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
          {view.note.heads.length > 1 && <p class="stale">{t('panel.notes.siblings')}</p>}
          <div class={view.note.heads.length > 1 ? 'siblings' : undefined}>
            {view.note.heads.map((head) => {
              const by = view.names[head.actorId]
              return (
                <div key={head.rev} class="note">
                  <p class="note-body" dir="auto">
                    {head.body}
                  </p>
                  <div class="row note-foot">
                    <p class="small">
                      {t('panel.notes.by', {
                        who: by === undefined ? t('panel.nobody') : by.me ? t('panel.you-first') : by.name,
                        when: formatRelative(head.at, now),
                      })}
                      {view.note.audience === 'me' && ` · ${t('panel.timeline.only-me')}`}
                    </p>
                    {onDelete && view.note.heads.length === 1 && (
                      <button type="button" class="button plain" onClick={() => onDelete(view.note.id)}>
                        {t('panel.notes.delete')}
                      </button>
                    )}
                  </div>
                </div>
              )
            })}
          </div>
          {view.note.heads.length > 1 && onJoin && <Join view={view} onJoin={onJoin} />}
        </li>
      ))}
    </ul>
  )
}

function Join({
  view,
  onJoin,
}: {
  readonly view: NoteView
  readonly onJoin: NonNullable<NoteListProps['onJoin']>
}) {
  const [body, setBody] = useState(view.note.heads.map((head) => head.body).join('\n\n'))
  const id = `join-${view.note.id}`
  return (
    <div class="stack">
      <label class="label" for={id}>
        {t('panel.notes.join-label')}
      </label>
      <textarea
        id={id}
        class="field"
        dir="auto"
        value={body}
        onInput={(event) => setBody(event.currentTarget.value)}
      />
      <button type="button" class="button" onClick={() => void onJoin(view.note.id, body)}>
        {t('panel.notes.join')}
      </button>
    </div>
  )
}
