import { dayOf } from '../../lib/panel/day.ts'
import { newestOf } from '../../lib/panel/live.ts'
import { People } from '../people/People.tsx'
import { t } from '../shared/i18n.ts'
import { Screen } from '../shared/Screen.tsx'
import type { PanelProps } from './Panel.tsx'

/** People, connected. */
export function PeopleScreen({ state, actions }: PanelProps) {
  const now = state.clock.value
  return (
    <Screen id="people" title={t('panel.people.title')} focus={state.focus.value}>
      <People
        search={state.search.value}
        found={state.found.value}
        now={now}
        today={dayOf(now)}
        onSearch={(text) => {
          state.search.value = text
        }}
        deleted={newestOf(state.deleted.value) ?? []}
        onRestore={(contactId) => void actions.restorePerson(contactId)}
        onOpen={(contactId) => actions.open({ screen: 'person', contactId, from: contactId })}
      />
    </Screen>
  )
}
