import { ByHand } from '../mention/ByHand.tsx'
import { t } from '../shared/i18n.ts'
import { Screen } from '../shared/Screen.tsx'
import type { PanelProps } from './Panel.tsx'

/** Logging by hand, connected. */
export function ByHandScreen({ state, actions }: PanelProps) {
  const access = state.access.value
  const site = access.kind === 'open' || access.kind === 'closed' ? access.site.id : 'generic'
  const address = state.tab.value?.url ?? null
  return (
    <Screen
      id="by-hand"
      title={t('panel.by-hand.title')}
      back={{ label: t('panel.back'), onBack: actions.back }}
    >
      <ByHand
        address={address !== null && /^https?:/.test(address) ? address : null}
        site={site}
        busy={state.busy.value}
        scratch={state.byHandCopy()}
        picked={state.picked.value}
        onTake={actions.takeSelection}
        onTaken={actions.selectionTaken}
        onLog={actions.logByHand}
      />
    </Screen>
  )
}
