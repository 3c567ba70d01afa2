import { fail, ok } from '../../lib/model/problem.ts'
import type { PanelPorts, PanelStore, PanelTab } from '../../lib/panel/ports.ts'
import { weighRule } from '../../lib/panel/weigh-rule.ts'
import { anaSummary, ids, maya, me, NOW, sam, tomSummary } from './panel-names.ts'
import { ana } from './panel-person.ts'
import { allSent, hereView, mentionView } from './panel-views.ts'

/** What was asked of the world, in order, as `[door, …arguments]`. */
type Asked = readonly [string, ...unknown[]]

export interface FakeWorld {
  readonly ports: PanelPorts
  readonly asked: Asked[]
  /** Moves the panel to another tab. */
  show(tab: PanelTab | null): void
  /** Lets everything that waits for a pause go on. */
  passTime(): Promise<void>
}

const TAB: PanelTab = { tabId: 7, url: 'https://www.reddit.com/r/espresso/comments/jam/' }
const REDDIT = { id: 'reddit', name: 'Reddit', origins: ['https://*.reddit.com/*'] }
const SITES = [
  { id: 'hackernews', name: 'Hacker News', origins: ['https://news.ycombinator.com/*'] },
  REDDIT,
  { id: 'x', name: 'X', origins: ['https://*.x.com/*'] },
]

/** A world that grants, stores and answers everything, unless a part of it is replaced. */
export function fakeWorld(
  parts: {
    readonly ports?: Partial<PanelPorts>
    readonly store?: Partial<PanelStore>
    readonly tab?: PanelTab | null
  } = {},
): FakeWorld {
  const asked: Asked[] = []
  let pauses: (() => void)[] = []
  let onTab: (tab: PanelTab | null) => void = () => undefined
  let count = 0
  const done =
    (door: string) =>
    async (...given: unknown[]) => {
      asked.push([door, ...given])
      return ok(null)
    }
  const store: PanelStore = {
    readHere: async () => hereView(),
    readMention: async () => mentionView(),
    findContacts: async (text) => [anaSummary, tomSummary].filter(({ name }) => name.includes(text)),
    readPerson: async () => ana,
    readSyncStatus: async () => allSent,
    logInteraction: async (mention, draft) => {
      asked.push(['logInteraction', mention.key, draft])
      return ok({ interactionId: `interaction-${++count}`, contactId: ids.ana })
    },
    amendInteraction: done('amendInteraction'),
    retractInteraction: done('retractInteraction'),
    logByHand: async (met, draft) => {
      asked.push(['logByHand', met, draft])
      return ok({ interactionId: `interaction-${++count}`, contactId: ids.ana })
    },
    contactForMention: async () => ok(ids.ana),
    keepUnsavedNote: done('keepUnsavedNote'),
    publishNote: done('publishNote'),
    readNoteFate: async () => 'stands',
    joinNoteSiblings: done('joinNoteSiblings'),
    deleteNote: done('deleteNote'),
    saveDraft: done('saveDraft'),
    awaitReply: done('awaitReply'),
    logNoticedReply: async (mention) => {
      asked.push(['logNoticedReply', mention.key])
      return ok({
        interactionId: `interaction-${++count}`,
        contactId: ids.ana,
        outcome: 'answered',
        changed: false,
      })
    },
    declineReply: done('declineReply'),
    setVerdict: done('setVerdict'),
    readSeenMentions: async () => [],
    changeTopic: async (from, to) => {
      asked.push(['changeTopic', from, to])
      return ok(to)
    },
    readSetAside: async () => ({ entries: [], names: {} }),
    resendSetAside: done('resendSetAside'),
    discardSetAside: async (id) => {
      asked.push(['discardSetAside', id])
      return ok({ restore: done('restoreSetAside') })
    },
    exportSetAside: async () => new Blob(['[]']),
    exportUnsent: async () => new Blob(['[]']),
    acknowledgeLost: done('acknowledgeLost'),
    readTeam: async () => [
      { ...me, role: 'member' },
      { ...maya, role: 'member' },
      { ...sam, role: 'owner' },
    ],
    readClaims: async () => [],
    takeClaim: done('takeClaim'),
    releaseClaim: done('releaseClaim'),
    setFields: done('setFields'),
    useThis: done('useThis'),
    keepShown: done('keepShown'),
    addTag: done('addTag'),
    removeTag: done('removeTag'),
    linkHandle: done('linkHandle'),
    unlinkHandle: done('unlinkHandle'),
    mergeContacts: async (one, other) => {
      asked.push(['mergeContacts', one, other])
      return ok([one, other].sort()[0] ?? one)
    },
    unmergeContacts: done('unmergeContacts'),
    deleteContact: done('deleteContact'),
    restoreContact: done('restoreContact'),
    readDeleted: async () => [],
    addFact: done('addFact'),
    confirmFact: done('confirmFact'),
    retractFact: done('retractFact'),
    exportPerson: async () => new Blob(['{}']),
    ...parts.store,
  }
  const ports: PanelPorts = {
    team: {
      countErasure: async (contactIds) => {
        asked.push(['countErasure', contactIds])
        return ok({ events: 14, confirmation: 'exactly-these' })
      },
      erase: done('erase'),
    },
    scratch: () => ({ left: null, keep: () => undefined, clear: () => undefined }),
    sites: SITES,
    ownOrigin: 'chrome-extension://earshot',
    watchTab: (callback) => {
      onTab = callback
      callback(parts.tab === undefined ? TAB : parts.tab)
    },
    watchPicked: () => undefined,
    watchPermissions: () => undefined,
    hasOrigin: async () => true,
    hasOrigins: async () => false,
    isLoading: async () => false,
    requestOrigins: async (origins) => {
      asked.push(['requestOrigins', origins])
      return true
    },
    siteOf: (url) => (url.includes('reddit.com') ? REDDIT : null),
    send: async (name) => {
      asked.push(['send', name])
      return fail('not-found')
    },
    openOptions: async () => undefined,
    openPractice: async () => undefined,
    saveOrder: done('saveOrder'),
    model: null,
    weighRule: (about) => weighRule(about, async () => undefined),
    copy: async (text) => {
      asked.push(['copy', text])
      return true
    },
    saveFile: (name, content) => {
      asked.push(['saveFile', name, content.size])
    },
    now: () => NOW,
    newId: () => `id-${++count}`,
    wait: () => new Promise((resolve) => pauses.push(resolve)),
    watchClock: () => undefined,
    ...parts.ports,
    store,
  }
  return {
    ports,
    asked,
    show: (tab) => onTab(tab),
    async passTime() {
      const due = pauses
      pauses = []
      for (const resume of due) resume()
      await settle()
    },
  }
}

/** Lets every promise that can go on do so; live queries start in a task of their own. */
export async function settle(): Promise<void> {
  for (let n = 0; n < 5; n++) await new Promise((resolve) => setTimeout(resolve))
}
