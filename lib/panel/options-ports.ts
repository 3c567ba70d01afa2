import type { PlaybookProblem } from '../matching/explain-issue.ts'
import type { KeptRecipes, PackagedRecipe } from '../model/kept-recipes.ts'
import type { Playbook } from '../model/playbook.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { RefusedRecipe, ShippedRecipe } from '../model/recipe.ts'
import type { PinnedKey } from '../model/recipe-list.ts'
import type { SignInOffer, SignInProblem } from '../model/sign-in.ts'
import type { JoinAnswer } from '../model/wire.ts'
import type { Collector, Workspace, Workspaces } from '../model/workspace.ts'
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
  /** What waits to be sent, as a JSON file. */
  exportUnsent(): Promise<Result<Blob>>
  exportBackup(): Promise<Result<Blob>>
  restoreBackup(
    file: Blob,
  ): Promise<Result<{ readonly rows: Readonly<Record<string, number>>; readonly setAside: number }>>
}

/** What one member wrote in a workspace. */
export interface OwnEntries {
  readonly contacts: number
  readonly interactions: number
  readonly notes: number
  readonly facts: number
  readonly tags: number
  /** About whom, with how many entries each. */
  readonly people: readonly { readonly contactId: string; readonly name: string; readonly entries: number }[]
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

/** A device of the team's, as its server lists it. Times are milliseconds since the epoch. */
export interface TeamDevice {
  readonly id: string
  readonly memberId: string
  readonly joinedAt: number
  readonly lastSeenAt: number | null
  readonly revokedAt: number | null
  /** This browser. */
  readonly own: boolean
}

/** A token for a script, without its secret. */
export interface PersonalToken {
  readonly id: string
  readonly label: string
  readonly scopes: readonly ('pull' | 'push')[]
  readonly createdAt: number
  readonly expiresAt: number | null
}

/** What a member asks of the team's server beside the log. */
export interface TeamAccess {
  devices(): Promise<Result<readonly TeamDevice[]>>
  endDevice(deviceId: string): Promise<Result<null>>
  tokens(): Promise<Result<readonly PersonalToken[]>>
  /** Answers with the token itself, this once. */
  makeToken(asked: {
    readonly label: string
    readonly scopes: readonly ('pull' | 'push')[]
    readonly days: number
  }): Promise<Result<{ readonly token: string; readonly personalToken: PersonalToken }>>
  endToken(tokenId: string): Promise<Result<null>>
}

/** How delivering to a collector goes. */
export interface Delivery {
  readonly waiting: number
  /** Milliseconds since the epoch. */
  readonly oldestAt: number | null
  readonly setAside: number
  /** It wants no more: only a person goes on from here. */
  readonly gone: boolean
  readonly problem: Problem | null
  readonly lastOkAt: number | null
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
  /** The company's own way in, where its server has one. */
  readonly signIn: {
    look(server: string): Promise<Result<SignInOffer, SignInProblem>>
    /** Where the provider sends the person back to: what an administrator enters there. */
    returnAddress(): string
    /** Opens the provider's page in a window and waits for what comes back. `workspace` null: the only one. */
    go(asked: {
      readonly server: string
      readonly offer: SignInOffer
      readonly name: string
      readonly workspace: string | null
      readonly deviceId: string
      /** Nobody waits for the window any more: what it brings back is left alone. */
      readonly givenUp: AbortSignal
    }): Promise<Result<JoinAnswer, SignInProblem>>
    /** Ends the device that a sign-in made, and forgets its key. */
    undo(made: {
      readonly server: string
      readonly deviceId: string
      readonly answer: JoinAnswer
    }): Promise<Result<null>>
  }
  /** Keeps what lets this device in; the answer is the token that stands in the workspace, null where tokens rotate. */
  keepJoin(workspaceId: string, deviceId: string, answer: JoinAnswer): Promise<string | null>
  /** What this browser's member wrote in a workspace. */
  countOwn(workspace: Workspace): Promise<Result<OwnEntries>>
  /** Writes in `to` anew what one wrote in `from`; what is there already is left alone. */
  takeAlong(
    from: Workspace,
    to: Workspace,
    contacts: 'all' | readonly string[],
    onProgress: (done: number, of: number) => void,
  ): Promise<Result<{ readonly copied: number; readonly already: number }>>
  /**
   * `left`: what of it is still on this computer, after all of it was deleted; empty: nothing. `ended`: the server
   * no longer counts this browser among the team's.
   */
  leaveTeam(
    workspace: Workspace,
    how: { readonly keepMine: boolean },
  ): Promise<Result<{ readonly left: readonly string[]; readonly ended: boolean }>>
  /** Ends what this browser was in a team that it has joined again as another device. */
  forgetFormerDevice(former: Extract<Workspace, { kind: 'team' }>): Promise<void>
  /** The team's server, for what is asked beside the log. */
  teamOf(team: Extract<Workspace, { kind: 'team' }>): TeamAccess
  /** Sends an empty batch to a collector. Null: it took it. `detail` of the problem is what it answered. */
  tryCollector(collector: Collector): Promise<Problem | null>
  /** How delivering to a workspace's collector goes. */
  readDelivery(workspace: Workspace, collector: Collector): Promise<Delivery>
  /** Asks the background to send at once. */
  sendNow(): Promise<void>
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
