import type { MentionView } from '../../lib/panel/screens.ts'
import { ids, me, NOW, tomSummary } from '../support/panel-names.ts'
import { fakeWorld, settle } from '../support/panel-ports.ts'
import { busyAna, claimOf, ENTRIES, engine, syncStatus } from '../support/panel-sync.ts'
import { mentionView, wait } from '../support/panel-views.ts'
import type { Story } from './stories.ts'

const withStatus = (more: Parameters<typeof syncStatus>[0]): Story => ({
  world: () => fakeWorld({ store: { readSyncStatus: syncStatus(more) } }),
})
const waiting = { waiting: 3, oldestAt: NOW - 12 * 60_000 }
const openPerson: NonNullable<Story['act']> = (_state, actions) =>
  actions.open({ screen: 'person', contactId: ids.ana, from: null })
const openSetAside: NonNullable<Story['act']> = (_state, actions) =>
  actions.open({ screen: 'set-aside', from: 'set-aside' })

function claimed(who: 'me' | 'maya', unconfirmed: boolean): Story {
  return {
    world: () =>
      fakeWorld({
        store: {
          readClaims: async () => [claimOf(who, unconfirmed)],
          readMention: async () => mentionView({ person: busyAna }),
        },
      }),
    act: (_state, actions) => actions.open({ screen: 'mention', key: wait.mention.key, from: null }),
  }
}

/** Ana's mention with a note and a draft in their boxes, which came to this. `shown`: what the store has of it then. */
function written(fate: 'erased' | 'set-aside', shown: () => Promise<MentionView | null>): Story {
  return {
    world: () => fakeWorld({ store: { readMention: shown, readNoteFate: async () => fate } }),
    async act(state) {
      const note = state.noteBox(mentionView())
      note.type('Wants her money back, and is right.')
      state.draftBox(mentionView()).type('Hello Ana, that is on us.')
      await note.publish()
      // Not by an action: to leave a screen closes its boxes.
      state.trail.value = [{ screen: 'here' }, { screen: 'mention', key: wait.mention.key, from: null }]
    },
  }
}

/** What waits, what was set aside, what sync needs of a person, and what colleagues do at the same time. */
export const SYNC_STORIES: Readonly<Record<string, Story>> = {
  'set-aside-list': {
    world: () =>
      fakeWorld({
        store: {
          readSetAside: async () => ({ entries: ENTRIES, names: { [ids.maya]: 'Maya Osei' } }),
          readSyncStatus: syncStatus({ setAside: 3 }),
        },
      }),
    async act(state, actions, world) {
      openSetAside(state, actions, world)
      await settle()
      document.querySelector<HTMLElement>('[data-focus^="edit "]')?.click()
      for (const one of document.querySelectorAll<HTMLDetailsElement>('main details')) one.open = true
    },
  },
  'set-aside-none': { world: () => fakeWorld(), act: openSetAside },
  'note-refused': written('set-aside', async () => mentionView()),
  'note-of-erased': written('erased', async () => mentionView()),
  'mention-of-erased': written('erased', async () => null),
  'sync-backing-off': withStatus({
    ...waiting,
    ...engine('backing-off'),
    setAside: 1,
    problem: { code: 'offline' },
    nextTryAt: NOW + 4 * 60_000,
  }),
  'sync-paused': withStatus({ ...waiting, ...engine('paused-auth'), oldestAt: NOW - 30 * 3_600_000 }),
  'sync-revoked': withStatus({ ...waiting, ...engine('paused-revoked') }),
  'sync-too-old': withStatus({ ...waiting, ...engine('too-old') }),
  'sync-first': withStatus(engine('resyncing', { done: 12_400, of: 100_000 })),
  'sync-absent': withStatus({
    ...engine('backing-off'),
    problem: { code: 'offline' },
    lastOkAt: NOW - 40 * 24 * 3_600_000,
  }),
  'sync-lost': withStatus({ ...engine('resyncing'), lost: 4, lostAt: NOW - 60_000 }),
  'claim-theirs': claimed('maya', false),
  'claim-mine': claimed('me', true),
  'here-team': {
    world: () => fakeWorld({ store: { readClaims: async () => [claimOf('maya')] } }),
    act(state) {
      state.presentIds.value = [ids.maya, ids.sam]
    },
  },
  'person-busy': {
    world: () =>
      fakeWorld({
        store: {
          readPerson: async () => busyAna,
          readTeam: async () => [{ ...me, role: 'owner' }],
        },
      }),
    async act(state, actions, world) {
      openPerson(state, actions, world)
      await settle()
      for (const one of document.querySelectorAll<HTMLDetailsElement>('main details')) one.open = true
    },
  },
  'person-erase': {
    world: () => fakeWorld({ store: { readTeam: async () => [{ ...me, role: 'owner' }] } }),
    async act(state, actions, world) {
      openPerson(state, actions, world)
      await settle()
      await actions.askToErase(busyAna)
      await settle()
      document.querySelector('[role="alertdialog"]')?.scrollIntoView()
    },
  },
  'people-deleted': {
    world: () => fakeWorld({ store: { readDeleted: async () => [tomSummary] } }),
    async act(_state, actions) {
      actions.showTab('people')
      await settle()
      for (const one of document.querySelectorAll<HTMLDetailsElement>('main details')) one.open = true
    },
  },
}
