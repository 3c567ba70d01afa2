import { decidingNeed, URGENCY } from '../../lib/listening/urgency.ts'
import type { MentionCardView } from '../../lib/panel/screens.ts'
import { t } from '../shared/i18n.ts'

/** The rule behind "most pressing first", with how many of the cards stand at each of its places. */
export function OrderRule({ cards }: { readonly cards: readonly MentionCardView[] }) {
  const open = cards.filter(({ handled }) => handled === null)
  const places = [
    ...URGENCY.map((need) => ({
      name: need === 'other' ? t('panel.filter.none') : t(`shared.need.${need}`),
      count: open.filter(({ mention }) => (decidingNeed(mention.needs)?.label ?? 'other') === need).length,
    })),
    { name: t('panel.order.handled'), count: cards.length - open.length },
  ]
  return (
    <details class="why order-rule">
      <summary>
        <span class="ask">{t('panel.order.how')}</span>
      </summary>
      <div class="why-parts stack small">
        <p>{t('panel.order.rule')}</p>
        <ol>
          {places.map(({ name, count }) => (
            <li key={name} class={count > 0 ? 'taken' : undefined}>
              {count > 0 ? t('panel.order.place', { name, count }) : name}
            </li>
          ))}
        </ol>
        <p>{t('panel.order.unsure')}</p>
        <p>{t('panel.order.equals')}</p>
      </div>
    </details>
  )
}
