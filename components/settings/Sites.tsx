import { useState } from 'preact/hooks'
import type { SiteRow, SitesState } from '../../lib/panel/options-sites.ts'
import { t } from '../shared/i18n.ts'
import { Field, Section } from './fields.tsx'

/** Which sites Earshot may read: none at first, each by one tap, and back by another. */
export function Sites({ state }: { readonly state: SitesState }) {
  const refused = state.refused.value
  const others = state.others.value
  return (
    <Section title={t('options.sites.title')} lead={t('options.sites.lead')}>
      <div role="status">
        {refused !== null && <p class="small wrong">{t('options.sites.refused', { name: refused })}</p>}
      </div>
      <ul class="card list">
        {state.known.value.map((site) => (
          <Row key={site.id} site={site} state={state} />
        ))}
      </ul>
      <h3>{t('options.sites.others')}</h3>
      {others.length === 0 ? (
        <p class="small">{t('options.sites.others.none')}</p>
      ) : (
        <ul class="card list">
          {others.map((site) => (
            <Row key={site.id} site={site} state={state} />
          ))}
        </ul>
      )}
      <AddServer state={state} />
    </Section>
  )
}

/** The part of a match pattern that people know: `https://*.reddit.com/*` is reddit.com. */
function hostOf(pattern: string): string {
  return pattern.replace(/^[^:]*:\/\/(\*\.)?/, '').replace(/\/\*$/, '')
}

function Row({ site, state }: { readonly site: SiteRow; readonly state: SitesState }) {
  return (
    <li class="row">
      <span class="grow">
        <b>{site.name}</b> <span class="small block">{site.origins.map(hostOf).join(', ')}</span>
      </span>
      <button
        type="button"
        class="button"
        role="switch"
        aria-checked={site.allowed}
        aria-label={t('options.sites.switch', { name: site.name })}
        onClick={() => void (site.allowed ? state.revoke(site) : state.allow(site))}
      >
        {site.allowed ? t('options.sites.allowed') : t('options.sites.not-allowed')}
      </button>
    </li>
  )
}

function AddServer({ state }: { readonly state: SitesState }) {
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  return (
    <form
      class="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const asked = state.addServer(text)
        setWrong(asked === null)
        void asked?.then((given) => {
          if (given) setText('')
        })
      }}
    >
      <Field
        label={t('options.sites.add')}
        hint={t('options.sites.add.hint')}
        type="url"
        placeholder="social.example"
        value={text}
        wrong={wrong ? t('options.sites.add.wrong') : null}
        onInput={(value) => {
          setText(value)
          setWrong(false)
        }}
      />
      <button type="submit" class="button start">
        {t('options.sites.add.button')}
      </button>
    </form>
  )
}
