import { byUrgency } from '../../lib/listening/urgency.ts'
import type { ClaimView, MentionCardView } from '../../lib/panel/screens.ts'
import { matchedWords } from '../mention/matched-words.ts'
import { JudgedLine, NeedLine } from '../mention/NeedLine.tsx'
import { authorName, postTime } from '../mention/post-words.ts'
import { ContactChip, PromiseLine } from '../people/ContactChips.tsx'
import { Chip } from '../shared/Chip.tsx'
import { DOT } from '../shared/dot.ts'
import { formatRelative, formatTime, t } from '../shared/i18n.ts'
import { excerptAround, Marked } from '../shared/Marked.tsx'

interface MentionCardProps {
  readonly card: MentionCardView
  /** False where a card above of the same person says it already. */
  readonly withPromise: boolean
  /** Who of us is on its thread. */
  readonly claim: ClaimView | null
  readonly now: number
  readonly today: string
  readonly onOpen: () => void
}

/** Most characters of a post that a card shows. */
const EXCERPT = 240

/** Most matched words quoted, and most characters of the words that show a need: the rest stands on the mention's own screen. */
const QUOTED = 3
const SHOWN = 70

/** One mention in the list: who, when, what they said, what they seem to need and why we think so, and whether we met. */
export function MentionCard({ card, withPromise, claim, now, today, onOpen }: MentionCardProps) {
  const { mention, handled, noticed } = card
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
        <Labels card={card} />
        <div class="chips">
          <ClaimChip claim={claim} now={now} />
          {noticed !== null && <Chip tone="good">{t('panel.card.noticed')}</Chip>}
          {handled && (
            <Chip tone="good">
              {t('panel.card.handled', {
                outcome: t(`shared.outcome.${handled.outcome}`),
                who: handled.by.me ? t('panel.you') : handled.by.name,
                when: formatRelative(handled.at, now),
              })}
            </Chip>
          )}
          <ContactChip contact={card.contact} now={now} />
        </div>
        {withPromise && <PromiseLine promise={card.contact?.promise ?? null} now={now} today={today} />}
        <Reason card={card} />
      </article>
    </li>
  )
}

/** What they seem to need, each with the words that show it. The first one decides the place in the order by urgency. */
function Labels({ card }: { readonly card: MentionCardView }) {
  const { mention, topics } = card
  return (
    <>
      {mention.needs.length > 0 && (
        <ul class="small needs">
          {byUrgency(mention.needs).map((need) => (
            <li key={need.label}>
              <NeedLine need={need} mention={mention} topics={topics} length={SHOWN} />
            </li>
          ))}
        </ul>
      )}
      <JudgedLine judged={mention.judged} />
    </>
  )
}

function ClaimChip({ claim, now }: { readonly claim: ClaimView | null; readonly now: number }) {
  if (claim === null) return null
  const time = formatTime(claim.claim.until, now)
  return claim.by.me ? (
    <Chip tone="good">{t('panel.claim.card.mine', { time })}</Chip>
  ) : (
    <Chip tone="warm">{t('panel.claim.card', { name: claim.by.name, time })}</Chip>
  )
}

/** Why this is here: the matched words, and the topic. */
function Reason({ card }: { readonly card: MentionCardView }) {
  const words = matchedWords(card.mention, QUOTED).map((text) => t('panel.quoted', { text }))
  const [first, ...others] = card.topics
  const topics =
    first === undefined ? [] : [t('panel.card.topics', { topic: first.name, more: others.length })]
  return (
    <p class="small reason" dir="auto">
      {[...words, ...topics].join(DOT)}
    </p>
  )
}
