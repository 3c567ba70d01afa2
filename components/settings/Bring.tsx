import type { Bringing } from '../../lib/panel/options-bring.ts'
import type { OwnEntries } from '../../lib/panel/options-ports.ts'
import type { WorkspacesState } from '../../lib/panel/options-workspaces.ts'
import { formatList, formatNumber, t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Choice } from './fields.tsx'

/** After joining: what of what was written alone goes to the team. Asked, never assumed. */
export function Bring({ state }: { readonly state: WorkspacesState }) {
  const bringing = state.bringing.value
  if (bringing === null) return null
  if (bringing.step === 'copying') return <Copying bringing={bringing} />
  if (bringing.step === 'done')
    return (
      <div class="card stack" role="status">
        <p>
          <b>{t('options.bring.done', { count: bringing.copied, team: bringing.team.name })}</b>
        </p>
        <p class="small">{t('options.bring.done.next')}</p>
        <button type="button" class="button start" onClick={state.endBringing}>
          {t('options.bring.close')}
        </button>
      </div>
    )
  return <Ask bringing={bringing} state={state} />
}

function Ask({
  bringing,
  state,
}: {
  readonly bringing: Extract<Bringing, { step: 'ask' }>
  readonly state: WorkspacesState
}) {
  const { own, team, choice, chosen } = bringing
  return (
    <form
      class="card stack"
      aria-labelledby="bring-title"
      onSubmit={(event) => {
        event.preventDefault()
        void state.bring()
      }}
    >
      <h3 id="bring-title">{t('options.bring.title', { team: team.name })}</h3>
      <p>{t('options.bring.lead', { what: countedWords(own), people: own.people.length })}</p>
      <Choice
        legend={t('options.bring.legend')}
        quiet
        name="bring"
        value={choice}
        choices={(['none', 'all', 'some'] as const).map((value) => ({
          value,
          label: t(`options.bring.${value}`),
          note: t(`options.bring.${value}.note`, { team: team.name }),
        }))}
        onChoose={state.chooseToBring}
      />
      {choice === 'some' && (
        <fieldset class="choice">
          <legend class="label">{t('options.bring.people')}</legend>
          <ul class="card list people-to-bring">
            {own.people.map(({ contactId, name, entries }) => (
              <li key={contactId}>
                <label class="pick">
                  <input
                    type="checkbox"
                    checked={chosen.has(contactId)}
                    onChange={(event) => state.pickToBring(contactId, event.currentTarget.checked)}
                  />
                  <span>
                    <bdi>{name}</bdi>{' '}
                    <span class="small">{t('options.bring.entries', { count: entries })}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <p class="small">{t('options.bring.private')}</p>
      {bringing.problem && <Notice problem={bringing.problem} kept={t('options.bring.failed')} />}
      <button type="submit" class="button primary start" disabled={choice === 'some' && chosen.size === 0}>
        {choice === 'none'
          ? t('options.bring.go-none')
          : t('options.bring.go', { count: choice === 'all' ? own.people.length : chosen.size })}
      </button>
    </form>
  )
}

function Copying({ bringing }: { readonly bringing: Extract<Bringing, { step: 'copying' }> }) {
  const { done, of } = bringing
  return (
    <div class="card stack" role="status">
      <p id="bring-progress">
        {of === 0
          ? t('options.bring.copying')
          : t('options.bring.progress', { done: formatNumber(done), of: formatNumber(of) })}
      </p>
      <progress aria-labelledby="bring-progress" {...(of === 0 ? {} : { value: done, max: of })} />
    </div>
  )
}

/** "12 outcomes, 3 notes and 1 tag". */
function countedWords(own: OwnEntries): string {
  const parts = (['interactions', 'notes', 'facts', 'tags'] as const)
    .filter((kind) => own[kind] > 0)
    .map((kind) => t(`options.own.${kind}`, { count: own[kind] }))
  return formatList(parts.length > 0 ? parts : [t('options.own.contacts', { count: own.contacts })])
}
