import type { Problem } from '../../lib/model/problem.ts'
import type { CollectorState, Tried } from '../../lib/panel/options-collector.ts'
import type { Delivery } from '../../lib/panel/options-ports.ts'
import { formatRelative, t } from '../shared/i18n.ts'
import { Field, Section } from './fields.tsx'

/** A collector of one's own: where what is logged is also delivered to. */
export function Collector({ state, now }: { readonly state: CollectorState; readonly now: number }) {
  const form = state.form.value
  const wrong = state.wrong.value
  const complaint = (box: 'url' | 'secret' | 'token') =>
    wrong === box ? t(`options.collector.${box}.wrong`) : null
  return (
    <Section title={t('options.collector.title')} lead={t('options.collector.lead')}>
      {state.delivery.value && <Delivering delivery={state.delivery.value} now={now} />}
      <form
        class="card stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          // No await before this: the browser asks for the permission only inside the gesture.
          void state.save()
        }}
      >
        <Field
          label={t('options.collector.url')}
          hint={t('options.collector.url.hint')}
          type="url"
          value={form.url}
          wrong={complaint('url')}
          onInput={(url) => state.type({ url })}
        />
        <Field
          label={t('options.collector.secret')}
          hint={t('options.collector.secret.hint')}
          mono
          value={form.secret}
          wrong={complaint('secret')}
          onInput={(secret) => state.type({ secret })}
        />
        <button type="button" class="button plain start" onClick={state.makeSecret}>
          {t('options.collector.secret.make')}
        </button>
        <Field
          label={t('options.collector.token')}
          hint={t('options.collector.token.hint')}
          mono
          value={form.token}
          wrong={complaint('token')}
          onInput={(token) => state.type({ token })}
        />
        <div class="cluster">
          <button type="submit" class="button primary">
            {state.kept.value === null ? t('options.collector.start') : t('options.collector.save')}
          </button>
          <button
            type="button"
            class="button"
            disabled={state.tried.value === 'trying'}
            onClick={() => void state.tryIt()}
          >
            {t('options.collector.try')}
          </button>
          {state.kept.value !== null && (
            <button type="button" class="button plain" onClick={() => void state.stop()}>
              {t('options.collector.stop')}
            </button>
          )}
        </div>
        <p role="status" class={tone(state.tried.value)}>
          {state.refused.value ? t('options.collector.refused') : triedWords(state.tried.value)}
        </p>
      </form>
    </Section>
  )
}

function tone(tried: Tried | null): string {
  return tried !== null && tried !== 'trying' && !tried.taken ? 'wrong' : 'small'
}

/** What the collector answered, in words and in its own. */
function triedWords(tried: Tried | null): string | null {
  if (tried === null) return null
  if (tried === 'trying') return t('options.collector.trying')
  if (tried.taken) return t('options.collector.taken')
  return refusalWords(tried.problem)
}

/** The general words speak of this device and a team's server. */
function refusalWords({ code, detail = code }: Problem): string {
  if (code === 'not-authorised' || code === 'revoked') return t('options.collector.not-let-in', { detail })
  if (code === 'offline') return t('options.collector.unreachable')
  return t('options.collector.not-taken', { what: t(`shared.problem.${code}.what`), detail })
}

function Delivering({ delivery, now }: { readonly delivery: Delivery; readonly now: number }) {
  const { waiting, gone, problem, lastOkAt, setAside } = delivery
  return (
    <div class="sunk stack">
      <p>
        {waiting === 0
          ? t('options.collector.all-delivered')
          : t('options.collector.waiting', { count: waiting })}{' '}
        {lastOkAt !== null && t('options.collector.last', { when: formatRelative(lastOkAt, now) })}
      </p>
      {gone && <p class="wrong">{t('options.collector.gone')}</p>}
      {!gone && problem !== null && <p class="wrong">{refusalWords(problem)}</p>}
      {setAside > 0 && <p class="wrong">{t('options.collector.aside', { count: setAside })}</p>}
    </div>
  )
}
