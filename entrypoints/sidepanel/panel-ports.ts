import { SITE_INDEX } from 'virtual:site-index'
import type { PanelPorts, PanelStore, SiteChoice, TeamDoors } from '../../lib/panel/ports.ts'
import { watchActiveTab } from '../../lib/platform/active-tab.ts'
import { openOptions, openPractice } from '../../lib/platform/open-page.ts'
import { ownOrigin } from '../../lib/platform/own-origin.ts'
import { hasOrigin, hasOrigins, requestOrigins, watchPermissions } from '../../lib/platform/permissions.ts'
import { watchPicked } from '../../lib/platform/picked-text.ts'
import { saveFile } from '../../lib/platform/save-file.ts'
import { scratchOf } from '../../lib/platform/scratch.ts'
import { browserModel } from '../../lib/platform/second-opinion.ts'
import { send } from '../../lib/platform/send.ts'
import { savePreferences } from '../../lib/platform/settings.ts'
import { isLoading } from '../../lib/platform/tabs.ts'
import { siteByHost } from '../../lib/sites/choose-site.ts'
import type { SiteIdentity } from '../../lib/sites/site.ts'
import type { Actor } from '../../lib/store/views.ts'

const HALF_A_MINUTE = 30_000

/** `only`: the panel was opened as a page of its own, to follow this tab. */
export function createPanelPorts(
  store: PanelStore,
  actor: Actor,
  team: TeamDoors | null,
  only: number | null,
): PanelPorts {
  return {
    store,
    team,
    scratch: scratchOf(actor.workspaceId),
    sites: sitesToOffer(),
    ownOrigin: ownOrigin(),
    watchPicked: (onPicked, signal) => watchPicked(onPicked, signal, () => actor.now()),
    watchTab: (onTab, signal) => watchActiveTab(onTab, signal, only === null ? {} : { only }),
    watchPermissions,
    hasOrigin,
    hasOrigins,
    isLoading,
    requestOrigins,
    siteOf(url) {
      const address = URL.parse(url)
      const site = address && siteByHost(address, SITE_INDEX)
      return site && site.origins.length > 0 ? choiceOf(site) : null
    },
    send,
    openOptions,
    openPractice,
    saveOrder: (order) => savePreferences({ order }),
    model: browserModel(),
    async weighRule(about, isOver) {
      const { weighRule } = await import('../../lib/panel/weigh-rule.ts')
      return weighRule(about, async () => {
        await new Promise((resolve) => setTimeout(resolve))
        if (isOver()) throw new Error('nobody waits for it any more')
      })
    },
    copy: (text) =>
      navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ),
    saveFile,
    now: () => actor.now(),
    newId: () => actor.newId(),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    watchClock(onTick, signal) {
      const tickInView = () => {
        if (!document.hidden) onTick()
      }
      const timer = setInterval(tickInView, HALF_A_MINUTE)
      document.addEventListener('visibilitychange', tickInView, { signal })
      signal.addEventListener('abort', () => clearInterval(timer), { once: true })
    },
  }
}

/** Sites that one tap can allow, by name. Two layouts of one site ask for the same, and are offered once. */
function sitesToOffer(): readonly SiteChoice[] {
  const offered = new Map<string, SiteChoice>()
  for (const site of SITE_INDEX) {
    const asks = site.origins.join(' ')
    if (asks !== '' && !offered.has(asks)) offered.set(asks, choiceOf(site))
  }
  return [...offered.values()].sort((one, other) => one.name.localeCompare(other.name))
}

function choiceOf({ id, name, origins }: SiteIdentity): SiteChoice {
  return { id, name, origins }
}
