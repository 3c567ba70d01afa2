import { type PageSelection, PageSelectionSchema } from '../model/selection.ts'
import type { PanelState } from './panel-state.ts'
import type { PanelPorts } from './ports.ts'

/** What came of asking the page for its selected text. */
export type TakenSelection = 'taken' | 'nothing' | 'unreadable'

/** Selected text for the form of logging by hand. */
export interface SelectionActions {
  /** Asks the page beside the panel. `nothing`: no text is selected; `unreadable`: we may not see the page. */
  takeSelection(): Promise<TakenSelection>
  /** Opens the form with text that was chosen from the page's menu. */
  logSelection(selection: PageSelection): void
  /** The form has it now. */
  selectionTaken(): void
}

export function createSelectionActions(
  state: PanelState,
  ports: PanelPorts,
  open: () => void,
): SelectionActions {
  return {
    async takeSelection() {
      const tabId = state.tab.value?.tabId
      if (tabId === undefined) return 'unreadable'
      const reply = await ports.send('reader.selection', null, { tabId })
      if (!reply.ok) return 'unreadable'
      if (reply.value.selection === null) return 'nothing'
      // It comes from beside a page.
      const { data } = PageSelectionSchema.safeParse(reply.value.selection)
      if (data === undefined) return 'unreadable'
      state.picked.value = data
      return 'taken'
    },
    logSelection(selection) {
      state.picked.value = selection
      if (state.route.value.screen !== 'by-hand') open()
    },
    selectionTaken() {
      state.picked.value = null
    },
  }
}
