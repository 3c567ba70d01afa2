import type { Outcome } from '../model/interaction.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { ContactSummary, InteractionDraft, MentionView } from '../store/views.ts'
import { callReader } from './access.ts'
import { createSetAsideActions, type SetAsideActions } from './decide-set-aside.ts'
import { createPersonActions, type PersonActions } from './edit-person.ts'
import { createEraseActions, type EraseActions } from './erase-person.ts'
import { createFilterActions, type FilterActions } from './filter-here.ts'
import { createJudgeActions, type JudgeActions } from './judge-mention.ts'
import { type Attempted, createOutcomeActions } from './log-outcome.ts'
import { type ClaimActions, createClaimActions } from './on-thread.ts'
import type { Logged, PanelState } from './panel-state.ts'
import { createPlacing, type PlacingActions } from './place-draft.ts'
import { pokeSync } from './poke-sync.ts'
import type { Amendment, MentionOrder, MetByHand, PanelNotice, PanelPorts, SiteChoice } from './ports.ts'
import { createReportActions, type ReportActions } from './report-page.ts'
import { goBack, goTo, goToTab, type Route, type Tab } from './route.ts'
import { createOpinionActions, type OpinionActions } from './second-opinion.ts'
import { createSelectionActions, type SelectionActions } from './take-selection.ts'

/** The fields that can be filled in after the gesture that logged. */
export type AfterField = 'learned' | 'gave' | 'promise' | 'due'

/** Everything that a person may do in the panel. Failures become notices; nothing here throws for them. */
export interface PanelActions
  extends PlacingActions,
    ReportActions,
    SelectionActions,
    FilterActions,
    OpinionActions,
    SetAsideActions,
    PersonActions,
    EraseActions,
    ClaimActions,
    Omit<JudgeActions, 'takeBackVerdict'> {
  open(route: Route): void
  showTab(tab: Tab): void
  back(): void
  allowSite(site: SiteChoice): void
  readAgain(): void
  setOrder(order: MentionOrder): void
  locate(postKey: string): Promise<void>
  /**
   * One gesture. "Routed" asks where to first, where the playbook names places. Right after the first
   * outcome on a mention, another one changes it: both are about one meeting.
   */
  choose(view: MentionView, outcome: Outcome): Promise<void>
  routeTo(view: MentionView, routedTo: string): Promise<void>
  amend(field: AfterField, text: string): Promise<void>
  /** As `amend`, once the typing rests: closing the panel must not cost a line. */
  amendSoon(field: AfterField, text: string): Promise<void>
  /** Stores all lines anew, after a failure. */
  amendAgain(): Promise<void>
  /** Logs the reply that was noticed as answered, with its address. */
  logNoticed(view: MentionView): Promise<void>
  /** The post that was noticed is somebody else's. */
  notMine(view: MentionView): Promise<void>
  /** Leaves the offer for another time. */
  decideLater(): void
  undo(): Promise<void>
  /** Takes back an entry of one's own, however old. */
  takeBack(interactionId: string): Promise<void>
  /** True when it is logged: only then may the form be emptied. */
  logByHand(met: MetByHand, draft: InteractionDraft): Promise<boolean>
  joinNotes(noteId: string, body: string): Promise<boolean>
  deleteNote(noteId: string): Promise<void>
  finishNote(publish: () => Promise<Problem | null>): Promise<void>
  sendNow(): Promise<void>
  /** People by name or handle; none where the store can't be read. */
  findPeople(text: string): Promise<readonly ContactSummary[]>
  dismiss(noticeId: string): void
}

export function createPanelActions(state: PanelState, ports: PanelPorts): PanelActions {
  const note = (during: PanelNotice['during'], problem: Problem) => {
    const same = state.notices.value.filter((notice) => notice.during !== during)
    state.notices.value = [...same, { id: ports.newId(), problem, during }]
  }
  const settle = (during: PanelNotice['during']) => {
    state.notices.value = state.notices.value.filter((notice) => notice.during !== during)
  }
  const attempted = async <T>(during: PanelNotice['during'], work: () => Promise<Result<T>>) => {
    const result = await caught(work)
    if (result.ok) settle(during)
    else note(during, result.problem)
    return result
  }
  const moves = createMoves(state)
  const outcomes = createOutcomeActions(state, ports, attempted)
  const { takeBackVerdict, ...judging } = createJudgeActions(state, ports, attempted, moves.leaveGone)
  return {
    ...moves,
    ...judging,
    ...createFilterActions(state),
    ...createOpinionActions(state, ports),
    ...createSelectionActions(state, ports, () => moves.open({ screen: 'by-hand', from: null })),
    ...createReportActions(state, ports),
    ...createSetAsideActions(state, ports, attempted),
    ...createClaimActions(state, ports, attempted),
    ...createPersonActions(state, ports, attempted, moves),
    ...createEraseActions(state, ports, moves.leaveGone),
    ...outcomes,
    ...createAmending(state, ports, attempted),
    ...createPageActions(state, ports, note, settle, attempted),
    ...createPlacing(state, ports, note, settle),
    async undo() {
      const toast = state.toast.value
      if (toast !== null && 'revert' in toast) await toast.revert()
      else if (toast !== null && 'before' in toast) await takeBackVerdict(toast.before)
      else await outcomes.undo()
    },
    async joinNotes(noteId, body) {
      const joined = await attempted('note', () => ports.store.joinNoteSiblings(noteId, body))
      return joined.ok
    },
    async deleteNote(noteId) {
      const deleted = await attempted('note', () => ports.store.deleteNote(noteId))
      if (deleted.ok) state.toast.value = { kind: 'note-deleted' }
    },
    async finishNote(publish) {
      const problem = await publish()
      if (problem !== null) return note('note', problem)
      await pokeSync(ports)
    },
    findPeople: (text) => ports.store.findContacts(text).catch(() => []),
    async sendNow() {
      await attempted('sync', () => ports.send('sync.poke', { now: true }))
    },
    dismiss(noticeId) {
      state.notices.value = state.notices.value.filter(({ id }) => id !== noticeId)
    },
  }
}

const UNSTORED: ReadonlySet<Logged['state']> = new Set(['saving', 'not-saved'])

function createMoves(state: PanelState) {
  const leave = () => {
    // Lines that are not in the store are here alone.
    if (!UNSTORED.has(state.logged.value?.state ?? 'logged')) state.logged.value = null
    state.choosingRoute.value = false
    state.toast.value = null
    state.placed.value = null
    state.judging.value = null
    state.later.value = false
    state.focus.value = null
    state.erasing.value = { step: 'idle' }
    void state.closeBoxes()
  }
  return {
    open(route: Route) {
      leave()
      state.trail.value = goTo(state.trail.value, route)
    },
    showTab(tab: Tab) {
      leave()
      state.trail.value = goToTab(tab)
    },
    /** Back from what is no more on the list before: there is no card of it to go back to. */
    leaveGone() {
      const { trail } = goBack(state.trail.value)
      leave()
      state.trail.value = trail
    },
    /** The same place on the way back, with another person in it. */
    showPerson(contactId: string) {
      const before = goBack(state.trail.value).trail
      leave()
      state.trail.value = goTo(before, { screen: 'person', contactId, from: contactId })
    },
    back() {
      if (state.choosingRoute.value) {
        state.choosingRoute.value = false
        return
      }
      if (state.judging.value !== null) {
        state.judging.value = null
        return
      }
      const { trail, focus } = goBack(state.trail.value)
      if (trail === state.trail.value) return
      leave()
      state.focus.value = focus
      state.trail.value = trail
    },
  }
}

function createPageActions(
  state: PanelState,
  ports: PanelPorts,
  note: (during: PanelNotice['during'], problem: Problem) => void,
  settle: (during: PanelNotice['during']) => void,
  attempted: Attempted,
): Pick<PanelActions, 'allowSite' | 'readAgain' | 'setOrder' | 'locate'> {
  return {
    allowSite(site) {
      // The question must be asked in the very turn of the click.
      ports.requestOrigins(site.origins).then(
        (granted) => {
          if (!granted) return note('permission', { code: 'not-permitted' })
          settle('permission')
          state.attempt.value++
        },
        (error: unknown) => note('permission', { code: 'unexpected', detail: String(error).slice(0, 200) }),
      )
    },
    readAgain() {
      const tabId = state.tab.value?.tabId
      if (tabId === undefined) return
      void callReader(tabId, ports).then(() => {
        state.attempt.value++
      })
    },
    setOrder(order) {
      state.order.value = order
      void attempted('order', () => ports.saveOrder(order))
    },
    async locate(postKey) {
      const tabId = state.tab.value?.tabId
      if (tabId === undefined) return
      const reply = await caught(() => ports.send('reader.locate', { postKey }, { tabId }))
      if (!reply.ok && reply.problem.code !== 'not-found') return note('locate', reply.problem)
      settle('locate')
      // A page without a reader is one that was gone to since: it does not hold the post either.
      if (!reply.ok || !reply.value.found) state.toast.value = { kind: 'not-on-page' }
    },
  }
}

/** Typing rests after so many milliseconds. */
const REST = 400

function createAmending(
  state: PanelState,
  ports: PanelPorts,
  attempted: Attempted,
): Pick<PanelActions, 'amend' | 'amendSoon' | 'amendAgain'> {
  let turn = 0
  const store = async (logged: Logged, amendment: Amendment) => {
    state.logged.value = { ...logged, state: 'saving' }
    const amended = await attempted('amend', () =>
      ports.store.amendInteraction(logged.interactionId, amendment),
    )
    const now = state.logged.value
    if (now?.interactionId === logged.interactionId)
      state.logged.value = { ...now, state: amended.ok ? 'saved' : 'not-saved' }
    if (amended.ok) await pokeSync(ports)
  }
  const amend = async (field: AfterField, text: string) => {
    turn++
    const logged = state.logged.value
    if (logged === null) return
    if (logged[field] === text && logged.state !== 'not-saved') return
    const next: Logged = { ...logged, [field]: text }
    if (field === 'due' && next.promise.trim() === '') state.logged.value = next
    // A line that works now must not hide that another one is still not stored.
    else
      await store(next, { ...(logged.state === 'not-saved' && allLines(next)), ...amendmentOf(field, next) })
  }
  return {
    amend,
    async amendSoon(field, text) {
      const mine = ++turn
      await ports.wait(REST)
      if (mine === turn) await amend(field, text)
    },
    async amendAgain() {
      const logged = state.logged.value
      if (logged !== null) await store(logged, allLines(logged))
    },
  }
}

/** A date without words is no promise yet: it waits in the form until there are some. */
function amendmentOf(field: AfterField, logged: Logged): Amendment {
  if (field === 'learned' || field === 'gave') return { [field]: logged[field].trim() || null }
  const text = logged.promise.trim()
  return { promise: text === '' ? null : { text, due: logged.due === '' ? null : logged.due } }
}

/** Every line that has words. */
function allLines(logged: Logged): Amendment {
  const lines = (['learned', 'gave', 'promise'] as const).filter((field) => logged[field].trim() !== '')
  return Object.assign({}, ...lines.map((field) => amendmentOf(field, logged)))
}

async function caught<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    return { ok: false, problem: { code: 'unexpected', detail: String(error).slice(0, 200) } }
  }
}
