import type { RuleChange } from '../matching/propose-rule.ts'
import type { Topic } from '../model/playbook.ts'
import { fail, ok, type Result } from '../model/problem.ts'
import type { MentionView, SaidOfTopics } from '../store/views.ts'
import type { Attempted } from './log-outcome.ts'
import type { PanelState } from './panel-state.ts'
import type { PanelPorts } from './ports.ts'

export type Verdict = SaidOfTopics[string]

/** What a person is saying of the open mention and one of its topics, and how far that is. */
export interface Judging {
  readonly mentionKey: string
  readonly topic: Topic
  readonly verdict: Verdict
  readonly step:
    | { readonly kind: 'weighing' }
    /** One of `changes` is shown. */
    | { readonly kind: 'offered'; readonly changes: readonly RuleChange[]; readonly shown: number }
    /** No change would do. */
    | { readonly kind: 'none' }
    /** What was seen could not be read. */
    | { readonly kind: 'failed' }
}

/** What was before a verdict or a change of a rule, so that both can be taken back. */
export interface TakeBack {
  readonly verdicts: readonly {
    readonly mentionKey: string
    readonly topic: string
    readonly verdict: Verdict | null
  }[]
  /** The topic as it is kept now, and as it was. */
  readonly rule: { readonly from: Topic; readonly to: Topic } | null
}

export interface JudgeActions {
  /** Looks for a change of the rule that would leave the mention out. Nothing is kept yet. */
  sayNotUs(view: MentionView, topic: Topic): Promise<void>
  /** Keeps that the mention is about the topic and, where that weighs signs, looks for a word that speaks for it. */
  sayUs(view: MentionView, topic: Topic): Promise<void>
  /** Shows the next best change. */
  proposeAnother(): void
  /** Puts the shown change in force, with the verdict. */
  changeRule(view: MentionView): Promise<void>
  /** Keeps that the mention is not about the topic, and changes no rule. */
  hideOnly(view: MentionView): Promise<void>
  /** Takes back what was said of a mention and these topics, by id. */
  unsay(mentionKey: string, said: SaidOfTopics, topics: readonly string[]): Promise<void>
  cancelVerdict(): void
  copyProposal(text: string): Promise<void>
  takeBackVerdict(before: TakeBack): Promise<void>
}

/** Verdicts on mentions. `leave` goes back to where the mention was opened. */
export function createJudgeActions(
  state: PanelState,
  ports: PanelPorts,
  attempted: Attempted,
  leave: () => void,
): JudgeActions {
  const keep: Keep = (mentionKey, topic, verdict) =>
    attempted('verdict', () => ports.store.setVerdict({ mentionKey, topic }, verdict))
  const readAgain = () => void ports.send('workspace.changed', null)
  return {
    ...createSaying(state, ports, keep),
    ...createDeciding(state, ports, { attempted, keep, leave, readAgain }),
    cancelVerdict() {
      state.judging.value = null
    },
    async takeBackVerdict({ verdicts, rule }) {
      if (rule !== null) {
        const restored = await attempted('rule', () => ports.store.changeTopic(rule.from, rule.to))
        if (!restored.ok) return
      }
      for (const { mentionKey, topic, verdict } of verdicts)
        if (!(await keep(mentionKey, topic, verdict)).ok) return
      state.judging.value = null
      state.toast.value = { kind: 'verdict-undone' }
      if (rule !== null) readAgain()
    },
  }
}

type Keep = (mentionKey: string, topic: string, verdict: Verdict | null) => Promise<Result<unknown>>

function createSaying(
  state: PanelState,
  ports: PanelPorts,
  keep: Keep,
): Pick<JudgeActions, 'sayNotUs' | 'sayUs' | 'unsay'> {
  const weigh = createWeighing(state, ports)
  return {
    sayNotUs: (view, topic) => weigh(view, topic, 'not-us'),
    async sayUs(view, topic) {
      const before = beforeOf(view, topic)
      if (!(await keep(view.mention.key, topic.id, 'us')).ok) return
      state.toast.value = { kind: 'said-us', before }
      if (topic.disambiguation !== undefined) await weigh(view, topic, 'us')
    },
    async unsay(mentionKey, said, topics) {
      for (const topic of topics) if (!(await keep(mentionKey, topic, null)).ok) return
      const verdicts = topics.map((topic) => ({ mentionKey, topic, verdict: said[topic] ?? null }))
      state.judging.value = null
      state.toast.value = { kind: 'unsaid', before: { verdicts, rule: null } }
    },
  }
}

interface Deciding {
  readonly attempted: Attempted
  readonly keep: Keep
  leave(): void
  readAgain(): void
}

function createDeciding(
  state: PanelState,
  ports: PanelPorts,
  { attempted, keep, leave, readAgain }: Deciding,
): Pick<JudgeActions, 'proposeAnother' | 'changeRule' | 'hideOnly' | 'copyProposal'> {
  /** What was just judged leaves the list: then there is nothing more to do on its screen. */
  const leaveIfGone = ({ mention, said }: MentionView, topic: Topic) => {
    const others = mention.matches.filter((match) => match.topic !== topic.id)
    if (others.every((match) => said[match.topic] === 'not-us')) leave()
  }
  return {
    proposeAnother() {
      const judging = state.judging.value
      if (judging?.step.kind !== 'offered') return
      const { step } = judging
      state.judging.value = { ...judging, step: { ...step, shown: (step.shown + 1) % step.changes.length } }
    },
    async changeRule(view) {
      const judging = state.judging.value
      const change = judging?.step.kind === 'offered' ? judging.step.changes[judging.step.shown] : undefined
      if (judging === null || change === undefined || state.busy.value) return
      const { topic, verdict } = judging
      state.busy.value = true
      const changed = await attempted('rule', () => ports.store.changeTopic(topic, change.topic))
      state.busy.value = false
      if (!changed.ok) return
      const before = { ...beforeOf(view, topic), rule: { from: changed.value, to: topic } }
      const kept = await keep(view.mention.key, topic.id, verdict)
      state.judging.value = null
      if (verdict === 'not-us' && kept.ok) leaveIfGone(view, topic)
      state.toast.value = { kind: 'rule-changed', before }
      readAgain()
    },
    async hideOnly(view) {
      const topic = state.judging.value?.topic
      if (topic === undefined || state.busy.value) return
      const before = beforeOf(view, topic)
      if (!(await keep(view.mention.key, topic.id, 'not-us')).ok) return
      state.judging.value = null
      leaveIfGone(view, topic)
      state.toast.value = { kind: 'set-aside', before }
    },
    async copyProposal(text) {
      const copied = await attempted('copy-proposal', async () =>
        (await ports.copy(text)) ? ok(null) : fail('not-permitted'),
      )
      if (copied.ok) state.toast.value = { kind: 'proposal-copied' }
    },
  }
}

function beforeOf({ mention, said }: MentionView, topic: Topic): TakeBack {
  return {
    verdicts: [{ mentionKey: mention.key, topic: topic.id, verdict: said[topic.id] ?? null }],
    rule: null,
  }
}

/** Looking for a change takes a moment: another look, or leaving the screen, ends the one before. */
function createWeighing(state: PanelState, ports: PanelPorts) {
  return async (view: MentionView, topic: Topic, verdict: Verdict): Promise<void> => {
    const begun: Judging = { mentionKey: view.mention.key, topic, verdict, step: { kind: 'weighing' } }
    state.judging.value = begun
    const isOver = () => state.judging.value !== begun
    const put = (step: Judging['step']) => {
      if (!isOver()) state.judging.value = { ...begun, step }
    }
    try {
      const seen = await ports.store.readSeenMentions(topic.id)
      const changes = await ports.weighRule({ topic, mention: view.mention, verdict, seen }, isOver)
      put(changes.length === 0 ? { kind: 'none' } : { kind: 'offered', changes, shown: 0 })
    } catch {
      put({ kind: 'failed' })
    }
  }
}
