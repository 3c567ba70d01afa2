import { effect, signal, untracked } from '@preact/signals'
import type { Workspace } from '../model/workspace.ts'
import { createAccessState } from './options-access.ts'
import { createBackupState } from './options-backup.ts'
import { createCollectorState } from './options-collector.ts'
import { createOpinionChoice } from './options-opinion.ts'
import { createPlaybookState } from './options-playbook.ts'
import type { Look, OptionsPorts } from './options-ports.ts'
import { createRecipesState } from './options-recipes.ts'
import { createSitesState } from './options-sites.ts'
import { createWorkspacesState } from './options-workspaces.ts'

/** The options page's sections, in the order of its list. */
export const SECTIONS = [
  'workspaces',
  'access',
  'topics',
  'guidance',
  'sites',
  'recipes',
  'backup',
  'privacy',
  'look',
] as const
export type SectionName = (typeof SECTIONS)[number]

export type OptionsState = ReturnType<typeof createOptionsState>

/** Everything the options page knows. Topics, guidance and backup are always those of the current workspace. */
export function createOptionsState(ports: OptionsPorts) {
  const workspaces = createWorkspacesState(ports)
  const playbook = createPlaybookState(ports)
  const sites = createSitesState(ports, workspaces.workspaces)
  const recipes = createRecipesState(ports)
  const backup = createBackupState(ports)
  const opinion = createOpinionChoice(ports)
  const access = createAccessState(ports)
  const collector = createCollectorState(ports, workspaces.change)
  const look = signal<Look>({ locale: 'auto', appearance: 'system' })
  const section = signal<SectionName>('workspaces')
  const keepsNothing = signal(false)

  async function lookAtStore(workspace: Workspace): Promise<void> {
    const { engine } = await ports.storeOf(workspace).readSyncStatus()
    keepsNothing.value = engine.kind === 'minimal'
  }

  return {
    workspaces,
    playbook,
    sites,
    recipes,
    backup,
    look,
    opinion,
    access,
    collector,
    section,
    /** This browser lets us keep no database: what is typed here could not be stored. */
    keepsNothing,
    /** Loads it all; stops following changes when `signal` aborts. */
    async load(signal: AbortSignal): Promise<void> {
      look.value = await ports.readLook()
      let shown: string | null = null
      const stop = effect(() => {
        const current = workspaces.current.value
        if (current === null || current.id === shown) return
        shown = current.id
        untracked(() => playbook.follow(current))
        void backup.load(current)
        void recipes.load(current)
        access.follow(current)
        // The page was opened at it, or another workspace was chosen meanwhile.
        if (untracked(() => section.value) === 'access') void access.load()
        void lookAtStore(current)
        void collector.follow(current)
      })
      signal.addEventListener('abort', stop, { once: true })
      await Promise.all([workspaces.load(signal), sites.load(signal), opinion.load()])
    },
    /** `#topics` and the like; an address without a section of ours shows the first. */
    goTo(hash: string): void {
      section.value = SECTIONS.find((name) => name === hash.replace(/^#/, '')) ?? 'workspaces'
      const current = workspaces.current.peek()
      // Readers and the team's server write there while the page is open.
      if (section.value === 'recipes' && current !== null) void recipes.load(current)
      if (section.value === 'access') void access.load()
    },
    async saveLook(change: Partial<Look>): Promise<void> {
      look.value = { ...look.value, ...change }
      await ports.saveLook(change)
    },
  }
}
