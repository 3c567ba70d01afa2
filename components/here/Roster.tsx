import type { ContactSummary } from '../../lib/panel/screens.ts'
import { ContactRow } from '../people/ContactRow.tsx'
import { t } from '../shared/i18n.ts'

interface RosterProps {
  readonly contacts: readonly ContactSummary[]
  readonly now: number
  readonly today: string
  readonly onOpen: (contactId: string) => void
}

/** People on the page whom we know and who said nothing about us here. */
export function Roster({ contacts, now, today, onOpen }: RosterProps) {
  if (contacts.length === 0) return null
  return (
    <section class="stack" aria-labelledby="roster-title">
      <h2 id="roster-title">{t('panel.roster.title', { count: contacts.length })}</h2>
      <ul class="rows">
        {contacts.map((contact) => (
          <ContactRow
            key={contact.id}
            contact={contact}
            now={now}
            today={today}
            onOpen={() => onOpen(contact.id)}
          />
        ))}
      </ul>
    </section>
  )
}
