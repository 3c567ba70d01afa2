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

interface AskProps {
  readonly leaving: Extract<Leaving, { step: 'ask' }>
  readonly state: WorkspacesState
}

function Unsent({ leaving, state }: AskProps) {
  const count = leaving.unsent
  if (leaving.stopped === 'shut-out')
    return <p class="wrong">{t('options.leave.unsent.shut-out', { count })}</p>
  return (
    <div class="stack">
      <p class="wrong">{t('options.leave.unsent', { count })}</p>
      {leaving.stopped === null && (
        <button
          type="button"
          class="button start"
          disabled={leaving.sending}
          onClick={() => void state.sendBeforeLeaving()}
        >
          {leaving.sending ? t('options.leave.sending') : t('options.leave.send')}
        </button>
      )}
    </div>
  )
}

function Ask({ leaving, state }: AskProps) {
  const lost = leaving.unsent + leaving.setAside
  const problem = state.problem.value
  // Who was shut out has no colleagues to leave, and nothing can be sent.
  const isOut = leaving.stopped === 'shut-out'
  const title = t(isOut ? 'options.leave.title.shut-out' : 'options.leave.title')
  return (
    <div class="stack check" role="alertdialog" aria-label={title}>
      <p>
        <b>{title}</b> {t('options.leave.text')}
      </p>
      {leaving.unsent > 0 && <Unsent leaving={leaving} state={state} />}
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
          {lost > 0 && !leaving.exported
            ? t(isOut ? 'options.leave.lose.shut-out' : 'options.leave.lose', { count: lost })
            : t(isOut ? 'options.leave.go.shut-out' : 'options.leave.go')}
        </button>
        <button type="button" class="button plain" onClick={state.stay}>
          {t(isOut ? 'options.leave.stay.shut-out' : 'options.leave.stay')}
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
  const { workspace, kept, rest, ended } = leaving
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
      {!ended && <p class="small">{t('options.leave.listed', { team: workspace.name })}</p>}
      <div class="cluster">
        {rest.length > 0 && (
          <button type="button" class="button" onClick={() => void state.leaveRest()}>
            {t('options.leave.again')}
          </button>
        )}
        <button type="button" class="button plain" onClick={state.stay}>
          {t('options.bring.close')}
        </button>
      </div>
    </div>
  )
}
