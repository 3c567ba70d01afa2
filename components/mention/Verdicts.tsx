import type { Topic } from '../../lib/model/playbook.ts'
import type { Judging, Verdict } from '../../lib/panel/judge-mention.ts'
import type { MentionView } from '../../lib/panel/screens.ts'
import { t } from '../shared/i18n.ts'
import { Proposal, type ProposalDoors } from './Proposal.tsx'

export interface VerdictDoors extends ProposalDoors {
  readonly onSay: (topic: Topic, verdict: Verdict) => void
  readonly onUnsay: (topics: readonly string[]) => void
}

interface VerdictsProps extends VerdictDoors {
  readonly view: MentionView
  readonly judging: Judging | null
}

/** Whether the post is about each of its topics: a person may say so, and what they said can be taken back. */
export function Verdicts(props: VerdictsProps) {
  const { view, judging } = props
  const topics = (view.playbook?.topics ?? []).filter(({ id }) =>
    view.mention.matches.some(({ topic }) => topic === id),
  )
  const words = wordsFor(topics)
  return (
    <>
      {topics.map((topic) =>
        judging?.topic.id === topic.id ? (
          <Proposal key={topic.id} {...props} judging={judging} alone={topics.length === 1} />
        ) : (
          <TopicVerdict
            key={topic.id}
            said={view.said[topic.id] ?? null}
            words={words(topic)}
            busy={props.busy}
            onSay={(verdict) => props.onSay(topic, verdict)}
            onUnsay={() => props.onUnsay([topic.id])}
          />
        ),
      )}
    </>
  )
}

interface VerdictWords {
  readonly us: string
  readonly notUs: string
  readonly saidUs: string
  readonly saidNotUs: string
}

/** "Us" is said of our own brand alone, and where there is one thing that it can mean. */
function wordsFor(topics: readonly Topic[]): (topic: Topic) => VerdictWords {
  return ({ kind, name }) =>
    kind === 'own' && topics.length === 1
      ? {
          us: t('panel.verdict.us'),
          notUs: t('panel.verdict.not-us'),
          saidUs: t('panel.verdict.said.us'),
          saidNotUs: t('panel.verdict.said.not-us'),
        }
      : {
          us: t('panel.verdict.topic', { topic: name }),
          notUs: t('panel.verdict.not-topic', { topic: name }),
          saidUs: t('panel.verdict.said.topic', { topic: name }),
          saidNotUs: t('panel.verdict.said.not-topic', { topic: name }),
        }
}

interface TopicVerdictProps {
  readonly said: Verdict | null
  readonly words: VerdictWords
  readonly busy: boolean
  readonly onSay: (verdict: Verdict) => void
  readonly onUnsay: () => void
}

function TopicVerdict({ said, words, busy, onSay, onUnsay }: TopicVerdictProps) {
  if (said !== null)
    return (
      <div class="row verdict">
        <p class="small" dir="auto">
          {said === 'us' ? words.saidUs : words.saidNotUs}
        </p>
        <button type="button" class="button plain" disabled={busy} onClick={onUnsay}>
          {t('panel.verdict.unsay')}
        </button>
      </div>
    )
  return (
    <div class="cluster verdict">
      <button type="button" class="button" disabled={busy} onClick={() => onSay('not-us')}>
        <span dir="auto">{words.notUs}</span>
      </button>
      <button type="button" class="button" disabled={busy} onClick={() => onSay('us')}>
        <span dir="auto">{words.us}</span>
      </button>
    </div>
  )
}
