import type { NoteBox as NoteText } from '../../lib/panel/note-box.ts'
import type { PersonView } from '../../lib/panel/screens.ts'
import { EmptyState } from '../shared/EmptyState.tsx'
import { t } from '../shared/i18n.ts'
import { useSiteName } from '../shared/site-name.ts'
import { NoteBox } from './NoteBox.tsx'
import { NoteList } from './NoteList.tsx'
import { Shopkeeper } from './Shopkeeper.tsx'
import { Timeline } from './Timeline.tsx'

interface PersonProps {
  readonly view: PersonView
  readonly note: NoteText
  readonly team: boolean
  readonly now: number
  readonly today: string
  readonly onNoteDone: () => void
  readonly onJoinNotes: (noteId: string, body: string) => Promise<boolean>
  readonly onDeleteNote: (noteId: string) => void
  readonly onTakeBack: (interactionId: string) => void
}

/** One person: what to have in mind, every meeting, every note, and the handles we know them by. */
export function Person(props: PersonProps) {
  const { view, now, today } = props
  const notes = view.notes.filter(({ note }) => note.id !== props.note.noteId.value)
  return (
    <>
      <section class="card" aria-label={t('panel.five.title')}>
        <Shopkeeper view={view} now={now} today={today} />
      </section>
      <NoteBox box={props.note} team={props.team} onDone={props.onNoteDone} />
      {notes.length > 0 && (
        <section class="stack" aria-labelledby="notes-title">
          <h2 id="notes-title">{t('panel.notes.title')}</h2>
          <NoteList notes={notes} now={now} onJoin={props.onJoinNotes} onDelete={props.onDeleteNote} />
        </section>
      )}
      <section class="stack" aria-labelledby="timeline-title">
        <h2 id="timeline-title">{t('panel.timeline.title')}</h2>
        {view.timeline.length === 0 ? (
          <EmptyState
            icon="people"
            title={t('panel.timeline.none.title')}
            text={t('panel.timeline.none.text')}
          />
        ) : (
          <Timeline entries={view.timeline} now={now} onTakeBack={props.onTakeBack} />
        )}
      </section>
      <Handles view={view} />
    </>
  )
}

function Handles({ view }: { readonly view: PersonView }) {
  const siteName = useSiteName()
  const { identities } = view.contact
  if (identities.length === 0) return null
  return (
    <section class="stack" aria-labelledby="handles-title">
      <h2 id="handles-title">{t('panel.handles.title')}</h2>
      <ul class="rows handles">
        {identities.map((identity) => (
          <li key={`${identity.site} ${identity.key}`} class="row">
            <bdi>{identity.handle ?? identity.name ?? identity.key}</bdi>
            {identity.url === null ? (
              <span class="small">{siteName(identity.site)}</span>
            ) : (
              <a href={identity.url} target="_blank" rel="noopener noreferrer">
                {siteName(identity.site)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
