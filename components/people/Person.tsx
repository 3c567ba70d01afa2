import type { PersonActions } from '../../lib/panel/edit-person.ts'
import type { Erasing } from '../../lib/panel/erase-person.ts'
import type { NoteBox as NoteText } from '../../lib/panel/note-box.ts'
import type { SiteChoice } from '../../lib/panel/ports.ts'
import type { ContactSummary, PersonView } from '../../lib/panel/screens.ts'
import { EmptyState } from '../shared/EmptyState.tsx'
import { formatRelative, t } from '../shared/i18n.ts'
import { Concurrent } from './Concurrent.tsx'
import { EditFields } from './EditFields.tsx'
import { Facts } from './Facts.tsx'
import { Handles } from './Handles.tsx'
import { NoteBox } from './NoteBox.tsx'
import { NoteList } from './NoteList.tsx'
import { RemovePerson } from './RemovePerson.tsx'
import { SamePerson } from './SamePerson.tsx'
import { Shopkeeper } from './Shopkeeper.tsx'
import { Tags } from './Tags.tsx'
import { Timeline } from './Timeline.tsx'
import { WroteToday } from './WroteToday.tsx'

interface PersonProps {
  readonly view: PersonView
  readonly note: NoteText
  readonly team: boolean
  readonly now: number
  readonly today: string
  readonly sites: readonly SiteChoice[]
  readonly edit: PersonActions
  /** Null: the one in front of the screen may not erase. */
  readonly erasing: Erasing | null
  readonly onFind: (text: string) => Promise<readonly ContactSummary[]>
  readonly onNoteDone: () => void
  readonly onJoinNotes: (noteId: string, body: string) => Promise<boolean>
  readonly onDeleteNote: (noteId: string) => void
  readonly onTakeBack: (interactionId: string) => void
  readonly onAskToErase: () => void
  readonly onErase: () => void
  readonly onCancelErase: () => void
}

/** One person: what to have in mind, every meeting, every note, what we know, and the handles we know them by. */
export function Person(props: PersonProps) {
  const { view, team, now, edit } = props
  return (
    <>
      <WroteToday view={view} now={now} />
      <Revived view={view} now={now} />
      <Concurrent view={view} now={now} edit={edit} />
      <section class="card stack" aria-label={t('panel.five.title')}>
        <Shopkeeper view={view} now={now} today={props.today} />
        <EditFields view={view} edit={edit} />
        <Tags contactId={view.contact.id} tags={view.contact.tags} edit={edit} />
      </section>
      <NoteBox box={props.note} team={team} onDone={props.onNoteDone} />
      <Notes {...props} />
      <Facts contactId={view.contact.id} facts={view.facts} team={team} now={now} edit={edit} />
      <Meetings {...props} />
      <Handles view={view} sites={props.sites} edit={edit} />
      <SamePerson view={view} onFind={props.onFind} edit={edit} />
      <RemovePerson
        view={view}
        erasing={props.erasing}
        onSave={() => void edit.savePerson(view)}
        onDelete={() => void edit.deletePerson(view.contact.id)}
        onAskToErase={props.onAskToErase}
        onErase={props.onErase}
        onCancelErase={props.onCancelErase}
      />
    </>
  )
}

function Revived({ view, now }: Pick<PersonProps, 'view' | 'now'>) {
  if (view.revivedBy === null) return null
  const { by, at } = view.revivedBy
  return (
    <p class="stale" role="note">
      {t('panel.revived', { who: by.me ? t('panel.you-first') : by.name, when: formatRelative(at, now) })}
    </p>
  )
}

function Notes({ view, note, now, onJoinNotes, onDeleteNote }: PersonProps) {
  const notes = view.notes.filter((one) => one.note.id !== note.noteId.value)
  if (notes.length === 0) return null
  return (
    <section class="stack" aria-labelledby="notes-title">
      <h2 id="notes-title">{t('panel.notes.title')}</h2>
      <NoteList notes={notes} now={now} onJoin={onJoinNotes} onDelete={onDeleteNote} />
    </section>
  )
}

function Meetings({ view, team, now, onTakeBack }: PersonProps) {
  return (
    <section class="stack" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t('panel.timeline.title')}</h2>
      {view.newer > 0 && <p class="small newer">{t('panel.newer', { count: view.newer })}</p>}
      {view.timeline.length === 0 ? (
        <EmptyState
          icon="people"
          title={t('panel.timeline.none.title')}
          text={t('panel.timeline.none.text')}
        />
      ) : (
        <Timeline entries={view.timeline} now={now} team={team} onTakeBack={onTakeBack} />
      )}
    </section>
  )
}
