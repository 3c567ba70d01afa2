import type { PlaybookProblem } from '../matching/explain-issue.ts'
import type { KeptRecipes, PackagedRecipe } from '../model/kept-recipes.ts'
import type { Playbook } from '../model/playbook.ts'
import type { Result } from '../model/problem.ts'
import type { RefusedRecipe, ShippedRecipe } from '../model/recipe.ts'
import type { PinnedKey } from '../model/recipe-list.ts'
import type { JoinAnswer } from '../model/wire.ts'
import type { Workspace, Workspaces } from '../model/workspace.ts'
import type { BrowserModel } from '../platform/second-opinion.ts'
import type { SyncStatus } from '../store/views.ts'
import type { Scratch } from './autosave.ts'
import type { SiteChoice } from './ports.ts'

/** An entry that the server refused, or that could not be read. */
export interface SetAsideEntry {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly reason: string
  /** The event's type, where it has one. */
  readonly kind: string
}

/** The store's doors that the options page needs, bound to one workspace's database. */
export interface OptionsStore {
  readPlaybook(): Promise<{ readonly playbook: Playbook; readonly fetchedAt: number } | null>
  savePlaybook(playbook: unknown): Promise<Result<Playbook>>
  /** Repaired recipes that came with the playbook, and those left out of it. */
  readRecipes(): Promise<{
    readonly recipes: readonly ShippedRecipe[]
    readonly refused: readonly RefusedRecipe[]
  }>
  readSyncStatus(): Promise<SyncStatus>
  readSetAside(): Promise<readonly SetAsideEntry[]>
  discardSetAside(id: string): Promise<Result<unknown>>
  exportSetAside(): Promise<Result<Blob>>
  exportBackup(): Promise<Result<Blob>>
  restoreBackup(
    file: Blob,
  ): Promise<Result<{ readonly rows: Readonly<Record<string, number>>; readonly setAside: number }>>
  /** Deletes the whole database of the workspace from this computer. */
  remove(): Promise<Result<null>>
}

/** A setting that could not be read, as it was found. */
export interface KeptSetting {
  readonly key: string
  readonly setting: string
  readonly at: number
  readonly value: unknown
}

/** Repaired recipes, as this browser keeps them and the build knows them. */
export interface RecipeDoors {
  /** What is built in. */
  readonly packaged: readonly PackagedRecipe[]
  /** Where the release list is: shown before it is asked for. */
  readonly address: string
  readonly keys: readonly PinnedKey[]
  readKept(): Promise<Result<KeptRecipes>>
  /** Writes nothing when `change` answers what it was given. */
  changeKept(change: (kept: KeptRecipes) => KeptRecipes): Promise<Result<KeptRecipes>>
  /** The one request: the release list as published, of unproven shape. */
  fetchList(): Promise<Result<unknown>>
}

export interface Look {
  readonly locale: 'auto' | 'en' | 'de' | 'en-XA' | 'ar-XB'
  readonly appearance: 'system' | 'light' | 'dark'
}

/** Everything outside the options and Welcome pages, given to them by their entrypoints. */
export interface OptionsPorts {
  readonly sites: readonly SiteChoice[]
  readonly recipes: RecipeDoors
  readWorkspaces(): Promise<Result<Workspaces>>
  saveWorkspaces(workspaces: Workspaces): Promise<Result<Workspaces>>
  watchWorkspaces(onChange: (workspaces: Workspaces) => void, signal: AbortSignal): void
  storeOf(workspace: Workspace): OptionsStore
  /** Asks the server at `server` to let this device in. */
  join(request: {
    readonly server: string
    readonly code: string
    readonly name: string
    readonly deviceId: string
  }): Promise<Result<JoinAnswer>>
  grantedOrigins(): Promise<readonly string[]>
  /** Called straight from a click, before any await: the browser asks only then. */
  requestOrigins(origins: readonly string[]): Promise<boolean>
  revokeOrigins(origins: readonly string[]): Promise<boolean>
  watchPermissions(onChange: () => void, signal: AbortSignal): void
  /** The match pattern of a web address; null for any other. */
  originPattern(address: string): string | null
  readLook(): Promise<Look>
  saveLook(look: Partial<Look>): Promise<Result<unknown>>
  readonly opinion: {
    /** The browser's own language model; null where it has none. */
    readonly model: BrowserModel | null
    wanted(): Promise<boolean>
    want(on: boolean): Promise<Result<unknown>>
  }
  readKept(): Promise<readonly KeptSetting[]>
  discardKept(key: string): Promise<void>
  readLastBackup(workspaceId: string): Promise<number | null>
  saveLastBackup(workspaceId: string, at: number): Promise<void>
  /** Lets a playbook be checked whole: its form, its queries, its examples. */
  checkPlaybook(
    value: unknown,
  ):
    | { readonly ok: true; readonly playbook: Playbook }
    | { readonly ok: false; readonly problems: readonly PlaybookProblem[] }
  /** Tells the background that workspaces, topics or guidance changed, so that open pages are read again. */
  tellChange(): Promise<void>
  /** Offers a file to the person, as a download. */
  saveFile(name: string, content: Blob): void
  now(): number
  wait(milliseconds: number): Promise<void>
  /** A scratch copy that outlives the page: a form half filled, an id to ask with again. */
  readonly scratch: Scratch
  /** A random UUID: a device is nobody's successor. */
  newDeviceId(): string
}
