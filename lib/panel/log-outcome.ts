import type { Outcome } from '../model/interaction.ts'
import { ok, type Result } from '../model/problem.ts'
import type { InteractionDraft, MentionView } from '../store/views.ts'
import type { Logged, PanelState } from './panel-state.ts'
import { pokeSync } from './poke-sync.ts'
import type { MetByHand, PanelNotice, PanelPorts } from './ports.ts'

/** Does some work; what goes wrong becomes a notice, also a throw, and the next success takes it away. */
export type Attempted = <T>(
  during: PanelNotice['during'],
  work: () => Promise<Result<T>>,
) => Promise<Result<T>>

/** What can be done with outcomes; `PanelActions` says what each does. */
export interface OutcomeActions {
  choose(view: MentionView, outcome: Outcome): Promise<void>
  routeTo(view: MentionView, routedTo: string): Promise<void>
  logNoticed(view: MentionView): Promise<void>
  notMine(view: MentionView): Promise<void>
  decideLater(): void
  undo(): Promise<void>
  takeBack(interactionId: string): Promise<void>
  logByHand(met: MetByHand, draft: InteractionDraft): Promise<boolean>
}

/** Logs outcomes, changes the one just logged, and takes them back. */
export function createOutcomeActions(
  state: PanelState,
  ports: PanelPorts,
  attempted: Attempted,
): OutcomeActions {
  const { log, change, logNoticed } = createWriting(state, ports, attempted)
  const logMention = inTurn(state, async (view, draft) => {
    const logged = state.logged.value
    const isAgain = logged?.mentionKey === view.mention.key && (await change(logged, draft))
    if (!isAgain) await log(view.mention.key, draft, () => ports.store.logInteraction(view.mention, draft))
  })
  const takeBack = async (interactionId: string) => {
    const taken = await attempted('undo', () => ports.store.retractInteraction(interactionId))
    if (!taken.ok) return
    if (state.logged.value?.interactionId === interactionId) state.logged.value = null
    state.toast.value = { kind: 'taken-back' }
    await pokeSync(ports)
  }
  return {
    async choose(view, outcome) {
      if (outcome === 'routed' && (view.playbook?.routes.length ?? 0) > 0) state.choosingRoute.value = true
      else await logMention(view, { outcome })
    },
    routeTo: (view, routedTo) => logMention(view, { outcome: 'routed', routedTo }),
    takeBack,
    logNoticed,
    async notMine({ mention }) {
      await attempted('log', () => ports.store.declineReply(mention.key))
    },
    decideLater() {
      state.later.value = true
    },
    async undo() {
      const toast = state.toast.value
      if (toast !== null && 'undo' in toast) await takeBack(toast.undo)
    },
    logByHand: (met, draft) => log(null, draft, () => ports.store.logByHand(met, draft)),
  }
}

function createWriting(state: PanelState, ports: PanelPorts, attempted: Attempted) {
  const alone = async <T>(during: PanelNotice['during'], work: () => Promise<Result<T>>) => {
    state.busy.value = true
    state.choosingRoute.value = false
    const result = await attempted(during, work)
    state.busy.value = false
    return result
  }
  return {
    async log(
      mentionKey: string | null,
      draft: InteractionDraft,
      work: () => Promise<Result<{ interactionId: string }>>,
    ): Promise<boolean> {
      if (state.busy.value) return false
      const result = await alone('log', work)
      if (!result.ok) return false
      const { interactionId } = result.value
      state.logged.value = { ...freshLogged(draft), mentionKey, interactionId }
      state.toast.value = { kind: 'logged', outcome: draft.outcome, undo: interactionId }
      // Not waited for: the next press must not hang on the background.
      void pokeSync(ports)
      return true
    },
    async logNoticed({ mention }: MentionView): Promise<void> {
      if (state.busy.value) return
      const result = await alone('log', () => ports.store.logNoticedReply(mention))
      if (!result.ok) return
      const { interactionId, outcome, changed } = result.value
      const now = state.logged.value
      state.logged.value =
        now?.interactionId === interactionId
          ? { ...now, outcome }
          : { ...freshLogged({ outcome }), mentionKey: mention.key, interactionId }
      state.toast.value = { kind: changed ? 'changed' : 'logged', outcome, undo: interactionId }
      void pokeSync(ports)
    },
    /** False when the entry is gone: another window took it back, and the press is a new meeting. */
    async change(logged: Logged, { outcome, routedTo = null }: InteractionDraft): Promise<boolean> {
      const { interactionId } = logged
      if (logged.outcome === outcome && logged.routedTo === routedTo) {
        state.choosingRoute.value = false
        return true
      }
      let gone = false
      const changed = await alone<unknown>('change', async () => {
        const amended = await ports.store.amendInteraction(interactionId, { outcome, routedTo })
        gone = !amended.ok && amended.problem.code === 'not-found'
        return gone ? ok(null) : amended
      })
      if (gone) return false
      if (!changed.ok) return true
      const now = state.logged.value
      if (now?.interactionId === interactionId) state.logged.value = { ...now, outcome, routedTo }
      state.toast.value = { kind: 'changed', outcome, undo: interactionId }
      // Not waited for: the next press must not hang on the background.
      void pokeSync(ports)
      return true
    },
  }
}

/**
 * One press at a time. The same press again is one gesture, as when a key repeats; of other presses that
 * come while one is written, the last is the one that is meant.
 */
function inTurn(
  state: PanelState,
  write: (view: MentionView, draft: InteractionDraft) => Promise<void>,
): (view: MentionView, draft: InteractionDraft) => Promise<void> {
  let writing: InteractionDraft | null = null
  let next: { readonly view: MentionView; readonly draft: InteractionDraft } | null = null
  return async (view, draft) => {
    if (writing !== null) {
      state.choosingRoute.value = false
      next = isSame(writing, draft) ? null : { view, draft }
      return
    }
    next = { view, draft }
    try {
      while (next !== null) {
        const turn: { readonly view: MentionView; readonly draft: InteractionDraft } = next
        next = null
        writing = turn.draft
        await write(turn.view, turn.draft)
      }
    } finally {
      writing = null
    }
  }
}

function isSame(one: InteractionDraft, other: InteractionDraft): boolean {
  return one.outcome === other.outcome && one.routedTo === other.routedTo
}

function freshLogged(draft: InteractionDraft): Omit<Logged, 'mentionKey' | 'interactionId'> {
  return {
    outcome: draft.outcome,
    routedTo: draft.routedTo ?? null,
    learned: draft.learned ?? '',
    gave: draft.gave ?? '',
    promise: draft.promise?.text ?? '',
    due: draft.promise?.due ?? '',
    state: 'logged',
  }
}
