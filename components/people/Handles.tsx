import { useState } from 'preact/hooks'
import type { PersonActions } from '../../lib/panel/edit-person.ts'
import type { SiteChoice } from '../../lib/panel/ports.ts'
import type { PersonView } from '../../lib/panel/screens.ts'
import { t } from '../shared/i18n.ts'
import { useSiteName } from '../shared/site-name.ts'

interface HandlesProps {
  readonly view: PersonView
  /** Sites that a handle may be of. */
  readonly sites: readonly SiteChoice[]
  readonly edit: Pick<PersonActions, 'linkHandle' | 'unlinkHandle'>
}

/** The handles we know them by. One that is not theirs comes off; another one of theirs is added by hand. */
export function Handles({ view, sites, edit }: HandlesProps) {
  const siteName = useSiteName()
  const { id, identities } = view.contact
  return (
    <section class="stack" aria-labelledby="handles-title">
      <h2 id="handles-title">{t('panel.handles.title')}</h2>
      {identities.length > 0 && (
        <ul class="rows handles">
          {identities.map((identity) => {
            const shown = identity.handle ?? identity.name ?? identity.key
            return (
              <li key={`${identity.site} ${identity.key}`} class="row">
                <bdi class="grow">{shown}</bdi>
                {identity.url === null ? (
                  <span class="small">{siteName(identity.site)}</span>
                ) : (
                  <a href={identity.url} target="_blank" rel="noopener noreferrer">
                    {siteName(identity.site)}
                  </a>
                )}
                {identities.length > 1 && (
                  <button
                    type="button"
                    class="button plain"
                    aria-label={t('panel.handles.unlink-which', { handle: shown })}
                    onClick={(event) => {
                      event.currentTarget.closest('section')?.querySelector('summary')?.focus()
                      void edit.unlinkHandle(id, identity)
                    }}
                  >
                    {t('panel.handles.unlink')}
                  </button>
                )}
              </li>
            )
          })}
        </ul>
      )}
      <LinkHandle contactId={id} sites={sites} edit={edit} />
    </section>
  )
}

function LinkHandle({
  contactId,
  sites,
  edit,
}: Pick<HandlesProps, 'sites' | 'edit'> & { readonly contactId: string }) {
  const [site, setSite] = useState(sites[0]?.id ?? '')
  const [handle, setHandle] = useState('')
  return (
    <details class="why">
      <summary>{t('panel.handles.link')}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (handle.trim() === '') return
          void edit.linkHandle(contactId, site, handle).then((linked) => linked && setHandle(''))
        }}
      >
        <div>
          <label class="label" for="link-site">
            {t('panel.handles.site')}
          </label>
          <select
            id="link-site"
            class="field"
            value={site}
            onChange={(event) => setSite(event.currentTarget.value)}
          >
            {sites.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label class="label" for="link-handle">
            {t('panel.handles.handle')}
          </label>
          <input
            id="link-handle"
            class="field"
            dir="ltr"
            maxLength={300}
            autoComplete="off"
            value={handle}
            onInput={(event) => setHandle(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="button start" disabled={handle.trim() === ''}>
          {t('panel.handles.add')}
        </button>
      </form>
    </details>
  )
}
