import type { Workspace } from '../../lib/model/workspace.ts'
import { newestOf } from '../../lib/panel/live.ts'
import { stopOf } from '../../lib/panel/options-stopped.ts'
import type { WorkspacesState } from '../../lib/panel/options-workspaces.ts'
import { Chip } from '../shared/Chip.tsx'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Bring } from './Bring.tsx'
import { Section } from './fields.tsx'
import { JoinTeam } from './JoinTeam.tsx'
import { LeaveTeam } from './LeaveTeam.tsx'
import { Stopped } from './Stopped.tsx'

/** Which workspaces there are, and which one the panel shows. */
export function Workspaces({ state }: { readonly state: WorkspacesState }) {
  const all = state.workspaces.value?.all ?? []
  const leaving = state.leaving.value
  return (
    <Section title={t('options.workspaces.title')} lead={t('options.workspaces.lead')}>
      {state.problem.value && leaving === null && <Notice problem={state.problem.value} />}
      <ul class="stack">
        {all.map((workspace) => (
          <li key={workspace.id} class="card stack">
            <WorkspaceRow
              workspace={workspace}
              current={workspace.id === state.workspaces.value?.current}
              asked={leaving?.workspace.id === workspace.id}
              state={state}
            />
            {workspace.kind === 'team' && (
              <Stopped workspace={workspace} asked={leaving?.workspace.id === workspace.id} state={state} />
            )}
            {leaving?.step !== 'left' && leaving?.workspace.id === workspace.id && (
              <LeaveTeam leaving={leaving} state={state} />
            )}
          </li>
        ))}
      </ul>
      {leaving?.step === 'left' && <LeaveTeam leaving={leaving} state={state} />}
      <JoinTeam state={state} />
      <Bring state={state} />
    </Section>
  )
}

interface RowProps {
  readonly workspace: Workspace
  readonly current: boolean
  /** Whether to leave it is being asked below. */
  readonly asked: boolean
  readonly state: WorkspacesState
}

function WorkspaceRow({ workspace, current, asked, state }: RowProps) {
  const status = workspace.kind === 'team' ? newestOf(state.statusOf(workspace).value) : null
  const isShutOut = status !== null && stopOf(status) === 'shut-out'
  return (
    <div class="row">
      <label class="pick grow">
        <input
          type="radio"
          name="workspace"
          checked={current}
          onChange={() => void state.switchTo(workspace.id)}
        />
        <span>
          <b dir="auto">{workspace.name}</b>{' '}
          <Chip tone={workspace.kind === 'team' ? 'accent' : 'plain'}>
            {t(`options.workspaces.${workspace.kind}`)}
          </Chip>
          <span class="small block">
            {workspace.kind === 'team'
              ? t('options.workspaces.team.sub', { name: workspace.member.name, server: workspace.server })
              : t('options.workspaces.personal.sub')}
          </span>
        </span>
      </label>
      {workspace.kind === 'team' && !asked && !isShutOut && (
        <button type="button" class="button" onClick={() => void state.askToLeave(workspace)}>
          {t('options.leave.button', { name: workspace.name })}
        </button>
      )}
    </div>
  )
}
