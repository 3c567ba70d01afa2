import { isFiltering, type MentionFilter, NO_FILTER } from '../listening/filter-mentions.ts'
import type { HereState } from './here-state.ts'
import type { PanelState } from './panel-state.ts'

/** The filter of Here, and the thread that it was chosen for. */
export interface HereFilter {
  readonly thread: string | null
  readonly chosen: MentionFilter
  /** The choices are laid out. */
  readonly open: boolean
}

export const UNFILTERED: HereFilter = { thread: null, chosen: NO_FILTER, open: false }

/** The thread that Here shows; null where there is none. */
export function threadOf(here: HereState): string | null {
  return ('view' in here && here.view?.page?.address?.threadKey) || null
}

/**
 * The filter as it holds for what is shown now. It belongs to one thread: reading that anew, or a look at
 * another tab and back, keeps it; another thread is shown whole, because what is hidden there would be
 * hidden by a choice that nobody made for it.
 */
export function filterFor(filter: HereFilter, here: HereState): HereFilter {
  const thread = threadOf(here)
  return thread !== null && thread === filter.thread ? filter : UNFILTERED
}

export interface FilterActions {
  /** Shows or hides the choices. */
  toggleFilter(): void
  /** Replaces what is chosen for the thread that is shown. */
  chooseFilter(chosen: MentionFilter): void
  /** Shows all mentions again; the choices stay laid out. */
  showAll(): void
  /** What Escape does on Here: shows all again, then puts the choices away. False: there was nothing to do. */
  leaveFilter(): boolean
}

export function createFilterActions(state: PanelState): FilterActions {
  const put = (change: Partial<HereFilter>) => {
    const here = state.here.value
    state.chosenFilter.value = {
      ...filterFor(state.chosenFilter.value, here),
      thread: threadOf(here),
      ...change,
    }
  }
  return {
    toggleFilter: () => put({ open: !state.filter.value.open }),
    chooseFilter: (chosen) => put({ chosen }),
    showAll: () => put({ chosen: NO_FILTER }),
    leaveFilter() {
      const { chosen, open } = state.filter.value
      if (isFiltering(chosen)) put({ chosen: NO_FILTER })
      else if (open) put({ open: false })
      else return false
      return true
    },
  }
}
