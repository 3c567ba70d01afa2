import { newestOf } from '../../lib/panel/live.ts'
import { SetAsideList } from '../outbox/SetAsideList.tsx'
import { t } from '../shared/i18n.ts'
import { Screen } from '../shared/Screen.tsx'
import type { PanelProps } from './Panel.tsx'

/** What was set aside, connected. */
export function SetAsideScreen({ state, actions }: PanelProps) {
  const found = state.setAside.value
  const count = newestOf(found)?.entries.length ?? 0
  return (
    <Screen
      id="set-aside"
      title={t('panel.quarantine.title')}
      sub={count > 0 && <p>{t('panel.quarantine.count', { count })}</p>}
      back={{ label: t('panel.back'), onBack: actions.back }}
      focus={state.focus.value}
    >
      <SetAsideList
        found={found}
        now={state.clock.value}
        onSend={actions.sendAgain}
        onSave={(id) => void actions.saveSetAside(id)}
        onDiscard={(id) => void actions.discard(id)}
      />
    </Screen>
  )
}
