import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { ClaimView, ContactSummary } from '../store/views.ts'
import type { Erasing } from './erase-person.ts'
import { type Live, live, newestOf } from './live.ts'
import type { PanelPorts, TeamMember } from './ports.ts'
import type { SetAsideView } from './set-aside-entry.ts'

/** What the screens know of the team, and of what is between this device and it. */
export interface TeamState {
  readonly setAside: ReadonlySignal<Live<SetAsideView>>
  /** Who is on which thread. One that ran out stays in it until something else changes. */
  readonly claims: ReadonlySignal<Live<readonly ClaimView[]>>
  readonly members: ReadonlySignal<Live<readonly TeamMember[]>>
  /** The one in front of the screen; null until the server has said who that is. */
  readonly me: ReadonlySignal<TeamMember | null>
  /** Ids of members who have a panel open right now, as the server says; empty without a live connection. */
  readonly presentIds: Signal<readonly string[]>
  /** Names of the colleagues among them. */
  readonly present: ReadonlySignal<readonly string[]>
  readonly erasing: Signal<Erasing>
  readonly deleted: ReadonlySignal<Live<readonly ContactSummary[]>>
}

export function createTeamState({ store, wait }: Pick<PanelPorts, 'store' | 'wait'>): TeamState {
  const members = live(() => store.readTeam(), wait)
  const known = computed(() => newestOf(members.value) ?? [])
  const presentIds = signal<readonly string[]>([])
  return {
    setAside: live(() => store.readSetAside(), wait),
    claims: live(() => store.readClaims(), wait),
    members,
    me: computed(() => known.value.find(({ me }) => me) ?? null),
    presentIds,
    present: computed(() =>
      known.value
        .filter(({ id, me, name }) => !me && name !== '' && presentIds.value.includes(id))
        .map(({ name }) => name),
    ),
    erasing: signal<Erasing>({ step: 'idle' }),
    deleted: live(() => store.readDeleted(), wait),
  }
}
