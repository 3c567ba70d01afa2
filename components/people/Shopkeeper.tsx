import type { ComponentChildren } from 'preact'
import type { PersonView } from '../../lib/panel/screens.ts'
import { formatDate, formatList, formatRelative, t } from '../shared/i18n.ts'
import { PromiseLine } from './ContactChips.tsx'

interface ShopkeeperProps {
  readonly view: PersonView
  readonly now: number
  readonly today: string
}

/** What a good shopkeeper would have in mind: five lines at most, and no line for what is not known. */
export function Shopkeeper({ view, now, today }: ShopkeeperProps) {
  const { summary, contact, timeline } = view
  const standing = timeline.filter(({ interaction }) => !interaction.retracted)
  const learned = standing.find(({ interaction }) => interaction.learned !== null)?.interaction.learned
  const gave = standing.find(({ interaction }) => interaction.gave !== null)?.interaction.gave
  const us = [...new Map(standing.map(({ by }) => [by.id, by.me ? t('panel.you') : by.name])).values()]
  return (
    <dl class="five">
      {summary.last !== null && (
        <Line label={t('panel.five.last')}>
          {t('panel.five.last-line', {
            who: summary.last.by.me ? t('panel.you') : summary.last.by.name,
            when: formatRelative(summary.last.at, now),
            outcome: t(`shared.outcome.${summary.last.outcome}`),
          })}
        </Line>
      )}
      {summary.promise !== null && (
        <Line label={t('panel.five.promise')}>
          <PromiseLine promise={summary.promise} now={now} today={today} />
        </Line>
      )}
      {learned != null && <Line label={t('panel.five.learned')}>{learned}</Line>}
      {gave != null && <Line label={t('panel.five.gave')}>{gave}</Line>}
      <Line label={t('panel.five.known')}>
        {us.length === 0
          ? t('panel.five.since', { day: formatDate(contact.firstAt, now) })
          : t('panel.five.since-by', { day: formatDate(contact.firstAt, now), names: formatList(us) })}
      </Line>
    </dl>
  )
}

function Line({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  )
}
