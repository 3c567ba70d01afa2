import type { Leaving } from '../../lib/panel/options-leave.ts'
import type { WorkspacesState } from '../../lib/panel/options-workspaces.ts'
import { formatList, t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'

interface LeaveTeamProps {
  readonly leaving: Leaving
  readonly state: WorkspacesState
}

/** Leaving can't be undone, so it says first what would be lost, and afterwards what is left. */
export function LeaveTeam({ leaving, state }: LeaveTeamProps) {
  if (leaving.step === 'leaving')
    return (
      <p role="status" class="check">
        {t('options.leave.leaving')}
      </p>
    )
  if (leaving.step === 'left') return <Left leaving={leaving} state={state} />
  return <Ask leaving={leaving} state={state} />
}

function Ask({
  leaving,
  state,
}: {
  readonly leaving: Extract<Leaving, { step: 'ask' }>
  readonly state: WorkspacesState
}) {
  const lost = leaving.unsent + leaving.setAside
  const { name } = leaving.workspace
  const problem = state.problem.value
  return (
    <div class="stack check" role="alertdialog" aria-label={t('options.leave.title')}>
      <p>
        <b>{t('options.leave.title')}</b> {t('options.leave.text')}
      </p>
      {leaving.unsent > 0 && (
        <div class="stack">
          <p class="wrong">{t('options.leave.unsent', { count: leaving.unsent, team: name })}</p>
          <button
            type="button"
            class="button start"
            disabled={leaving.sending}
            onClick={() => void state.sendBeforeLeaving()}
          >
            {leaving.sending ? t('options.leave.sending') : t('options.leave.send')}
          </button>
        </div>
      )}
      {leaving.setAside > 0 && <p class="wrong">{t('options.leave.aside', { count: leaving.setAside })}</p>}
      {lost === 0 && <p class="small">{t('options.leave.none')}</p>}
      {leaving.own > 0 && (
        <label class="pick">
          <input
            type="checkbox"
            checked={leaving.keepMine}
            onChange={(event) => state.keepMine(event.currentTarget.checked)}
          />
          <span>
            <b>{t('options.leave.keep', { count: leaving.own })}</b>{' '}
            <span class="small block">{t('options.leave.keep.note')}</span>
          </span>
        </label>
      )}
      {problem && <Notice problem={problem} kept={t('options.leave.failed')} />}
      <div class="cluster">
        <button type="button" class="button" onClick={() => void state.exportBeforeLeaving()}>
          {t('options.leave.export')}
        </button>
        <button
          type="button"
          class="button grave"
          disabled={leaving.sending}
          onClick={() => void state.leave()}
        >
          {lost > 0 && !leaving.exported ? t('options.leave.lose', { count: lost }) : t('options.leave.go')}
        </button>
        <button type="button" class="button plain" onClick={state.stay}>
          {t('options.leave.stay')}
        </button>
      </div>
      {leaving.exported && (
        <p role="status" class="small">
          {t('options.leave.exported')}
        </p>
      )}
    </div>
  )
}

function Left({
  leaving,
  state,
}: {
  readonly leaving: Extract<Leaving, { step: 'left' }>
  readonly state: WorkspacesState
}) {
  const { workspace, kept, rest } = leaving
  return (
    <div class="card stack" role="status">
      <p>
        <b>{t('options.leave.left', { team: workspace.name })}</b> {kept && t('options.leave.left.kept')}
      </p>
      <p class={rest.length > 0 ? 'wrong' : 'small'}>
        {rest.length > 0
          ? t('options.leave.rest', { what: formatList(rest) })
          : t('options.leave.gone', { team: workspace.name })}
      </p>
      <button type="button" class="button start" onClick={state.stay}>
        {t('options.bring.close')}
      </button>
    </div>
  )
}
