import { type Live, newestOf } from '../../lib/panel/live.ts'
import type { ContactSummary } from '../../lib/panel/screens.ts'
import { EmptyState } from '../shared/EmptyState.tsx'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { ContactRow } from './ContactRow.tsx'

interface PeopleProps {
  readonly search: string
  readonly found: Live<readonly ContactSummary[]>
  readonly now: number
  readonly today: string
  readonly onSearch: (text: string) => void
  readonly onOpen: (contactId: string) => void
}

/** Finds a person by any part of a name or handle, as it is typed. */
export function People({ search, found, now, today, onSearch, onOpen }: PeopleProps) {
  const contacts = newestOf(found)
  return (
    <>
      <search>
        <label class="visually-hidden" for="search">
          {t('panel.people.search')}
        </label>
        <input
          id="search"
          class="field"
          type="search"
          autoComplete="off"
          dir="auto"
          placeholder={t('panel.people.search')}
          value={search}
          onInput={(event) => onSearch(event.currentTarget.value)}
        />
      </search>
      {found.status === 'failed' && <Notice problem={found.problem} announce={false} />}
      <p class="small" role="status">
        {contacts === null
          ? found.status === 'loading' && t('panel.people.loading')
          : search !== '' && t('panel.people.found', { count: contacts.length })}
      </p>
      {contacts !== null && contacts.length > 0 && (
        <ul class="rows" aria-label={t('panel.people.title')}>
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
      )}
      {contacts !== null && contacts.length === 0 && (
        <EmptyState
          icon="people"
          title={search === '' ? t('panel.people.none.title') : t('panel.people.not-found.title')}
          text={search === '' ? t('panel.people.none.text') : t('panel.people.not-found.text')}
        />
      )}
    </>
  )
}
