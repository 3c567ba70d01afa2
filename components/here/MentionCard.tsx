import type { MentionCardView } from '../../lib/panel/screens.ts'
import { authorName, postTime } from '../mention/post-words.ts'
import { ContactChip, PromiseChip } from '../people/ContactChips.tsx'
import { Chip, NeedChip } from '../shared/Chip.tsx'
import { formatRelative, t } from '../shared/i18n.ts'
import { excerptAround, Marked } from '../shared/Marked.tsx'

interface MentionCardProps {
  readonly card: MentionCardView
  readonly now: number
  readonly today: string
  readonly onOpen: () => void
}

/** Most characters of a post that a card shows. */
const EXCERPT = 240

/** One mention in the list: who, when, what they said, what they seem to need and why we think so, and whether we met. */
export function MentionCard({ card, now, today, onOpen }: MentionCardProps) {
  const { mention, handled } = card
  const spans = mention.matches.flatMap(({ evidence }) => evidence)
  const excerpt = excerptAround(mention.post.text, spans, EXCERPT)
  return (
    <li>
      <article class={handled ? 'card mention handled' : 'card mention'}>
        <h3 class="who">
          <button type="button" class="cover" data-row data-focus={mention.key} onClick={onOpen}>
            <bdi>{authorName(mention.post.author)}</bdi>
          </button>
          <span class="when">{postTime(mention.post, now)}</span>
        </h3>
        <p class="said" dir="auto">
          <Marked text={excerpt.text} spans={excerpt.spans} />
        </p>
        <div class="chips">
          {handled && (
            <Chip tone="good">
              {t('panel.card.handled', {
                outcome: t(`shared.outcome.${handled.outcome}`),
                who: handled.by.me ? t('panel.you') : handled.by.name,
                when: formatRelative(handled.at, now),
              })}
            </Chip>
          )}
          {mention.needs.map((need) => (
            <NeedChip key={need.label} need={need.label} why={need.why} />
          ))}
          <ContactChip contact={card.contact} now={now} />
          <PromiseChip promise={card.contact?.promise ?? null} now={now} today={today} />
        </div>
        <Reason card={card} />
      </article>
    </li>
  )
}

/** Why this is here: the matched words, the words that show the need, and the topic. */
function Reason({ card }: { readonly card: MentionCardView }) {
  const { mention, topics } = card
  const words = mention.matches.flatMap(({ evidence }) => evidence.map(({ text, part }) => text || part))
  const needs = mention.needs.flatMap(({ span }) =>
    span === null ? [] : [mention.post.text.slice(span.start, span.end)],
  )
  const quoted = [...new Set([...needs, ...words])].slice(0, 4).map((text) => t('panel.quoted', { text }))
  const names = topics.map(({ name }) => name).join(', ')
  return (
    <p class="small reason" dir="auto">
      {names === ''
        ? t('panel.card.reason-words', { words: quoted.join(' · ') })
        : t('panel.card.reason', { words: quoted.join(' · '), topic: names })}
    </p>
  )
}
