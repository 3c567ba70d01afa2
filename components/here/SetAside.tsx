import type { MentionCardView } from '../../lib/panel/screens.ts'
import { authorName, postTime } from '../mention/post-words.ts'
import { DOT } from '../shared/dot.ts'
import { t } from '../shared/i18n.ts'
import { excerptAround } from '../shared/Marked.tsx'

interface SetAsideProps {
  readonly cards: readonly MentionCardView[]
  readonly now: number
  readonly onBringBack: (card: MentionCardView) => void
}

/** Most characters of a post that a row shows. */
const EXCERPT = 140

/** Mentions that a person said are not about us: counted in a line, never simply gone. */
export function SetAside({ cards, now, onBringBack }: SetAsideProps) {
  if (cards.length === 0) return null
  return (
    <details class="why aside">
      <summary>
        {t('panel.aside.title', { count: cards.length })}
        <span class="until-open">
          {DOT}
          <span class="ask">{t('panel.aside.show')}</span>
        </span>
      </summary>
      <ul class="rows">
        {cards.map((card) => (
          <li key={card.mention.key} class="row">
            <div class="grow small">
              <p>
                <bdi>{authorName(card.mention.post.author)}</bdi>
                {DOT}
                {postTime(card.mention.post, now)}
              </p>
              <p dir="auto">{excerptOf(card)}</p>
            </div>
            <button
              type="button"
              class="button"
              aria-label={t('panel.aside.back.name', { name: authorName(card.mention.post.author) })}
              onClick={() => onBringBack(card)}
            >
              {t('panel.aside.back')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

function excerptOf({ mention }: MentionCardView): string {
  const spans = mention.matches.flatMap(({ evidence }) => evidence)
  return excerptAround(mention.post.text, spans, EXCERPT).text
}
