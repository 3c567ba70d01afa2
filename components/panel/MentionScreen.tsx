import { dayOf } from '../../lib/panel/day.ts'
import { isElsewhere } from '../../lib/panel/here-state.ts'
import { newestOf } from '../../lib/panel/live.ts'
import { claimOn, refusedOn } from '../../lib/panel/on-thread.ts'
import type { MentionView } from '../../lib/panel/screens.ts'
import { Mention } from '../mention/Mention.tsx'
import { authorName } from '../mention/post-words.ts'
import type { VerdictDoors } from '../mention/Verdicts.tsx'
import { LostWords } from '../people/LostWords.tsx'
import { EmptyState } from '../shared/EmptyState.tsx'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Screen } from '../shared/Screen.tsx'
import type { PanelProps } from './Panel.tsx'

/** A mention, connected. */
export function MentionScreen(props: PanelProps & { readonly mentionKey: string }) {
  const { state, actions, mentionKey } = props
  const found = state.mention.value
  const view = newestOf(found)
  const elsewhere = isElsewhere(state.here.value, mentionKey)
  return (
    <Screen
      id={mentionKey}
      title={view === null ? t('panel.here.title') : authorName(view.mention.post.author)}
      sub={view?.mention.page.title && <p dir="auto">{view.mention.page.title}</p>}
      back={{ label: t('panel.back'), onBack: actions.back }}
      focus={state.focus.value}
    >
      {found.status === 'failed' && <Notice problem={found.problem} announce={false} />}
      {found.status === 'loading' && <p role="status">{t('panel.loading')}</p>}
      {found.status === 'ready' && found.value === null && (
        <>
          <EmptyState title={t('panel.mention.gone')} text={t('panel.mention.gone.text')} />
          <LostWords boxes={state.openBoxes(mentionKey)} />
        </>
      )}
      {view !== null && elsewhere && (
        <p class="small" role="status">
          {t('panel.mention.elsewhere')}
        </p>
      )}
      {view !== null && <Found {...props} view={view} elsewhere={elsewhere} />}
    </Screen>
  )
}

const NONE_SET_ASIDE = { entries: [], names: {} } as const

function Found({
  state,
  actions,
  team,
  view,
  elsewhere,
}: PanelProps & { readonly view: MentionView; readonly elsewhere: boolean }) {
  const now = state.clock.value
  const note = state.noteBox(view)
  const logged = state.logged.value
  return (
    <Mention
      view={view}
      draft={state.draftBox(view)}
      note={note}
      team={team}
      logged={logged?.mentionKey === view.mention.key ? logged : null}
      choosingRoute={state.choosingRoute.value}
      busy={state.busy.value}
      now={now}
      today={dayOf(now)}
      onLocate={elsewhere ? null : () => void actions.locate(view.mention.post.key)}
      onPerson={(contactId) => actions.open({ screen: 'person', contactId, from: contactId })}
      onChoose={(outcome) => void actions.choose(view, outcome)}
      onRoute={(routeId) => void actions.routeTo(view, routeId)}
      onCancelRoute={actions.back}
      onAmend={(field, text) => void actions.amend(field, text)}
      onAmendSoon={(field, text) => void actions.amendSoon(field, text)}
      onAmendAgain={() => void actions.amendAgain()}
      placed={state.placed.value?.mentionKey === view.mention.key ? state.placed.value : null}
      onInsert={(text) => void actions.insert(view, text)}
      onCopy={(text) => void actions.copy(view, text)}
      later={state.later.value}
      onLogNoticed={() => void actions.logNoticed(view)}
      onNotMine={() => void actions.notMine(view)}
      onLater={actions.decideLater}
      onNoteDone={() => void actions.finishNote(note.publish)}
      opinion={state.opinion.value}
      onAskOpinion={() => void actions.askOpinion(view)}
      onDownloadModel={() => void actions.downloadAndAsk(view)}
      onCancelOpinion={() => actions.cancelOpinion(view)}
      judging={state.judging.value}
      claim={claimOn(newestOf(state.claims.value) ?? [], view.mention, now)}
      refusedClaim={refusedOn(newestOf(state.setAside.value) ?? NONE_SET_ASIDE, view.mention, now)}
      onKnowRefused={(id) => void actions.discard(id)}
      onTakeThread={() => void actions.takeThread(view)}
      onReleaseThread={() => void actions.releaseThread(view)}
      {...verdictDoors(actions, view)}
    />
  )
}

function verdictDoors(
  actions: PanelProps['actions'],
  view: MentionView,
): Omit<VerdictDoors, 'team' | 'busy'> {
  return {
    onSay: (topic, verdict) =>
      void (verdict === 'us' ? actions.sayUs(view, topic) : actions.sayNotUs(view, topic)),
    onUnsay: (topics) => void actions.unsay(view.mention.key, view.said, topics),
    onChangeRule: () => void actions.changeRule(view),
    onAnother: actions.proposeAnother,
    onHide: () => void actions.hideOnly(view),
    onCancel: actions.cancelVerdict,
    onCopyProposal: (text) => void actions.copyProposal(text),
  }
}
