import { useEffect, useRef } from 'preact/hooks'
import type { Outcome } from '../../lib/model/interaction.ts'
import type { DraftBox as DraftText } from '../../lib/panel/draft-box.ts'
import type { Judging } from '../../lib/panel/judge-mention.ts'
import type { NoteBox as NoteText } from '../../lib/panel/note-box.ts'
import type { RefusedClaim } from '../../lib/panel/on-thread.ts'
import type { AfterField } from '../../lib/panel/panel-actions.ts'
import type { Logged } from '../../lib/panel/panel-state.ts'
import type { Placed } from '../../lib/panel/place-draft.ts'
import type { ClaimView, MentionView } from '../../lib/panel/screens.ts'
import type { SecondOpinion as Opinion } from '../../lib/panel/second-opinion.ts'
import { NoteBox } from '../people/NoteBox.tsx'
import { PersonCard } from '../people/PersonCard.tsx'
import { focusIfLost } from '../shared/Screen.tsx'
import { AfterLog } from './AfterLog.tsx'
import { ClaimLine } from './ClaimLine.tsx'
import { DraftBox } from './DraftBox.tsx'
import { Guidance } from './Guidance.tsx'
import { OutcomeBar } from './OutcomeBar.tsx'
import { PostCard } from './PostCard.tsx'
import { ReplyNoticed } from './ReplyNoticed.tsx'
import { RouteChoice } from './RouteChoice.tsx'
import { SecondOpinion } from './SecondOpinion.tsx'
import { type VerdictDoors, Verdicts } from './Verdicts.tsx'

export interface MentionProps extends VerdictDoors {
  readonly view: MentionView
  readonly draft: DraftText
  readonly note: NoteText
  readonly logged: Logged | null
  readonly choosingRoute: boolean
  readonly now: number
  readonly today: string
  /** Null: the post is not on the page in front. */
  readonly onLocate: (() => void) | null
  readonly onPerson: (contactId: string) => void
  readonly onChoose: (outcome: Outcome) => void
  readonly onRoute: (routeId: string) => void
  readonly onCancelRoute: () => void
  readonly onAmend: (field: AfterField, text: string) => void
  readonly onAmendSoon: (field: AfterField, text: string) => void
  readonly onAmendAgain: () => void
  readonly placed: Placed | null
  readonly onInsert: (text: string) => void
  readonly onCopy: (text: string) => void
  /** The offer to log a noticed reply was left for later. */
  readonly later: boolean
  readonly onLogNoticed: () => void
  readonly onNotMine: () => void
  readonly onLater: () => void
  readonly onNoteDone: () => void
  /** Null: not switched on, or the browser has no model. */
  readonly opinion: Opinion | null
  readonly onAskOpinion: () => void
  readonly onDownloadModel: () => void
  readonly onCancelOpinion: () => void
  readonly judging: Judging | null
  /** Who of us is on this thread. */
  readonly claim: ClaimView | null
  readonly onTakeThread: () => void
  readonly onReleaseThread: () => void
  /** A claim of mine that came too late. */
  readonly refusedClaim: RefusedClaim | null
  readonly onKnowRefused: (id: string) => void
}

/** One mention, top to bottom in the order of listening: the post, what to listen for, the person, then our own words, then what came of it. */
export function Mention(props: MentionProps) {
  const { view, logged } = props
  return (
    <>
      {view.noticed !== null && !props.later && (
        <ReplyNoticed
          noticed={view.noticed}
          busy={props.busy}
          now={props.now}
          onLog={props.onLogNoticed}
          onNotMine={props.onNotMine}
          onLater={props.onLater}
        />
      )}
      <PostCard
        view={view}
        now={props.now}
        onLocate={props.onLocate}
        verdicts={<Verdicts {...props} />}
        opinion={
          props.opinion !== null && (
            <SecondOpinion
              opinion={props.opinion}
              post={view.mention.post}
              onAsk={props.onAskOpinion}
              onDownload={props.onDownloadModel}
              onCancel={props.onCancelOpinion}
            />
          )
        }
      />
      {props.team && (
        <ClaimLine
          claim={props.claim}
          refused={props.refusedClaim}
          now={props.now}
          onTake={props.onTakeThread}
          onRelease={props.onReleaseThread}
          onKnowRefused={props.onKnowRefused}
        />
      )}
      <Guidance guidance={view.guidance} />
      <PersonCard
        view={view.person}
        author={view.mention.post.author}
        now={props.now}
        today={props.today}
        hiddenNote={props.note.noteId.value}
        onOpen={props.onPerson}
      />
      <NoteBox box={props.note} team={props.team} onDone={props.onNoteDone} />
      <DraftBox
        box={props.draft}
        stored={view.draft}
        replies={view.replies}
        placed={props.placed}
        onInsert={props.onInsert}
        onCopy={props.onCopy}
      />
      <Outcomes {...props} />
      {logged !== null && (
        <AfterLog
          key={logged.interactionId}
          logged={logged}
          onAmend={props.onAmend}
          onType={props.onAmendSoon}
          onRetry={props.onAmendAgain}
        />
      )}
    </>
  )
}

/** What came of it, or where it is to be sent once that was chosen. */
function Outcomes(props: MentionProps) {
  const { view, choosingRoute } = props
  const wasChoosing = useRef(choosingRoute)
  useEffect(() => {
    if (wasChoosing.current && !choosingRoute) focusIfLost('routed')
    wasChoosing.current = choosingRoute
  }, [choosingRoute])
  return choosingRoute ? (
    <RouteChoice
      routes={view.playbook?.routes ?? []}
      advised={view.guidance.flatMap((card) => card.routes)}
      onRoute={props.onRoute}
      onCancel={props.onCancelRoute}
    />
  ) : (
    <OutcomeBar handled={view.handled} busy={props.busy} now={props.now} onChoose={props.onChoose} />
  )
}
