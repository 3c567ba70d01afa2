import { useEffect, useRef } from 'preact/hooks'
import type { RuleChange } from '../../lib/matching/propose-rule.ts'
import type { Playbook, Topic } from '../../lib/model/playbook.ts'
import type { Judging } from '../../lib/panel/judge-mention.ts'
import type { MentionView } from '../../lib/panel/screens.ts'
import { t } from '../shared/i18n.ts'
import { changedPart, changeInWords, countsInWords, proposalText } from './rule-words.ts'

export interface ProposalDoors {
  /** A team's playbook comes from its server, and is not changed here. */
  readonly team: boolean
  readonly busy: boolean
  readonly onChangeRule: () => void
  readonly onAnother: () => void
  readonly onHide: () => void
  readonly onCancel: () => void
  readonly onCopyProposal: (text: string) => void
}

interface ProposalProps extends ProposalDoors {
  readonly view: MentionView
  readonly judging: Judging
  /** The post matches no other topic. */
  readonly alone: boolean
}

/** One change of a topic's rule with what it would have done, or why there is none: nothing is learned in silence. */
export function Proposal(props: ProposalProps) {
  const { judging, team, busy } = props
  const { topic, step, verdict } = judging
  const heading = useRef<HTMLHeadingElement>(null)
  // The button that was pressed is gone: what it asked for takes its place.
  useEffect(() => heading.current?.focus(), [])
  const change = step.kind === 'offered' ? step.changes[step.shown] : undefined
  return (
    <section class="stack proposal" aria-labelledby="proposal-title">
      <h2 id="proposal-title" ref={heading} tabIndex={-1} dir="auto">
        {t('panel.rule.title', { topic: topic.name })}
      </h2>
      <div role="status" class="stack">
        {change === undefined ? (
          <p class="small">{withoutChange(judging)}</p>
        ) : (
          <>
            <p dir="auto">{changeInWords(change)}</p>
            <p class="small">{countsInWords(change)}</p>
          </>
        )}
      </div>
      {change !== undefined && <Rule change={change} />}
      {change !== undefined && team && <p class="small">{keeperOf(topic, props.view.playbook)}</p>}
      <div class="cluster">
        {change !== undefined && (
          <ChangeButtons
            {...props}
            change={change}
            more={step.kind === 'offered' && step.changes.length > 1}
          />
        )}
        {verdict === 'not-us' && step.kind !== 'weighing' && (
          <button type="button" class="button" disabled={busy} onClick={props.onHide}>
            <span dir="auto">
              {props.alone ? t('panel.rule.hide') : t('panel.rule.hide.topic', { topic: topic.name })}
            </span>
          </button>
        )}
        <button type="button" class="button plain" onClick={props.onCancel}>
          {t('panel.rule.cancel')}
        </button>
      </div>
    </section>
  )
}

function withoutChange({ step, verdict }: Judging): string {
  if (step.kind === 'weighing') return t('panel.rule.weighing')
  if (step.kind === 'failed') return t('panel.rule.failed')
  return verdict === 'us' ? t('panel.rule.none.us') : t('panel.rule.none')
}

/** The part of the rule that changes, as it would read. */
function Rule({ change }: { readonly change: RuleChange }) {
  const { label, text } = changedPart(change.topic, change)
  return (
    <details class="why">
      <summary>
        <span class="ask">{t('panel.rule.changed')}</span>
      </summary>
      <p class="small">{label}</p>
      <code class="rule-text" dir="ltr">
        {text}
      </code>
    </details>
  )
}

interface ChangeButtonsProps extends ProposalProps {
  readonly change: RuleChange
  readonly more: boolean
}

function ChangeButtons({ change, more, team, busy, judging, ...doors }: ChangeButtonsProps) {
  return (
    <>
      {team ? (
        <button
          type="button"
          class="button primary"
          onClick={() => doors.onCopyProposal(proposalText(judging.topic, change))}
        >
          {t('panel.rule.copy')}
        </button>
      ) : (
        <button type="button" class="button primary" disabled={busy} onClick={doors.onChangeRule}>
          {t('panel.rule.change')}
        </button>
      )}
      {more && (
        <button type="button" class="button" disabled={busy} onClick={doors.onAnother}>
          {t('panel.rule.another')}
        </button>
      )}
    </>
  )
}

/** Who may change the rule: the owner of a card for this topic, where one is named. */
function keeperOf(topic: Topic, playbook: Playbook | null): string {
  const owner = playbook?.cards.find(
    (card) => card.owner !== undefined && card.topics.includes(topic.id),
  )?.owner
  return owner === undefined ? t('panel.rule.kept-elsewhere') : t('panel.rule.kept-by', { owner })
}
