import { useEffect, useState } from 'preact/hooks'
import type { PersonActions } from '../../lib/panel/edit-person.ts'
import type { ContactSummary, PersonView } from '../../lib/panel/screens.ts'
import { t } from '../shared/i18n.ts'
import { useSiteName } from '../shared/site-name.ts'

interface SamePersonProps {
  readonly view: PersonView
  readonly onFind: (text: string) => Promise<readonly ContactSummary[]>
  readonly edit: Pick<PersonActions, 'merge' | 'unmerge'>
}

/** Joins two entries that are one person, with what that brings said first; and parts them again. */
export function SamePerson({ view, onFind, edit }: SamePersonProps) {
  return (
    <section class="stack" aria-labelledby="same-title">
      <h2 id="same-title">{t('panel.same.title')}</h2>
      {view.mergedContacts.length > 0 && (
        <ul class="rows">
          {view.mergedContacts.map(({ id, name }) => (
            <li key={id} class="row">
              <bdi class="grow">{name}</bdi>
              <button
                type="button"
                class="button plain"
                aria-label={t('panel.same.part-which', { name })}
                onClick={(event) => {
                  event.currentTarget.closest('section')?.querySelector('summary')?.focus()
                  void edit.unmerge(view.contact.id, id)
                }}
              >
                {t('panel.same.part')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <details class="why">
        <summary>{t('panel.same.find')}</summary>
        <Search view={view} onFind={onFind} onJoin={(otherId) => edit.merge(view.contact.id, otherId)} />
      </details>
    </section>
  )
}

interface SearchProps {
  readonly view: PersonView
  readonly onFind: SamePersonProps['onFind']
  readonly onJoin: (otherId: string) => Promise<boolean>
}

/** Few enough to look at: who is not among them needs more letters. */
const SHOWN = 6

function Search({ view, onFind, onJoin }: SearchProps) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly ContactSummary[]>([])
  const [chosen, setChosen] = useState<ContactSummary | null>(null)
  const { id } = view.contact
  useEffect(() => {
    let stale = false
    if (text.trim() === '') setFound([])
    else
      void onFind(text).then((people) => {
        if (!stale) setFound(people.filter((one) => one.id !== id).slice(0, SHOWN))
      })
    return () => {
      stale = true
    }
  }, [text, id, onFind])
  if (chosen !== null)
    return <Preview view={view} other={chosen} onJoin={onJoin} onCancel={() => setChosen(null)} />
  return (
    <div class="stack">
      <label class="label" for="same-search">
        {t('panel.people.search')}
      </label>
      <input
        id="same-search"
        class="field"
        type="search"
        dir="auto"
        autoComplete="off"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p class="small" role="status">
        {text.trim() !== '' && t('panel.people.found', { count: found.length })}
      </p>
      {found.length > 0 && (
        <ul class="rows">
          {found.map((other) => (
            <li key={other.id}>
              <button type="button" class="button plain choose" onClick={() => setChosen(other)}>
                <Named person={other} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What will stand together, before it does. */
function Preview({
  view,
  other,
  onJoin,
  onCancel,
}: {
  readonly view: PersonView
  readonly other: ContactSummary
  readonly onJoin: SearchProps['onJoin']
  readonly onCancel: () => void
}) {
  return (
    <div class="stack">
      <p dir="auto">{t('panel.same.ask', { one: view.summary.name, other: other.name })}</p>
      <ul class="rows">
        <li>
          <Named person={view.summary} />
        </li>
        <li>
          <Named person={other} />
        </li>
      </ul>
      <p class="small">{t('panel.same.brings', { count: view.summary.meetings + other.meetings })}</p>
      <div class="cluster">
        <button type="button" class="button primary" onClick={() => void onJoin(other.id)}>
          {t('panel.same.join')}
        </button>
        <button type="button" class="button plain" onClick={onCancel}>
          {t('panel.edit.cancel')}
        </button>
      </div>
    </div>
  )
}

function Named({ person }: { readonly person: ContactSummary }) {
  const siteName = useSiteName()
  const where = [
    person.handle === person.name ? null : person.handle,
    person.site === null ? null : siteName(person.site),
    t('panel.contact.meetings', { count: person.meetings }),
  ].filter((part) => part !== null)
  return (
    <span>
      <bdi>{person.name}</bdi> <span class="small">{where.join(' · ')}</span>
    </span>
  )
}
