import type { TopicMatch } from '../../lib/model/mention.ts'
import type { Topic } from '../../lib/model/playbook.ts'
import type { MentionView } from '../../lib/panel/screens.ts'
import { DOT } from '../shared/dot.ts'
import { formatSigned, t } from '../shared/i18n.ts'

/** The topics that the post is about and, where signs were weighed for one, what they add up to. */
export function Matches({ view }: { readonly view: MentionView }) {
  const { topics, mention } = view
  if (topics.length === 0) return null
  const weighed = mention.matches.flatMap((match) => {
    const topic = topics.find(({ id }) => id === match.topic)
    return topic === undefined || match.parts.length === 0 ? [] : [{ match, topic }]
  })
  return (
    <div class="matches">
      <p class="small" dir="auto">
        {t('panel.post.topics', {
          count: topics.length,
          topics: topics.map(({ name }) => name).join(DOT),
        })}
      </p>
      {weighed.map(({ match, topic }) => (
        <details key={topic.id} class="why">
          <summary>
            <span class="ask" dir="auto">
              {t('panel.match.ask', { topic: topic.name })}
            </span>
          </summary>
          <Signs match={match} topic={topic} />
        </details>
      ))}
    </div>
  )
}

/** For a name that is also an ordinary word: which signs say that it is meant here. */
function Signs({ match, topic }: { readonly match: TopicMatch; readonly topic: Topic }) {
  const sum = match.parts.reduce((total, { weight }) => total + weight, 0)
  const needed = topic.disambiguation?.threshold
  return (
    <div class="why-parts stack small">
      <ul class="score">
        {match.parts.map(({ name, weight }, at) => (
          <li key={at}>
            <span>{t(`panel.match.sign.${name}`)}</span>
            <span class="weight" dir="ltr">
              {formatSigned(weight)}
            </span>
          </li>
        ))}
        <li class="sum">
          <span>{t('panel.why.sum')}</span>
          <span class="weight" dir="ltr">
            {formatSigned(sum)}
          </span>
        </li>
      </ul>
      {needed !== undefined && <p>{t('panel.match.needed', { needed: formatSigned(needed) })}</p>}
    </div>
  )
}
