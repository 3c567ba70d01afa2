import { filterChoices, filterMentions } from '../../lib/listening/filter-mentions.ts'
import { dayOf } from '../../lib/panel/day.ts'
import { newestOf } from '../../lib/panel/live.ts'
import { orderCards } from '../../lib/panel/order-cards.ts'
import { Here } from '../here/Here.tsx'
import { Present, ReadDepth, titleOf } from '../here/HereHeader.tsx'
import { Screen } from '../shared/Screen.tsx'
import type { PanelProps } from './Panel.tsx'

/** Here, connected. */
export function HereScreen({ state, actions, team, onOptions, onPractice }: PanelProps) {
  const here = state.here.value
  const access = state.access.value
  const now = state.clock.value
  const today = dayOf(now)
  const order = state.order.value
  const view = 'view' in here ? here.view : null
  const all = view?.mentions ?? []
  const { chosen, open } = state.filter.value
  const cards = orderCards(filterMentions(all, chosen), order)
  const site = access.kind === 'open' || access.kind === 'closed' ? access.site.name : null
  return (
    <Screen
      id="here"
      title={titleOf(view, site)}
      sub={
        <>
          {view && <ReadDepth view={view} />}
          <Present names={state.present.value} />
        </>
      }
      focus={state.focus.value}
    >
      <Here
        state={here}
        cards={cards}
        filter={{
          choices: filterChoices(all, chosen),
          chosen,
          open,
          shown: cards.length,
          all: all.length,
          onToggle: actions.toggleFilter,
          onChoose: actions.chooseFilter,
          onShowAll: actions.showAll,
        }}
        order={order}
        team={team}
        claims={newestOf(state.claims.value) ?? []}
        now={now}
        today={today}
        onAllow={actions.allowSite}
        onReadAgain={actions.readAgain}
        onByHand={() => actions.open({ screen: 'by-hand', from: 'by-hand' })}
        onReport={() => actions.open({ screen: 'report', from: 'report' })}
        onPractice={onPractice}
        onOptions={onOptions}
        onOrder={actions.setOrder}
        onMention={(key) => actions.open({ screen: 'mention', key, from: key })}
        onPerson={(contactId) => actions.open({ screen: 'person', contactId, from: contactId })}
        onBringBack={({ mention, said }) => void actions.unsay(mention.key, said, Object.keys(said))}
      />
    </Screen>
  )
}
