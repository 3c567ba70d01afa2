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
  readonly deleted: readonly ContactSummary[]
  readonly onRestore: (contactId: string) => void
}

/** Finds a person by any part of a name or handle, as it is typed. */
export function People(props: PeopleProps) {
  const { search, found, now, today, onSearch, onOpen } = props
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
      {search === '' && <Deleted {...props} />}
    </>
  )
}

/** Who was deleted, and can still be brought back. */
function Deleted({ deleted, onRestore }: Pick<PeopleProps, 'deleted' | 'onRestore'>) {
  if (deleted.length === 0) return null
  return (
    <details class="why">
      <summary>{t('panel.deleted.title')}</summary>
      <ul class="rows">
        {deleted.map(({ id, name }) => (
          <li key={id} class="row">
            <bdi class="grow">{name}</bdi>
            <button
              type="button"
              class="button"
              aria-label={t('panel.deleted.back-who', { name })}
              onClick={() => onRestore(id)}
            >
              {t('panel.deleted.back')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
