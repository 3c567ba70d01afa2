import { SITE_INDEX } from 'virtual:site-index'
import { render } from 'preact'
import { NoDatabase } from '../../components/panel/NoDatabase.tsx'
import { Panel } from '../../components/panel/Panel.tsx'
import { StartFailure, Starting } from '../../components/panel/Start.tsx'
import { askFirst } from '../../lib/panel/ask-first.ts'
import { keepFresh } from '../../lib/panel/keep-fresh.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import { actorFor } from '../../lib/platform/actor.ts'
import {
  currentWorkspace,
  readPreferences,
  readWorkspaces,
  watchPreferences,
  watchWorkspaces,
} from '../../lib/platform/settings.ts'
import { isHanging, openAfterAll, openInTime } from '../../lib/store/open-in-time.ts'
import { isRefused } from '../../lib/store/read-sync-status.ts'
import { databasesOfWorkspaces } from '../../lib/wiring/open-databases.ts'
import { openLive } from '../../lib/wiring/open-live.ts'
import { teamApiOf } from '../../lib/wiring/team-session.ts'
import { wear } from './look.ts'
import { createPanelPorts } from './panel-ports.ts'
import { createPanelStore } from './panel-store.ts'
import { StartProblem } from './problem-of-start.ts'

/** Opens the current workspace's database and draws the panel into `app`, for as long as the page lives. */
export async function openPanel(app: Element): Promise<void> {
  const [preferences, workspaces] = await Promise.all([readPreferences(), readWorkspaces()])
  if (!workspaces.ok) throw new StartProblem(workspaces.problem)
  await wear(preferences)
  const workspace = currentWorkspace(workspaces.value)
  const actor = actorFor(workspace)
  const db = databasesOfWorkspaces()(workspace.id)
  // Where nothing can be kept nothing may be typed: a draft, a note, a form would be gone with the page.
  const opened = await openInTime(db)
  if (!opened.ok && (isRefused(opened.problem) || isHanging(opened.problem))) {
    const Notice = isRefused(opened.problem) ? NoDatabase : StartFailure
    render(<Notice problem={opened.problem} onRetry={() => location.reload()} />, app)
    await openAfterAll(db, (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)))
    return location.reload()
  }
  const store = createPanelStore(db, actor, workspace.kind)
  const tab = Number(new URLSearchParams(location.search).get('tab') ?? Number.NaN)
  const team = workspace.kind === 'team' ? teamApiOf(workspace) : null
  const ports = createPanelPorts(store, actor, team, Number.isNaN(tab) ? null : tab)
  const forever = new AbortController().signal

  await askFirst(ports, () => render(<Starting asking />, app))
  const state = createPanelState(ports, preferences, forever)
  const actions = createPanelActions(state, ports)
  ports.watchPicked(actions.logSelection, forever)
  if (workspace.kind === 'team') {
    keepFresh(ports, forever)
    openLive(
      workspace,
      {
        onHead: () => void ports.send('sync.poke', { now: false }),
        onHere: (memberIds) => {
          state.presentIds.value = memberIds
        },
        // What waits is counted in the outbox; a line that is open or not changes nothing of that.
        onState: () => undefined,
      },
      forever,
    )
  }
  watchPreferences((changed) => {
    void wear(changed)
    actions.wantOpinions(changed.secondOpinion)
  }, forever)
  // Another workspace is another database; who joined the same team again is another device, and perhaps another member.
  watchWorkspaces((changed) => {
    const now = currentWorkspace(changed)
    const isSame = now.id === workspace.id && now.deviceId === workspace.deviceId
    if (!isSame) location.reload()
  }, forever)
  render(
    <Panel
      state={state}
      actions={actions}
      sites={ports.sites}
      siteNames={new Map(SITE_INDEX.map(({ id, name }) => [id, name]))}
      team={workspace.kind === 'team'}
      onOptions={(section) => void ports.openOptions(section)}
      onPractice={() => void ports.openPractice()}
    />,
    app,
  )
}
