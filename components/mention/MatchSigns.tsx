import type { TopicMatch } from '../../lib/model/mention.ts'
import type { Topic } from '../../lib/model/playbook.ts'
import { formatSigned, t } from '../shared/i18n.ts'

interface SignsProps {
  readonly match: TopicMatch
  /** The post's own text. */
  readonly text: string
  readonly topic: Topic
}

/** For a name that is also an ordinary word: which signs say that it is meant here, and what they add up to. */
export function Signs({ match, text, topic }: SignsProps) {
  const sum = match.parts.reduce((total, { weight }) => total + weight, 0)
  const needed = topic.disambiguation?.threshold
  return (
    <>
      <ul class="score">
        {match.parts.map(({ name, weight, span }, at) => (
          <li key={at}>
            <span dir="auto">{signWords(t(`panel.match.sign.${name}`), span, text)}</span>
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
    </>
  )
}

function signWords(sign: string, span: TopicMatch['parts'][number]['span'], text: string): string {
  const words = span === undefined ? '' : text.slice(span.start, span.end)
  return words === '' ? sign : t('panel.match.sign.shown', { sign, words })
}
