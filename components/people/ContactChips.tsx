import { isOverdue } from '../../lib/panel/day.ts'
import type { ContactSummary } from '../../lib/panel/screens.ts'
import { Chip } from '../shared/Chip.tsx'
import { formatDay, formatRelative, t } from '../shared/i18n.ts'

/** Who of us met this person last, and when; "new to us" when nobody did. */
export function ContactChip({
  contact,
  now,
}: {
  readonly contact: ContactSummary | null
  readonly now: number
}) {
  if (contact === null || contact.last === null) return <Chip>{t('panel.contact.new')}</Chip>
  const { by, at } = contact.last
  const when = formatRelative(at, now)
  return (
    <Chip tone="accent">
      {by.me ? t('panel.contact.met-by-you', { when }) : t('panel.contact.met-by', { name: by.name, when })}
    </Chip>
  )
}

interface PromiseChipProps {
  readonly promise: ContactSummary['promise']
  readonly now: number
  readonly today: string
}

/** The oldest promise that stands open: warm once its day has passed. */
export function PromiseChip({ promise, now, today }: PromiseChipProps) {
  if (promise === null) return null
  const text = promise.text
  if (promise.due === null) return <Chip>{t('panel.contact.promised', { text })}</Chip>
  const day = formatDay(promise.due, now)
  return isOverdue(promise, today) ? (
    <Chip tone="warm">{t('panel.contact.promise-late', { text, day })}</Chip>
  ) : (
    <Chip tone="accent">{t('panel.contact.promise-due', { text, day })}</Chip>
  )
}
