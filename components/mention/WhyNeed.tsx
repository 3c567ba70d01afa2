import {
  type ExplainedNeed,
  explainNeed,
  type ScorePart,
  tenthsOf,
} from '../../lib/listening/explain-need.ts'
import type { FoundNeed, Mention } from '../../lib/model/mention.ts'
import { formatSigned, t } from '../shared/i18n.ts'
import { signWords } from './sign-words.ts'

interface WhyNeedProps {
  readonly need: FoundNeed
  readonly mention: Pick<Mention, 'post' | 'judged'>
}

/** What a label means, what speaks for it and against it in this post, and how often such a label is right. */
export function WhyNeed({ need, mention }: WhyNeedProps) {
  const explained = explainNeed(need, mention.post.text)
  const sign = signWords(need)
  return (
    <div class="why-parts stack small">
      {sign !== null && <p class="sign">{sign}</p>}
      <p>{t(`panel.why.means.${need.label}`)}</p>
      {explained === null ? need.span !== null && <p>{t('panel.why.one-sign')}</p> : <Score of={explained} />}
      {mention.judged === 'full' && <p>{chance(need.p)}</p>}
      {!need.sure && <p>{t('panel.why.unsure')}</p>}
    </div>
  )
}

function Score({ of }: { readonly of: ExplainedNeed }) {
  const most = Math.max(...of.parts.map(({ weight }) => Math.abs(weight)), Math.abs(of.rest))
  return (
    <ul class="score">
      {of.parts.map((part) => (
        <Part key={part.words} text={wordsOf(part)} weight={part.weight} most={most} />
      ))}
      {of.rest !== 0 && <Part text={t(`panel.why.rest.${side(of.rest)}`)} weight={of.rest} most={most} />}
      <li class="sum">
        <span>{t('panel.why.sum')}</span>
        <span class="weight" dir="ltr">
          {formatSigned(of.sum)}
        </span>
      </li>
    </ul>
  )
}

interface PartProps {
  readonly text: string
  readonly weight: number
  /** The heaviest weight of the list: its bar fills the line. */
  readonly most: number
}

/** The sentence says it all; the bar repeats it. */
function Part({ text, weight, most }: PartProps) {
  return (
    <li>
      <span dir="auto">{text}</span>
      <span class="weight" dir="ltr">
        {formatSigned(weight)}
      </span>
      <span
        class={`bar ${side(weight)}`}
        style={{ inlineSize: `${Math.max(2, (Math.abs(weight) / most) * 100)}%` }}
        aria-hidden="true"
      />
    </li>
  )
}

function wordsOf({ words, count, weight, strength }: ScorePart): string {
  return words === null
    ? t(`panel.why.others.${side(weight)}`, { count })
    : t(`panel.why.${side(weight)}.${strength}`, { words, count })
}

function side(weight: number): 'for' | 'against' {
  return weight < 0 ? 'against' : 'for'
}

function chance(p: number): string {
  const tenths = tenthsOf(p)
  return tenths === 10 ? t('panel.why.chance-most') : t('panel.why.chance', { tenths })
}
