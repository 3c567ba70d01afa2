import { isOverdue } from '../../lib/panel/day.ts'
import type { ContactSummary } from '../../lib/panel/screens.ts'
import { Chip } from '../shared/Chip.tsx'
import { Icon } from '../shared/Icon.tsx'
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

interface PromiseLineProps {
  readonly promise: ContactSummary['promise']
  readonly now: number
  readonly today: string
}

/** The oldest promise that stands open, in a line of its own since it may be long: warm once its day has passed. */
export function PromiseLine({ promise, now, today }: PromiseLineProps) {
  if (promise === null) return null
  const late = isOverdue(promise, today)
  return (
    <p class={late ? 'promise late' : 'promise'}>
      <Icon name={late ? 'warn' : 'wait'} />
      <span dir="auto">{wordsOf(promise, late, now)}</span>
    </p>
  )
}

function wordsOf(promise: NonNullable<ContactSummary['promise']>, late: boolean, now: number): string {
  const { text, due } = promise
  if (due === null) return t('panel.contact.promised', { text })
  const day = formatDay(due, now)
  return late ? t('panel.contact.promise-late', { text, day }) : t('panel.contact.promise-due', { text, day })
}
