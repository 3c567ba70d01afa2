import { SITE_INDEX } from 'virtual:site-index'
import { SITE_RECIPES } from 'virtual:site-recipes'
import { defineBackground } from 'wxt/utils/define-background'
import { deliverWorkspaces } from '../lib/background/deliver-workspaces.ts'
import { noteRolledBack, offerRecipes, type RecipePorts } from '../lib/background/offer-recipes.ts'
import type { BackgroundPorts } from '../lib/background/ports.ts'
import {
  emptyTopicCache,
  forgetTab,
  readPagesAgain,
  rememberPage,
  tabMovedOn,
  tidyUp,
} from '../lib/background/remember-pages.ts'
import { alarmMinutes, badgeOf, syncWorkspaces } from '../lib/background/sync-workspaces.ts'
import { fail, ok } from '../lib/model/problem.ts'
import { keepAlarm, onAlarm } from '../lib/platform/alarms.ts'
import { showBadge } from '../lib/platform/badge.ts'
import { handleMessages } from '../lib/platform/handle-messages.ts'
import { changeKeptRecipes, readKeptRecipes } from '../lib/platform/kept-recipes.ts'
import { onBrowserStart, onceARun, onceEver, onInstalled, onOnline } from '../lib/platform/life.ts'
import { readMirror, saveMirror } from '../lib/platform/mirror.ts'
import { openWelcome } from '../lib/platform/open-page.ts'
import {
  onSitesChanged,
  registerReader,
  startOpenTabs,
  startReader,
  startReport,
  startSite,
  stopForbiddenReaders,
} from '../lib/platform/reader-scripts.ts'
import { addSelectionMenu, onSelectionMenu } from '../lib/platform/selection-menu.ts'
import { send } from '../lib/platform/send.ts'
import { readWorkspaces } from '../lib/platform/settings.ts'
import { openPanelOnClick } from '../lib/platform/side-panel.ts'
import { onTabClosed, onTabLoading, onTabReplaced } from '../lib/platform/tabs.ts'
import { forgetStrayDevices } from '../lib/wiring/join-team.ts'
import { databasesOfWorkspaces } from '../lib/wiring/open-databases.ts'
import { sessionOf } from '../lib/wiring/team-session.ts'

const SYNC_ALARM = 'sync'

const RECIPES: RecipePorts = {
  sites: SITE_RECIPES,
  readKept: readKeptRecipes,
  changeKept: changeKeptRecipes,
}

/** Every listener is added in the first turn: a worker that an event wakes up knows only those. */
export default defineBackground(() => {
  const ports = browserPorts()
  const cache = emptyTopicCache()
  const sync = (force: boolean) => syncRound(ports, force)

  handleMessages({
    'thread.seen': (seen, { tabId }) => {
      if (tabId === null) return Promise.resolve(fail('foreign-sender'))
      quietly(noteRolledBack(ports, RECIPES, seen.report))
      return rememberPage(ports, cache, { tabId, seen })
    },
    'site.wanted': async ({ site, loaded = false }, { tabId }) => {
      if (tabId === null || !SITE_INDEX.some(({ id, ownPage }) => id === site && !ownPage))
        return fail('invalid', { path: 'site' })
      const started = loaded ? ok(null) : await startSite(tabId, site)
      return started.ok ? ok({ recipes: await offerRecipes(ports, RECIPES, site) }) : started
    },
    'report.wanted': (_, { tabId }) =>
      tabId === null ? Promise.resolve(fail('foreign-sender')) : startReport(tabId),
    // Answered at once: a round may take longer than a page waits, and its outcome is in the database.
    'sync.poke': async ({ now }) => {
      quietly(sync(now))
      return ok(null)
    },
    'reader.start': ({ tabId }) => startReader(tabId),
    'workspace.changed': async () => {
      await readPagesAgain(ports)
      quietly(sync(false))
      return ok(null)
    },
  })
  openPanelOnClick()
  onSelectionMenu(() => Date.now())
  onTabClosed((tabId) => quietly(forgetTab(ports, tabId)))
  onTabReplaced((tabId) => quietly(forgetTab(ports, tabId)))
  onTabLoading((tabId) => quietly(tabMovedOn(ports, tabId)))
  onSitesChanged({
    onGiven: () => quietly(registerReader().then(startOpenTabs)),
    onTaken: () => quietly(registerReader().then(() => stopAndForget(ports))),
  })
  onAlarm(SYNC_ALARM, () => quietly(sync(false)))
  onOnline(() => quietly(sync(true)))
  onBrowserStart(() => quietly(forgetStrays()))
  onInstalled((why) => {
    quietly(addSelectionMenu())
    if (why === 'install') quietly(onceEver(openWelcome))
  })
  // Pages that stayed open while Earshot was not there keep a reader that nobody hears.
  quietly(onceARun(() => tidyUp(ports).then(startOpenTabs)))
  quietly(registerReader())
  quietly(sync(false))
})

function browserPorts(): BackgroundPorts {
  return {
    readWorkspaces,
    openDatabase: databasesOfWorkspaces(),
    reread: async (tabId) => (await send('reader.reread', null, { tabId })).ok,
    alone: (name, work) => navigator.locks.request(name, work),
    unlessRunning: (name, work) =>
      navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock === null ? null : work())),
    now: () => Date.now(),
  }
}

async function syncRound(ports: BackgroundPorts, force: boolean): Promise<void> {
  const outside = {
    ...ports,
    fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
    random: () => Math.random(),
    newId: () => crypto.randomUUID(),
  }
  // First of all: a worker that dies in the middle of a round is woken soon, and not when it had last thought fit.
  await keepAlarm(SYNC_ALARM, 0.5)
  const { changed, statuses } = await syncWorkspaces(
    { ...outside, sessionOf, mirror: { read: readMirror, save: saveMirror } },
    force,
  )
  const undelivered = await deliverWorkspaces(outside, force)
  await keepAlarm(SYNC_ALARM, undelivered ? 0.5 : alarmMinutes(statuses))
  await showBadge(badgeOf(statuses, ports.now()))
  if (changed) await readPagesAgain(ports)
}

async function forgetStrays(): Promise<void> {
  const workspaces = await readWorkspaces()
  if (workspaces.ok) await forgetStrayDevices(workspaces.value.all)
}

async function stopAndForget(ports: BackgroundPorts): Promise<void> {
  for (const tabId of await stopForbiddenReaders()) await forgetTab(ports, tabId)
}

/**
 * The end of every event. What failed is tried again at the next one: rows are recorded anew by the next
 * reading, sync by its alarm; so a failure here is written down for a developer and nothing else.
 */
function quietly(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    // biome-ignore lint/suspicious/noConsole: the one sink for bugs in the background.
    console.error(error)
  })
}
