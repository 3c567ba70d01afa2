import type { Workspace } from '../../lib/model/workspace.ts'
import { newestOf } from '../../lib/panel/live.ts'
import { stopOf } from '../../lib/panel/options-stopped.ts'
import type { WorkspacesState } from '../../lib/panel/options-workspaces.ts'
import { t } from '../shared/i18n.ts'

interface StoppedProps {
  readonly workspace: Workspace
  readonly state: WorkspacesState
  /** Whether to leave is being asked below, where the same can be saved. */
  readonly asked: boolean
}

/** Why nothing goes to this team any more or comes from it, and what becomes of what was never sent. */
export function Stopped({ workspace, state, asked }: StoppedProps) {
  const status = newestOf(state.statusOf(workspace).value)
  const stop = status === null ? null : stopOf(status)
  if (status === null || stop === null) return null
  const { waiting, setAside } = status
  return (
    <div class="notice" role="status">
      <p class="what">{t(`options.stopped.${stop}.what`, { team: workspace.name })}</p>
      <p class="small">
        {t('options.stopped.unsent', { count: waiting })}
        {setAside > 0 && ` ${t('options.stopped.aside', { count: setAside })}`}{' '}
        {t(`options.stopped.${stop}.do`)}
      </p>
      {!asked && (
        <div class="cluster">
          {waiting > 0 && (
            <button type="button" class="button" onClick={() => void state.saveUnsentOf(workspace)}>
              {t('options.stopped.save', { count: waiting })}
            </button>
          )}
          {stop === 'shut-out' && (
            <button type="button" class="button" onClick={() => void state.askToLeave(workspace)}>
              {t('options.stopped.remove', { team: workspace.name })}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
