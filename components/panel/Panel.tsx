import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelState } from '../../lib/panel/panel-state.ts'
import type { SiteChoice } from '../../lib/panel/ports.ts'
import { tabOf } from '../../lib/panel/route.ts'
import { t } from '../shared/i18n.ts'
import { KeyHelp } from '../shared/KeyHelp.tsx'
import { SiteNames } from '../shared/site-name.ts'
import { TabBar } from '../shared/TabBar.tsx'
import { ByHandScreen } from './ByHandScreen.tsx'
import { Dock } from './Dock.tsx'
import { HereScreen } from './HereScreen.tsx'
import { KEYS, usePanelKeys } from './keyboard.ts'
import { MentionScreen } from './MentionScreen.tsx'
import { PeopleScreen } from './PeopleScreen.tsx'
import { PersonScreen } from './PersonScreen.tsx'
import { ReportScreen } from './ReportScreen.tsx'
import { SetAsideScreen } from './SetAsideScreen.tsx'

/** What the panel's screens are connected to. */
export interface PanelProps {
  readonly state: PanelState
  readonly actions: PanelActions
  readonly sites: readonly SiteChoice[]
  /** Site id → name. */
  readonly siteNames: ReadonlyMap<string, string>
  /** A team workspace has colleagues to share with. */
  readonly team: boolean
  readonly onOptions: (section?: 'topics' | 'workspaces') => void
  readonly onPractice: () => void
}

/** The panel: one screen at a time, with what was done and what waits to be sent below it. */
export function Panel(props: PanelProps) {
  const { state, actions } = props
  usePanelKeys(state, actions)
  return (
    <SiteNames.Provider value={props.siteNames}>
      <div class="panel">
        <ScreenOf {...props} />
        <footer class="dock">
          <Dock {...props} />
          <TabBar
            tabs={[
              { id: 'here', label: t('panel.tab.here'), icon: 'ear' },
              { id: 'people', label: t('panel.tab.people'), icon: 'people' },
            ]}
            current={tabOf(state.trail.value)}
            onShow={actions.showTab}
          />
        </footer>
        <KeyHelp
          open={state.helpOpen.value}
          keys={props.team ? KEYS : KEYS.filter(({ does }) => does !== 'panel.keys.claim')}
          onClose={() => {
            state.helpOpen.value = false
          }}
        />
      </div>
    </SiteNames.Provider>
  )
}

function ScreenOf(props: PanelProps) {
  const route = props.state.route.value
  switch (route.screen) {
    case 'here':
      return <HereScreen {...props} />
    case 'mention':
      return <MentionScreen {...props} mentionKey={route.key} />
    case 'people':
      return <PeopleScreen {...props} />
    case 'person':
      return <PersonScreen {...props} contactId={route.contactId} />
    case 'by-hand':
      return <ByHandScreen {...props} />
    case 'report':
      return <ReportScreen {...props} />
    case 'set-aside':
      return <SetAsideScreen {...props} />
  }
}
