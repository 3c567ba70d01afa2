import { SITE_INDEX } from 'virtual:site-index'
import { SITE_RECIPES } from 'virtual:site-recipes'
/** What the options and Welcome pages are given: the browser, the store and the server, joined here once. */
import { validatePlaybook } from '../matching/validate-playbook.ts'
import { KnownEventSchema } from '../model/event.ts'
import type { Workspace } from '../model/workspace.ts'
import type { OptionsPorts, OptionsStore } from '../panel/options-ports.ts'
import { actorFor } from '../platform/actor.ts'
import { discardKeptAside, readKeptAside } from '../platform/kept-aside.ts'
import { changeKeptRecipes, readKeptRecipes } from '../platform/kept-recipes.ts'
import { readLastBackup, saveLastBackup } from '../platform/last-backup.ts'
import {
  grantedOrigins,
  originPattern,
  requestOrigins,
  revokeOrigins,
  watchPermissions,
} from '../platform/permissions.ts'
import { RECIPE_KEYS, RECIPE_LIST_ADDRESS } from '../platform/recipe-source.ts'
import { saveFile } from '../platform/save-file.ts'
import { scratchOf } from '../platform/scratch.ts'
import { browserModel } from '../platform/second-opinion.ts'
import { send } from '../platform/send.ts'
import {
  readPreferences,
  readWorkspaces,
  savePreferences,
  saveWorkspaces,
  watchWorkspaces,
} from '../platform/settings.ts'
import { returnAddress } from '../platform/sign-in-window.ts'
import { attempt } from '../store/attempt.ts'
import { exportBackup } from '../store/backup.ts'
import { countOwn, takeAlong } from '../store/copy-own.ts'
import type { EarshotDatabase } from '../store/database.ts'
import { readDeliveryStatus } from '../store/deliveries.ts'
import { readPlaybook, readPlaybookRecipes, savePlaybook } from '../store/playbook.ts'
import { discardSetAside, exportSetAside, exportUnsent, readSetAside } from '../store/quarantine.ts'
import { readSyncStatus } from '../store/read-sync-status.ts'
import { restoreBackup } from '../store/restore-backup.ts'
import { DEADLINE } from '../sync/ask.ts'
import { fetchRecipeList } from '../sync/fetch-recipe-list.ts'
import { sendBatch } from '../sync/send-batch.ts'
import { joinTeam, keepJoin } from './join-team.ts'
import { forgetFormerDevice, leaveTeam } from './leave-team.ts'
import { databasesOfWorkspaces } from './open-databases.ts'
import { lookForSignIn, signInTeam, undoSignIn } from './sign-in-team.ts'
import { teamApiOf } from './team-session.ts'

/** Ports of one page. Its databases close with the page. */
export function optionsPorts(): OptionsPorts {
  const openDatabase = databasesOfWorkspaces()
  const stores = new Map<string, OptionsStore>()
  return {
    sites: sitesByName(),
    recipes: RECIPES,
    readWorkspaces,
    saveWorkspaces,
    watchWorkspaces,
    storeOf(workspace) {
      const store = stores.get(workspace.id) ?? storeOf(openDatabase(workspace.id), workspace)
      stores.set(workspace.id, store)
      return store
    },
    join: joinTeam,
    signIn: { look: lookForSignIn, returnAddress, go: signInTeam, undo: undoSignIn },
    keepJoin,
    countOwn: async (workspace) => countOwn(openDatabase(workspace.id), workspace.member.id),
    takeAlong: (from, to, contacts, onProgress) =>
      takeAlong(
        openDatabase(from.id),
        openDatabase(to.id),
        { memberId: from.member.id, actor: actorFor(to), contacts },
        onProgress,
      ),
    leaveTeam,
    forgetFormerDevice,
    teamOf: teamApiOf,
    async tryCollector(collector) {
      const ports = { collector, fetch: askFetch, timeout: DEADLINE, now: () => Date.now() }
      const sent = await sendBatch(ports, { id: crypto.randomUUID(), events: [] })
      return sent.kind === 'delivered' ? null : sent.problem
    },
    readDelivery: (workspace, { url }) => readDeliveryStatus(openDatabase(workspace.id), url),
    sendNow: async () => void (await send('sync.poke', { now: true })),
    grantedOrigins,
    requestOrigins,
    revokeOrigins,
    watchPermissions,
    originPattern,
    readLook: readPreferences,
    saveLook: savePreferences,
    opinion: {
      model: browserModel(),
      wanted: async () => (await readPreferences()).secondOpinion,
      want: (secondOpinion) => savePreferences({ secondOpinion }),
    },
    readKept: readKeptAside,
    discardKept: discardKeptAside,
    readLastBackup,
    saveLastBackup,
    checkPlaybook(value) {
      const checked = validatePlaybook(value)
      return checked.ok ? { ok: true, playbook: checked.value } : { ok: false, problems: checked.problems }
    },
    // A page that can't be read again now is read at its next load, so a failure costs nothing.
    tellChange: async () => void (await send('workspace.changed', null)),
    saveFile,
    now: () => Date.now(),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    scratch: scratchOf('options'),
    newDeviceId: () => crypto.randomUUID(),
  }
}

function sitesByName(): OptionsPorts['sites'] {
  const sites = SITE_INDEX.map(({ id, name, origins }) => ({ id, name, origins }))
  return sites.sort((one, other) => one.name.localeCompare(other.name))
}

const RECIPES: OptionsPorts['recipes'] = {
  packaged: SITE_RECIPES,
  address: RECIPE_LIST_ADDRESS,
  keys: RECIPE_KEYS,
  readKept: readKeptRecipes,
  changeKept: changeKeptRecipes,
  fetchList: () => fetchRecipeList(RECIPE_LIST_ADDRESS, (...asked) => fetch(...asked)),
}

const askFetch: typeof fetch = (...asked) => fetch(...asked)

function storeOf(db: EarshotDatabase, workspace: Workspace): OptionsStore {
  return {
    readPlaybook: () => readPlaybook(db),
    savePlaybook: (playbook) => savePlaybook(db, playbook, null, Date.now()),
    readRecipes: () => readPlaybookRecipes(db),
    readSyncStatus: () => readSyncStatus(db, workspace.kind),
    readSetAside: async () =>
      (await readSetAside(db)).map(({ id, at, reason, raw, origin }) => ({
        id,
        at,
        reason,
        kind: KnownEventSchema.safeParse(raw).data?.type ?? origin,
      })),
    discardSetAside: (id) => discardSetAside(db, id),
    exportSetAside: () => attempt(() => exportSetAside(db)),
    exportUnsent: () => attempt(() => exportUnsent(db)),
    exportBackup: () => exportBackup(db, workspace),
    restoreBackup: (file) => restoreBackup(db, file, workspace),
  }
}
