import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Outcome } from '../model/interaction.ts'
import type { PageSelection } from '../model/selection.ts'
import type { ContactSummary, MentionView, PersonView, SyncStatus } from '../store/views.ts'
import { type Access, findAccess } from './access.ts'
import type { ScratchCopy } from './autosave.ts'
import { filterFor, type HereFilter, UNFILTERED } from './filter-here.ts'
import { type HereState, hereState } from './here-state.ts'
import type { Judging } from './judge-mention.ts'
import { type Live, live, newestOf } from './live.ts'
import { createBoxes, type OpenBoxes } from './open-boxes.ts'
import type { PanelToast } from './panel-toast.ts'
import type { Placed } from './place-draft.ts'
import type { MentionOrder, PanelNotice, PanelPorts, PanelTab } from './ports.ts'
import { currentRoute, type Route, START, type Trail } from './route.ts'
import { type Opinions, opinionOn, type SecondOpinion } from './second-opinion.ts'
import { createTeamState, type TeamState } from './team-state.ts'

/** What was logged last on this screen, so that it can be taken back or told more about. */
export interface Logged {
  readonly mentionKey: string | null
  readonly interactionId: string
  readonly outcome: Outcome
  readonly routedTo: string | null
  readonly learned: string
  readonly gave: string
  readonly promise: string
  readonly due: string
  readonly state: 'logged' | 'saving' | 'saved' | 'not-saved'
}

/** Everything that the screens know. Only panel-actions.ts writes to it. */
export interface PanelState extends TeamState, OpenBoxes {
  readonly trail: Signal<Trail>
  readonly route: ReadonlySignal<Route>
  readonly tab: ReadonlySignal<PanelTab | null | undefined>
  readonly access: ReadonlySignal<Access>
  readonly here: ReadonlySignal<HereState>
  readonly order: Signal<MentionOrder>
  /** What was chosen last, for the thread that it was chosen in. */
  readonly chosenFilter: Signal<HereFilter>
  /** The filter as it holds for the thread that is shown. */
  readonly filter: ReadonlySignal<HereFilter>
  readonly mention: ReadonlySignal<Live<MentionView | null>>
  /** The person switched second opinions on. */
  readonly wantsOpinion: Signal<boolean>
  readonly opinions: Signal<Opinions>
  /** On the open mention; null: not switched on, or the browser has no model. */
  readonly opinion: ReadonlySignal<SecondOpinion | null>
  readonly person: ReadonlySignal<Live<PersonView | null>>
  readonly search: Signal<string>
  readonly found: ReadonlySignal<Live<readonly ContactSummary[]>>
  readonly sync: ReadonlySignal<Live<SyncStatus>>
  /** Milliseconds since the epoch, moved on twice a minute while a screen shows a time. */
  readonly clock: ReadonlySignal<number>
  readonly logged: Signal<Logged | null>
  /** Where the draft of this screen went. */
  readonly placed: Signal<Placed | null>
  /** What is being said of the open mention; null: nothing. */
  readonly judging: Signal<Judging | null>
  /** "Later" was said to the offer to log a noticed reply, until the mention is opened again. */
  readonly later: Signal<boolean>
  readonly toast: Signal<PanelToast | null>
  readonly notices: Signal<readonly PanelNotice[]>
  readonly helpOpen: Signal<boolean>
  /** The outcome "routed" was chosen and waits for where to. */
  readonly choosingRoute: Signal<boolean>
  /** An outcome is being written: a second press must not log twice. */
  readonly busy: Signal<boolean>
  /** The control that gets the focus after a step back. */
  readonly focus: Signal<string | null>
  /** Selected text of the page, on its way into the form for logging by hand. */
  readonly picked: Signal<PageSelection | null>
  /** Counts up to look for the reader again. */
  readonly attempt: Signal<number>
  /** The half-filled form for logging by hand, if one was left. */
  byHandCopy(): ScratchCopy
}

const LOADING = { status: 'loading' } as const

/** Builds the state and starts to follow the tab, until `signal` aborts. */
export function createPanelState(
  ports: PanelPorts,
  first: { readonly order: MentionOrder; readonly secondOpinion?: boolean },
  until: AbortSignal,
): PanelState {
  const trail = signal<Trail>(START)
  const route = computed(() => currentRoute(trail.value))
  const search = signal('')
  const attempt = signal(0)
  const { tab, access } = followTab(ports, attempt, until)

  const tabId = computed(() => tab.value?.tabId ?? null)
  const mentionKey = computed(() => (route.value.screen === 'mention' ? route.value.key : null))
  const personId = computed(() => (route.value.screen === 'person' ? route.value.contactId : null))
  const seen = keyed(tabId, (id) => ports.store.readHere(id), ports)
  const here = computed(() => hereState(tab.value, access.value, seen.value))
  const chosenFilter = signal(UNFILTERED)
  const mention = keyed(mentionKey, (key) => ports.store.readMention(key), ports)
  const wantsOpinion = signal(first.secondOpinion ?? false)
  const opinions = signal<Opinions>(new Map())

  return {
    trail,
    route,
    tab,
    access,
    here,
    order: signal(first.order),
    chosenFilter,
    filter: computed(() => filterFor(chosenFilter.value, here.value)),
    mention,
    wantsOpinion,
    opinions,
    opinion: computed(() => {
      const view = newestOf(mention.value)
      return ports.model === null || !wantsOpinion.value || view === null
        ? null
        : opinionOn(opinions.value, view)
    }),
    person: keyed(personId, (id) => ports.store.readPerson(id), ports),
    search,
    found: keyed(search, (text) => ports.store.findContacts(text), ports),
    sync: live(() => ports.store.readSyncStatus(), ports.wait),
    ...createTeamState(ports),
    clock: createClock(ports),
    logged: signal<Logged | null>(null),
    placed: signal<Placed | null>(null),
    judging: signal<Judging | null>(null),
    later: signal(false),
    toast: signal<PanelToast | null>(null),
    notices: signal<readonly PanelNotice[]>([]),
    helpOpen: signal(false),
    choosingRoute: signal(false),
    busy: signal(false),
    focus: signal<string | null>(null),
    picked: signal<PageSelection | null>(null),
    attempt,
    byHandCopy: () => ports.scratch('by-hand'),
    ...createBoxes(ports),
  }
}

/** One live query for each key: a query can't follow a signal, because it runs in another turn. */
function keyed<K, T>(
  key: ReadonlySignal<K | null>,
  query: (key: K) => Promise<T>,
  ports: Pick<PanelPorts, 'wait'>,
): ReadonlySignal<Live<T>> {
  const current = computed(() => {
    const value = key.value
    return value === null ? null : live(() => query(value), ports.wait)
  })
  return computed(() => current.value?.value ?? LOADING)
}

function followTab(ports: PanelPorts, attempt: Signal<number>, until: AbortSignal) {
  const tab = signal<PanelTab | null | undefined>(undefined)
  const access = signal<Access>({ kind: 'asking' })
  ports.watchTab((seen) => {
    tab.value = seen
  }, until)
  ports.watchPermissions(() => {
    attempt.value++
  }, until)
  const stop = effect(() => {
    void attempt.value
    const beside = tab.value
    if (beside === undefined) return
    const turn = new AbortController()
    access.value = { kind: 'asking' }
    findAccess(
      beside,
      ports,
      (found) => {
        access.value = found
      },
      turn.signal,
    ).catch((error: unknown) => {
      if (turn.signal.aborted || beside?.url == null) return
      // Even the question about the permission failed: say so instead of asking for ever.
      access.value = {
        kind: 'open',
        always: false,
        site: { id: 'generic', name: URL.parse(beside.url)?.hostname ?? beside.url, origins: [] },
        reader: { problem: { code: 'unexpected', detail: String(error).slice(0, 200) } },
      }
    })
    return () => turn.abort()
  })
  until.addEventListener('abort', stop, { once: true })
  return { tab, access }
}

function createClock(ports: PanelPorts): ReadonlySignal<number> {
  let watching = new AbortController()
  const clock = signal(ports.now(), {
    watched: () => {
      watching = new AbortController()
      clock.value = ports.now()
      ports.watchClock(() => {
        clock.value = ports.now()
      }, watching.signal)
    },
    unwatched: () => watching.abort(),
  })
  return clock
}
