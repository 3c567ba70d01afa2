import { fail } from '../../lib/model/problem.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelState } from '../../lib/panel/panel-state.ts'
import { ids, NOW } from '../support/panel-names.ts'
import { anaWithSiblings } from '../support/panel-person.ts'
import type { FakeWorld } from '../support/panel-ports.ts'
import { fakeWorld } from '../support/panel-ports.ts'
import { allSent, hereView, jam, mentionView, report, wait } from '../support/panel-views.ts'
import { NEED_STORIES } from './need-stories.ts'
import { SYNC_STORIES } from './sync-stories.ts'
import { VERDICT_STORIES } from './verdict-stories.ts'

/** One picture of the panel: the world it stands in, and what was done there. */
export interface Story {
  readonly world: () => FakeWorld
  readonly act?: (state: PanelState, actions: PanelActions, world: FakeWorld) => Promise<void> | void
  readonly team?: boolean
}

const withHere = (view: ReturnType<typeof hereView>): Story => ({
  world: () => fakeWorld({ store: { readHere: async () => view } }),
})
const NO_PAGE = { page: null, mentions: [], setAside: [], alsoHere: [], listening: true }
const MENTION = { screen: 'mention', key: wait.mention.key, from: wait.mention.key } as const
const openMention: NonNullable<Story['act']> = (_state, actions) => actions.open(MENTION)
const openReport: NonNullable<Story['act']> = (_state, actions) =>
  actions.open({ screen: 'report', from: 'report' })
const REPORT = `# Earshot: a page is read wrongly\n\n- Site: reddit\n\n${'<div class="post"><p>Amona tefo gurila</p></div>\n'.repeat(40)}`
const NOTICED = {
  postKey: 'robin-1',
  permalink: 'https://www.reddit.com/r/espresso/comments/jam/robin-1',
  at: NOW - 60_000,
}
const AS_MANY_AS_WE_KNOW =
  'Bluesky Facebook GitHub Hacker_News Instagram LinkedIn Lobsters Product_Hunt Quora Reddit Slashdot Stack_Exchange Steam Threads TikTok Trustpilot X YouTube'
    .split(' ')
    .map((name) => ({ id: name.toLowerCase(), name: name.replace('_', ' '), origins: [] }))
const never = <T>() => new Promise<T>(() => undefined)

/** Every screen in every state that a person can meet. Texts are invented. */
export const STORIES: Readonly<Record<string, Story>> = {
  here: { world: () => fakeWorld() },
  urgency: { world: () => fakeWorld(), act: (_state, actions) => actions.setOrder('urgency') },
  starting: { world: () => fakeWorld({ ports: { hasOrigin: never } }) },
  hidden: { world: () => fakeWorld({ tab: { tabId: 7, url: null }, ports: { sites: AS_MANY_AS_WE_KNOW } }) },
  'hidden-all-allowed': {
    world: () => fakeWorld({ tab: { tabId: 7, url: null }, ports: { hasOrigins: async () => true } }),
  },
  'own-page': {
    world: () => fakeWorld({ tab: { tabId: 7, url: 'chrome-extension://earshot/options.html' } }),
  },
  'browser-page': { world: () => fakeWorld({ tab: { tabId: 7, url: 'chrome://settings' } }) },
  'not-permitted': {
    world: () => fakeWorld({ ports: { hasOrigin: async () => false } }),
  },
  'not-permitted-unknown': {
    world: () =>
      fakeWorld({
        tab: { tabId: 7, url: 'https://a-very-long-host-name.forum.example/t/1' },
        ports: { hasOrigin: async () => false },
      }),
  },
  reading: withHere(hereView([], { complete: false })),
  failed: withHere(hereView([], { failed: true })),
  refused: {
    world: () =>
      fakeWorld({
        ports: { send: async () => fail('not-permitted'), wait: async () => undefined },
        store: { readHere: async () => NO_PAGE },
      }),
  },
  'unknown-site': withHere(hereView([], { site: null, page: null, report: null }, [])),
  nothing: withHere(hereView([])),
  degraded: withHere(
    hereView([jam], {
      report: {
        ...report,
        posts: 3,
        missing: { author: 3, text: 0, time: 1, permalink: 0 },
        failed: [{ selector: '.comment .author', least: 1, found: 0 }],
      },
    }),
  ),
  guessed: withHere(hereView([jam], { report: { ...report, guessed: true } })),
  'recipe-in-force': withHere(
    hereView([jam], { report: { ...report, recipe: { source: 'team', version: 3, refused: false } } }),
  ),
  'reply-noticed': {
    world: () => fakeWorld({ store: { readMention: async () => ({ ...mentionView(), noticed: NOTICED }) } }),
    act: openMention,
  },
  mention: { world: () => fakeWorld(), act: openMention },
  'mention-new': {
    world: () =>
      fakeWorld({
        store: {
          readMention: async () =>
            mentionView({ ...jam, parent: null, guidance: [], person: null, replies: [], playbook: null }),
        },
      }),
    act: openMention,
    team: false,
  },
  'mention-logged': {
    world: () => fakeWorld(),
    async act(state, actions, world) {
      openMention(state, actions, world)
      await actions.choose(mentionView(), 'answered')
      await actions.amend('promise', 'send the third burr set')
    },
  },
  'mention-routing': {
    world: () => fakeWorld(),
    async act(state, actions, world) {
      openMention(state, actions, world)
      await actions.choose(mentionView(), 'routed')
    },
  },
  'mention-not-saved': {
    world: () =>
      fakeWorld({
        store: {
          keepUnsavedNote: async () => fail('store-full'),
          logInteraction: async () => fail('store-full'),
        },
      }),
    async act(state, actions, world) {
      openMention(state, actions, world)
      state.noteBox(mentionView()).type('She runs a small café now.')
      state.draftBox(mentionView()).type('Hello {{name}}, the silence is on us.')
      await actions.choose(mentionView(), 'answered')
    },
  },
  'mention-gone': { world: () => fakeWorld({ store: { readMention: async () => null } }), act: openMention },
  people: { world: () => fakeWorld(), act: (_state, actions) => actions.showTab('people') },
  'people-empty': {
    world: () => fakeWorld({ store: { findContacts: async () => [] } }),
    act: (_state, actions) => actions.showTab('people'),
  },
  'people-not-found': {
    world: () => fakeWorld(),
    act(state, actions) {
      actions.showTab('people')
      state.search.value = 'zzz'
    },
  },
  person: {
    world: () => fakeWorld(),
    act: (_state, actions) => actions.open({ screen: 'person', contactId: ids.ana, from: null }),
  },
  'person-siblings': {
    world: () => fakeWorld({ store: { readPerson: async () => anaWithSiblings } }),
    act: (_state, actions) => actions.open({ screen: 'person', contactId: ids.ana, from: null }),
  },
  'by-hand': {
    world: () => fakeWorld(),
    act: (_state, actions) => actions.open({ screen: 'by-hand', from: null }),
  },
  'report-making': { world: () => fakeWorld({ ports: { send: never } }), act: openReport },
  report: {
    world: () =>
      fakeWorld({
        ports: {
          send: async (name) =>
            name === 'reader.report'
              ? ({ ok: true, value: { report: REPORT } } as never)
              : fail('not-found', { detail: name }),
        },
      }),
    act: openReport,
  },
  'report-gone': { world: () => fakeWorld(), act: openReport },
  'report-too-large': {
    world: () => fakeWorld({ ports: { send: async () => fail('too-large') } }),
    act: openReport,
  },
  keys: {
    world: () => fakeWorld(),
    act(state) {
      state.helpOpen.value = true
    },
  },
  offline: {
    world: () =>
      fakeWorld({
        store: {
          readSyncStatus: async () => ({
            ...allSent,
            waiting: 3,
            oldestAt: NOW - 125_000,
            setAside: 1,
            problem: { code: 'offline' },
          }),
        },
      }),
  },
  ...NEED_STORIES,
  ...VERDICT_STORIES,
  ...SYNC_STORIES,
  personal: {
    world: () => fakeWorld({ store: { readSyncStatus: async () => ({ ...allSent, kind: 'personal' }) } }),
    team: false,
  },
}
