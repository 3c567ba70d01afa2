import { browser } from './browser.ts'

/**
 * A click on the button opens the panel. Chrome does so by itself; `sidePanel.open()` would lose the
 * gesture at the first `await`. Firefox toggles its sidebar, also without an `await` before it.
 */
export function openPanelOnClick(): void {
  if (browser.sidePanel !== undefined)
    // It fails only where the browser has no side panel to open, and then the click does nothing either.
    browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: true }).catch(() => undefined)
  else
    browser.action.onClicked.addListener(() => {
      browser.sidebarAction.toggle().catch(() => undefined)
    })
}
