import { KeptRecipesSchema } from '../../lib/model/kept-recipes.ts'
import type { Playbook } from '../../lib/model/playbook.ts'
import { ok } from '../../lib/model/problem.ts'
import type { Workspaces } from '../../lib/model/workspace.ts'
import type { OptionsPorts, OptionsStore, RecipeDoors, TeamAccess } from '../../lib/panel/options-ports.ts'

export const ID = '11111111-1111-4111-8111-111111111111'
export const TEAM = '22222222-2222-4222-8222-222222222222'
const me = { id: '33333333-3333-4333-8333-333333333333', name: 'Me' }

/** A browser that joined no team. */
export const ALONE: Workspaces = {
  current: ID,
  all: [{ kind: 'personal', id: ID, name: 'My listening', member: me, deviceId: ID }],
}

/** Scratch copies as a browser keeps them: one map is one browser, whichever page of it asks. */
export function scratchIn(kept: Map<string, string>): OptionsPorts['scratch'] {
  return (box) => ({
    left: kept.get(box) ?? null,
    keep: (text) => void kept.set(box, text),
    clear: () => void kept.delete(box),
  })
}

/** Recipes as a browser keeps them that never had any. */
export function recipeDoors(): RecipeDoors {
  let kept = KeptRecipesSchema.parse({})
  return {
    packaged: [{ id: 'reddit', hosts: ['reddit.com'], version: 1 }],
    address: 'https://earshot.example/recipes.json',
    keys: [],
    readKept: async () => ok(kept),
    changeKept: async (change) => {
      kept = change(kept)
      return ok(kept)
    },
    fetchList: async () => ({ ok: false, problem: { code: 'offline' } }),
  }
}

/** Nobody wrote anything here. */
export const NOTHING_OWN = { contacts: 0, interactions: 0, notes: 0, facts: 0, tags: 0, people: [] }

/** A server that lists nothing and does everything. */
const access: TeamAccess = {
  devices: async () => ok([]),
  endDevice: async () => ok(null),
  tokens: async () => ok([]),
  makeToken: async () => ({ ok: false, problem: { code: 'offline' } }),
  endToken: async () => ok(null),
}

/** The options page's ports over a store in memory. */
export function fakeOptions(more: Partial<OptionsPorts> = {}, first = ALONE) {
  let workspaces = first
  const kept: { playbook: Playbook | null } = { playbook: null }
  const store: { -readonly [K in keyof OptionsStore]: OptionsStore[K] } = {
    readPlaybook: async () => (kept.playbook === null ? null : { playbook: kept.playbook, fetchedAt: 0 }),
    savePlaybook: async (playbook) => {
      kept.playbook = playbook as Playbook
      return ok(kept.playbook)
    },
    readRecipes: async () => ({ recipes: [], refused: [] }),
    readSyncStatus: async () => ({
      kind: 'team',
      waiting: 2,
      oldestAt: 0,
      setAside: 1,
      lastOkAt: null,
      problem: null,
      nextTryAt: null,
      engine: { kind: 'idle', progress: null },
      lost: 0,
      lostAt: null,
    }),
    readSetAside: async () => [],
    discardSetAside: async () => ok(null),
    exportSetAside: async () => ok(new Blob()),
    exportUnsent: async () => ok(new Blob(['what waits'])),
    exportBackup: async () => ok(new Blob(['all of it'])),
    restoreBackup: async () => ok({ rows: {}, setAside: 0 }),
  }
  const ports: OptionsPorts = {
    sites: [{ id: 'reddit', name: 'Reddit', origins: ['https://*.reddit.com/*'] }],
    recipes: recipeDoors(),
    readWorkspaces: async () => ok(workspaces),
    saveWorkspaces: async (next) => {
      workspaces = next
      return ok(next)
    },
    watchWorkspaces: () => undefined,
    storeOf: () => store,
    join: async () => ({ ok: false, problem: { code: 'not-authorised' } }),
    signIn: {
      look: async () => ({ ok: false, problem: { code: 'not-found', why: 'not-offered' } }),
      returnAddress: () => 'https://abcdefgh.chromiumapp.org/signed-in',
      go: async () => ({ ok: false, problem: { code: 'not-permitted', why: 'cancelled' } }),
      undo: async () => ok(null),
    },
    keepJoin: async (_workspaceId, _deviceId, { token }) => token,
    countOwn: async () => ok(NOTHING_OWN),
    takeAlong: async () => ok({ copied: 0, already: 0 }),
    leaveTeam: async ({ id }) => {
      workspaces = { current: ID, all: workspaces.all.filter((one) => one.id !== id) }
      return ok({ left: [], ended: true })
    },
    forgetFormerDevice: async () => undefined,
    teamOf: () => access,
    tryCollector: async () => null,
    readDelivery: async () => ({
      waiting: 0,
      oldestAt: null,
      setAside: 0,
      gone: false,
      problem: null,
      lastOkAt: null,
    }),
    sendNow: async () => undefined,
    grantedOrigins: async () => [],
    requestOrigins: async () => true,
    revokeOrigins: async () => true,
    watchPermissions: () => undefined,
    originPattern: (address) => `${new URL(address).origin}/*`,
    readLook: async () => ({ locale: 'en', appearance: 'system' }),
    saveLook: async () => ok(null),
    opinion: { model: null, wanted: async () => false, want: async () => ok(null) },
    readKept: async () => [],
    discardKept: async () => undefined,
    readLastBackup: async () => null,
    saveLastBackup: async () => undefined,
    checkPlaybook: () => ({
      ok: false,
      problems: [{ path: 'topics.0', message: 'no name', mend: 'Name it' }],
    }),
    tellChange: async () => undefined,
    saveFile: () => undefined,
    now: () => Date.UTC(2026, 10, 21),
    wait: () => new Promise(() => undefined),
    scratch: scratchIn(new Map()),
    newDeviceId: () => crypto.randomUUID(),
    ...more,
  }
  return { ports, store, kept, workspaces: () => workspaces }
}
