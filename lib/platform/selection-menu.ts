import type { Menus, Tabs } from 'webextension-polyfill'
import { LIMITS } from '../model/limits.ts'
import { type PageSelection, PageSelectionSchema } from '../model/selection.ts'
import { browser } from './browser.ts'
import { leavePicked } from './picked-text.ts'
import { send } from './send.ts'

const ID = 'log-selection'

/** Puts "Log this with Earshot" into the menu of selected text. At install and update: the browser keeps it. */
export async function addSelectionMenu(): Promise<void> {
  await browser.contextMenus.removeAll()
  browser.contextMenus.create({
    id: ID,
    title: browser.i18n.getMessage('log_selection'),
    contexts: ['selection'],
  })
}

/**
 * A click on it opens the panel, and leaves there what was selected. Works on pages that we may not read: then
 * the browser tells the words, and nobody who wrote them. For the background: never removed.
 */
export function onSelectionMenu(now: () => number): void {
  browser.contextMenus.onClicked.addListener((clicked, tab) => {
    if (clicked.menuItemId !== ID || tab?.windowId === undefined) return
    // Before any await: the browser opens a panel only in the very turn of the click.
    openPanel(tab.windowId)
    leave(clicked, tab, now()).catch(() => undefined)
  })
}

function openPanel(windowId: number): void {
  const opened = browser.sidePanel ? browser.sidePanel.open({ windowId }) : browser.sidebarAction.open()
  // The panel may be open already, or the browser may have none: the words wait for it.
  opened.catch(() => undefined)
}

async function leave(clicked: Menus.OnClickData, tab: Tabs.Tab, now: number): Promise<void> {
  const selection = (await askReader(clicked, tab)) ?? saidByBrowser(clicked, tab)
  if (selection !== null && tab.windowId !== undefined) await leavePicked(tab.windowId, selection, now)
}

/** The reader knows who wrote it; in a frame that is none of its page it would tell of another selection. */
async function askReader({ frameId }: Menus.OnClickData, { id }: Tabs.Tab): Promise<PageSelection | null> {
  if (id === undefined || (frameId !== undefined && frameId !== 0)) return null
  const reply = await send('reader.selection', null, { tabId: id })
  return (reply.ok && PageSelectionSchema.safeParse(reply.value.selection).data) || null
}

function saidByBrowser(
  { selectionText = '', pageUrl }: Menus.OnClickData,
  tab: Tabs.Tab,
): PageSelection | null {
  const { data } = PageSelectionSchema.safeParse({
    text: selectionText.trim().slice(0, LIMITS.postText),
    author: null,
    permalink: /^https?:\/\//i.test(pageUrl ?? '') && (pageUrl ?? '').length <= LIMITS.url ? pageUrl : null,
    title: tab.title?.slice(0, LIMITS.label) ?? null,
    site: 'generic',
  })
  return data ?? null
}
