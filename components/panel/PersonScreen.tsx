import { dayOf } from '../../lib/panel/day.ts'
import { newestOf } from '../../lib/panel/live.ts'
import type { PersonView } from '../../lib/panel/screens.ts'
import { LostWords } from '../people/LostWords.tsx'
import { Person } from '../people/Person.tsx'
import { EmptyState } from '../shared/EmptyState.tsx'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Screen } from '../shared/Screen.tsx'
import type { PanelProps } from './Panel.tsx'

/** One person, connected. */
export function PersonScreen(props: PanelProps & { readonly contactId: string }) {
  const { state, actions, contactId } = props
  const found = state.person.value
  const view = newestOf(found)
  return (
    <Screen
      id={contactId}
      title={view?.summary.name ?? t('panel.people.title')}
      sub={
        view?.summary.handle != null &&
        view.summary.handle !== view.summary.name && <p dir="auto">{view.summary.handle}</p>
      }
      back={{ label: t('panel.back'), onBack: actions.back }}
      focus={state.focus.value}
    >
      {found.status === 'failed' && <Notice problem={found.problem} announce={false} />}
      {found.status === 'loading' && <p role="status">{t('panel.loading')}</p>}
      {found.status === 'ready' && found.value === null && (
        <>
          <EmptyState icon="people" title={t('panel.person.gone')} text={t('panel.person.gone.text')} />
          <LostWords boxes={state.openBoxes(contactId)} />
        </>
      )}
      {view !== null && <Found {...props} view={view} />}
    </Screen>
  )
}

function Found({ state, actions, sites, team, view }: PanelProps & { readonly view: PersonView }) {
  const now = state.clock.value
  const note = state.personNoteBox(view)
  return (
    <Person
      view={view}
      note={note}
      team={team}
      now={now}
      today={dayOf(now)}
      sites={sites}
      edit={actions}
      erasing={state.me.value?.role === 'owner' ? state.erasing.value : null}
      onFind={actions.findPeople}
      onNoteDone={() => void actions.finishNote(note.publish)}
      onJoinNotes={actions.joinNotes}
      onDeleteNote={(noteId) => void actions.deleteNote(noteId)}
      onTakeBack={(interactionId) => void actions.takeBack(interactionId)}
      onAskToErase={() => void actions.askToErase(view)}
      onErase={() => void actions.erase(view)}
      onCancelErase={actions.cancelErase}
    />
  )
}
