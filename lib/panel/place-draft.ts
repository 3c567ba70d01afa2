import type { Problem } from '../model/problem.ts'
import type { MentionView } from '../store/views.ts'
import { isElsewhere } from './here-state.ts'
import type { PanelState } from './panel-state.ts'
import type { PanelNotice, PanelPorts, PanelTab } from './ports.ts'

/** Where a draft went when it was to go into the site's reply box, for the line that says so. */
export interface Placed {
  readonly mentionKey: string
  /** The draft as it then was: with other words the line is no longer true. */
  readonly text: string
  /** `elsewhere`: the page in front does not hold the post. `unreachable`: nobody reads there, or it failed. */
  readonly how: 'inserted' | 'already' | 'no-box' | 'differs' | 'too-long' | 'elsewhere' | 'unreachable'
  /** What the box holds instead of the draft; where that is too long, the end of it that does not fit. */
  readonly held: string | null
  /** It is on the clipboard instead; null: that was not needed. */
  readonly copied: boolean | null
}

/** What can be done with a draft that is written. */
export interface PlacingActions {
  /** Into the site's own reply box, never sent; where that fails the text is copied. */
  insert(view: MentionView, text: string): Promise<void>
  copy(view: MentionView, text: string): Promise<void>
}

/** Puts drafts into the page or on the clipboard, and has the store look out for the posted reply. */
export function createPlacing(
  state: PanelState,
  ports: PanelPorts,
  note: (during: PanelNotice['during'], problem: Problem) => void,
  settle: (during: PanelNotice['during']) => void,
): PlacingActions {
  let placing = false
  const toClipboard = (text: string) => ports.copy(text).catch(() => false)
  const lookOut = async ({ mention }: MentionView, text: string, tab: PanelTab | null) => {
    const asked = tab && (await ports.send('reader.posts', null, { tabId: tab.tabId }))
    // Without it a reply is not noticed: the outcome can still be logged by hand.
    await ports.store.awaitReply(mention, text, asked?.ok ? asked.value.keys : null)
  }
  const tabOf = (view: MentionView) =>
    isElsewhere(state.here.value, view.mention.key) ? null : (state.tab.value ?? null)
  return {
    async insert(view, text) {
      if (placing || text.trim() === '') return
      placing = true
      state.placed.value = null
      try {
        const tab = tabOf(view)
        const { how, held } = await putInto(tab, view, text, ports)
        const isIn = how === 'inserted' || how === 'already'
        const copied = isIn ? null : await toClipboard(text)
        state.placed.value = { mentionKey: view.mention.key, text, how, held, copied }
        if (isIn || copied) await lookOut(view, text, tab)
      } finally {
        placing = false
      }
    },
    async copy(view, text) {
      if (text === '') return
      state.placed.value = null
      if (!(await toClipboard(text))) return note('copy', { code: 'not-permitted' })
      settle('copy')
      state.toast.value = { kind: 'copied' }
      await lookOut(view, text, tabOf(view))
    },
  }
}

async function putInto(
  tab: PanelTab | null,
  { mention }: MentionView,
  text: string,
  ports: PanelPorts,
): Promise<Pick<Placed, 'how' | 'held'>> {
  if (tab === null) return { how: 'elsewhere', held: null }
  const postKey = mention.post.key
  const reply = await ports
    .send('draft.insert', { postKey, text }, { tabId: tab.tabId })
    .catch(() => ({ ok: false }) as const)
  if (!reply.ok) return { how: 'unreachable', held: null }
  const { outcome, held } = reply.value
  return { how: outcome, held: outcome === 'differs' || outcome === 'too-long' ? held : null }
}
