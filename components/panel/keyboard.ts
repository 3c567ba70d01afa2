import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { type Command, commandOf } from '../../lib/panel/keys.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelState } from '../../lib/panel/panel-state.ts'
import type { MessageKey } from '../shared/i18n.ts'
import { controlNamed, focusIfLost } from '../shared/Screen.tsx'

/** The keys, as the help lists them. */
export const KEYS: readonly { readonly keys: readonly string[]; readonly does: MessageKey }[] = [
  { keys: ['j', 'k'], does: 'panel.keys.move' },
  { keys: ['Enter'], does: 'panel.keys.open' },
  { keys: ['Esc'], does: 'panel.keys.back' },
  { keys: ['1–9', '0'], does: 'panel.keys.outcome' },
  { keys: ['f'], does: 'panel.keys.filter' },
  { keys: ['n'], does: 'panel.keys.note' },
  { keys: ['d'], does: 'panel.keys.draft' },
  { keys: ['i'], does: 'panel.keys.insert' },
  { keys: ['c'], does: 'panel.keys.copy' },
  { keys: ['m'], does: 'panel.keys.claim' },
  { keys: ['/'], does: 'panel.keys.search' },
  { keys: ['g h'], does: 'panel.keys.here' },
  { keys: ['g p'], does: 'panel.keys.people' },
  { keys: ['?'], does: 'panel.keys.help' },
]

/** Listens to the keys of the whole panel, for as long as it is drawn. */
export function usePanelKeys(state: PanelState, actions: PanelActions): void {
  useEffect(() => {
    let afterG = false
    const early = createEarlyKeys(state, (command) => run(command, state, actions))
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || state.helpOpen.value) return
      const command = commandOf({
        key: event.key,
        ctrl: event.ctrlKey || event.altKey || event.metaKey,
        typing: isTyping(event.target),
        afterG,
      })
      afterG = event.key === 'g' && !isTyping(event.target)
      // A key held down must not log again and again.
      if (command === null || (event.repeat && command.do === 'outcome')) return
      if (early.keep(command) || run(command, state, actions)) event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
      early.forget()
    }
  }, [state, actions])
}

const EARLY: ReadonlySet<Command['do']> = new Set(['outcome', 'note', 'draft', 'copy', 'insert', 'claim'])

/**
 * A mention takes a moment to load, and practised fingers are faster. The first key on it is kept until it
 * is there, if it still is the screen. What follows is dropped: after `n` it was meant for the note.
 */
function createEarlyKeys(state: PanelState, act: (command: Command) => void) {
  let kept: { stop(): void } | null = null
  const forget = () => {
    kept?.stop()
    kept = null
  }
  return {
    /** True when the command waits, or was dropped, because the mention is not there yet. */
    keep(command: Command): boolean {
      const route = state.route.value
      const isLoading = () => route.screen === 'mention' && state.mention.value.status === 'loading'
      const isMeant = EARLY.has(command.do) || (kept !== null && command.do !== 'back')
      if (!isMeant || !isLoading()) {
        forget()
        return false
      }
      if (kept !== null) return true
      const mine: { stop(): void } = { stop: () => undefined }
      kept = mine
      mine.stop = effect(() => {
        if (state.route.value === route && isLoading()) return
        // The screen is drawn in the next microtask, with the boxes that a key may go to.
        setTimeout(() => {
          if (kept !== mine) return
          forget()
          if (state.route.value === route) act(command)
        })
      })
      return true
    },
    forget,
  }
}

/** True when the key was used: the browser then does nothing else with it. */
function run(command: Command, state: PanelState, actions: PanelActions): boolean {
  switch (command.do) {
    case 'next':
      return focusRow(1)
    case 'previous':
      return focusRow(-1)
    case 'back':
      if (state.route.value.screen === 'here' && actions.leaveFilter()) keepFocusOn('filter')
      else actions.back()
      return true
    case 'leave-field':
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      return true
    case 'note':
      return focusField('note')
    case 'draft':
      return focusField('draft')
    case 'copy':
    case 'insert':
    case 'claim': {
      const button = document.querySelector<HTMLButtonElement>(`[data-key="${command.do}"]`)
      button?.click()
      return button !== null
    }
    case 'search':
      if (state.route.value.screen !== 'people') actions.showTab('people')
      // The screen is drawn in the next microtask; the heading takes the focus after that.
      setTimeout(() => focusField('search'))
      return true
    case 'filter':
      return pressFilter()
    case 'help':
      state.helpOpen.value = true
      return true
    case 'go':
      actions.showTab(command.to)
      return true
    case 'outcome': {
      const seen = state.mention.value
      if (state.route.value.screen !== 'mention' || state.choosingRoute.value) return false
      if (seen.status !== 'ready' || seen.value === null) return false
      void actions.choose(seen.value, command.outcome)
      return true
    }
  }
}

/** Opens the choices and goes to the first one, or puts them away. Only Here has them, and only for a few mentions. */
function pressFilter(): boolean {
  const button = controlNamed('filter')
  button?.focus()
  button?.click()
  setTimeout(() => document.querySelector<HTMLElement>('.filter [aria-pressed]')?.focus())
  return button !== null
}

/** Where the focused control goes away with what Escape closed, the focus goes to this one once it is redrawn. */
function keepFocusOn(name: string): void {
  setTimeout(() => focusIfLost(name))
}

function focusRow(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  if (rows.length === 0) return false
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = at === -1 ? (step === 1 ? 0 : rows.length - 1) : at + step
  const row = rows[Math.max(0, Math.min(rows.length - 1, next))]
  row?.focus()
  row?.closest('li')?.scrollIntoView({ block: 'nearest' })
  return true
}

function focusField(id: string): boolean {
  const field = document.getElementById(id)
  field?.focus()
  return field !== null
}

/** Does a letter typed here become text, or choose an entry of a list? */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
}
