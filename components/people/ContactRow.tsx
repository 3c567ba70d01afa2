import type { ContactSummary } from '../../lib/panel/screens.ts'
import { t } from '../shared/i18n.ts'
import { useSiteName } from '../shared/site-name.ts'
import { ContactChip, PromiseLine } from './ContactChips.tsx'

interface ContactRowProps {
  readonly contact: ContactSummary
  readonly now: number
  readonly today: string
  readonly onOpen: () => void
}

/** One person in a list. */
export function ContactRow({ contact, now, today, onOpen }: ContactRowProps) {
  const siteName = useSiteName()
  const where = [
    contact.handle === contact.name ? null : contact.handle,
    contact.site === null ? null : siteName(contact.site),
  ].filter((part) => part !== null)
  return (
    <li class="contact-row">
      <div class="who">
        <button type="button" class="cover" data-row data-focus={contact.id} onClick={onOpen}>
          <bdi>{contact.name}</bdi>
        </button>
        <span class="when" dir="auto">
          {where.join(' · ')}
        </span>
      </div>
      <div class="chips">
        <ContactChip contact={contact} now={now} />
        {contact.meetings > 1 && (
          <span class="small">{t('panel.contact.meetings', { count: contact.meetings })}</span>
        )}
      </div>
      <PromiseLine promise={contact.promise} now={now} today={today} />
    </li>
  )
}
