import { useEffect, useRef } from 'preact/hooks'
import type { TopicMatch } from '../../lib/model/mention.ts'
import type { Topic } from '../../lib/model/playbook.ts'
import type { Judging, Verdict } from '../../lib/panel/judge-mention.ts'
import type { MentionView } from '../../lib/panel/screens.ts'
import { DOT } from '../shared/dot.ts'
import { t } from '../shared/i18n.ts'
import { focusIfLost } from '../shared/Screen.tsx'
import { Signs } from './MatchSigns.tsx'
import { matchedWords } from './matched-words.ts'
import { Proposal, type ProposalDoors } from './Proposal.tsx'

export interface VerdictDoors extends ProposalDoors {
  readonly onSay: (topic: Topic, verdict: Verdict) => void
  readonly onUnsay: (topics: readonly string[]) => void
}

interface VerdictsProps extends VerdictDoors {
  readonly view: MentionView
  readonly judging: Judging | null
}

/** The topics that the post is about, a line each with the words that say so. On demand a person says whether it is. */
export function Verdicts(props: VerdictsProps) {
  const { view, judging } = props
  const { topics, mention } = view
  const judged = judging?.topic.id ?? null
  const last = useRef(judged)
  useEffect(() => {
    // The proposal went away with the focus in it.
    if (judged === null && last.current !== null) focusIfLost(focusName(last.current))
    last.current = judged
  }, [judged])
  if (topics.length === 0) return null
  const words = wordsFor(topics)
  return (
    <ul class="topics" aria-label={t('panel.post.topics')}>
      {topics.map((topic) => (
        <li key={topic.id}>
          {judging?.topic.id === topic.id ? (
            <Proposal {...props} judging={judging} alone={topics.length === 1} />
          ) : (
            <TopicLine
              topic={topic}
              match={mention.matches.find((match) => match.topic === topic.id)}
              text={mention.post.text}
              said={view.said[topic.id] ?? null}
              words={words(topic)}
              busy={props.busy}
              onSay={(verdict) => props.onSay(topic, verdict)}
              onUnsay={() => props.onUnsay([topic.id])}
            />
          )}
        </li>
      ))}
    </ul>
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
          saidUs: t('panel.verdict.said.topic'),
          saidNotUs: t('panel.verdict.said.not-topic'),
        }
}

const focusName = (topicId: string) => `topic ${topicId}`

/** Most matched words that a line quotes; the post above marks them all. */
const QUOTED = 2

interface TopicLineProps {
  readonly topic: Topic
  readonly match: TopicMatch | undefined
  /** The post's own text. */
  readonly text: string
  readonly said: Verdict | null
  readonly words: VerdictWords
  readonly busy: boolean
  readonly onSay: (verdict: Verdict) => void
  readonly onUnsay: () => void
}

function TopicLine({ topic, match, text, said, words, busy, onSay, onUnsay }: TopicLineProps) {
  const before = useRef(said)
  useEffect(() => {
    // The button that was pressed gave way to another one.
    if (before.current !== said) focusIfLost(focusName(topic.id))
    before.current = said
  }, [said, topic.id])
  const quoted = match === undefined ? [] : matchedWords({ matches: [match] }, QUOTED)
  return (
    <details class="why" name="topics">
      <summary data-focus={focusName(topic.id)}>
        <span class={said === null ? 'asked' : undefined}>
          <span dir="auto">
            <b>{topic.name}</b> {quoted.map((text) => t('panel.quoted', { text })).join(' ')}
          </span>
          {said === null ? (
            <>
              {' '}
              <span class="ask">{t('panel.match.ask')}</span>
            </>
          ) : (
            <span>
              {DOT}
              {said === 'us' ? words.saidUs : words.saidNotUs}
            </span>
          )}
        </span>
      </summary>
      <div class="why-parts stack small">
        {match !== undefined && match.parts.length > 0 && <Signs match={match} text={text} topic={topic} />}
        <div class="cluster">
          {said === null ? (
            <>
              <button type="button" class="button" disabled={busy} onClick={() => onSay('not-us')}>
                <span dir="auto">{words.notUs}</span>
              </button>
              <button type="button" class="button" disabled={busy} onClick={() => onSay('us')}>
                <span dir="auto">{words.us}</span>
              </button>
            </>
          ) : (
            <button type="button" class="button" disabled={busy} onClick={onUnsay}>
              {t('panel.verdict.unsay')}
            </button>
          )}
        </div>
      </div>
    </details>
  )
}
