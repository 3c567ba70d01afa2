import type { PageSeen } from '../model/page.ts'
import type { Result } from '../model/problem.ts'
import type { Workspace, Workspaces } from '../model/workspace.ts'
import type { EarshotDatabase } from '../store/database.ts'

/** What the background's work needs of the browser. Given by entrypoints/background.ts, faked in tests. */
export interface BackgroundPorts {
  readWorkspaces(): Promise<Result<Workspaces>>
  openDatabase(workspaceId: string): EarshotDatabase
  /** Asks the reader of a tab to send every post again. False: no reader is there. */
  reread(tabId: number): Promise<boolean>
  /** Runs `work` alone among all that carry this name, in order. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Runs `work` unless something by this name is running; then null. */
  unlessRunning<T>(name: string, work: () => Promise<T>): Promise<T | null>
  now(): number
}

/** A page as its reader described it, and where. */
export interface Sighting {
  readonly tabId: number
  readonly seen: PageSeen
}

/** The workspace that the panel shows, with its database open. */
export interface OpenWorkspace {
  readonly workspace: Workspace
  readonly db: EarshotDatabase
}
