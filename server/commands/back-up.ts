import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backUp, type Manifest, readBackup } from '../back-up.ts'
import { type ListedErasure, openErasureList } from '../erasure-list.ts'
import { replayErasures } from '../replay-erasures.ts'
import {
  type Asked,
  type Command,
  counted,
  databasesIn,
  misused,
  operandsOf,
  Refusal,
  refuseMissingList,
  type Tools,
  withNewStore,
  withStore,
} from './command.ts'
import { soundness } from './verify.ts'

const PG_BACKUP = `Everything is in PostgreSQL, which has tools of its own:
  pg_dump --format=custom --file=earshot.dump --username=postgres earshot
as a superuser (row-level security binds the owner too), or a continuous archive. Keep the list of erasures (EARSHOT_ERASURES_DIR) elsewhere.`

export const backingUp: Command = {
  usage: 'DIR',
  says: 'copies every workspace into an empty directory, while the server works on',
  takes: [],
  async run(asked) {
    const [directory = ''] = operandsOf(asked, 1, 'Say into which directory.')
    if (asked.config.postgresUrl !== null) throw new Refusal(PG_BACKUP, 1)
    await withStore(asked.config, async ({ store, now, list }) => {
      // How long it is stands in the manifest, so that no older one is taken for the newest.
      refuseMissingList(list)
      const done = await backUp(store, resolve(directory), { now: now(), erasuresListed: list.read().length })
      if (done.status === 'not-empty')
        throw new Refusal(`${directory} is not empty. A backup takes a directory of its own.`, 1)
      if (done.status === 'not-a-directory')
        throw new Refusal(`${directory} is no directory. A backup takes an empty one, or makes it.`, 1)
      if (done.status === 'not-files') throw new Refusal(PG_BACKUP, 1)
      const { workspaces, at } = done.manifest
      const bytes = workspaces.reduce((sum, each) => sum + each.bytes, 0)
      asked.say(
        `${counted(workspaces.length, 'workspace')}, ${counted(bytes, 'byte')}, as of ${at}. The list of erasures is not in it, on purpose: keep ${list.path} elsewhere.`,
        { event: 'backup', at, workspaces: workspaces.length, bytes },
      )
    })
  },
}

export const restoring: Command = {
  usage: 'DIR [--without-erasures] | --after-pg-restore',
  says: 'puts a backup into an empty data directory, erases anew whom the list of erasures names, verifies',
  takes: ['without-erasures', 'after-pg-restore'],
  async run(asked) {
    const list = openErasureList(resolve(asked.config.erasuresDir))
    if (asked.config.postgresUrl !== null) return restorePostgres(asked, list)
    if (asked.options['after-pg-restore'])
      throw misused('--after-pg-restore is for PostgreSQL: set EARSHOT_POSTGRES_URL.')
    const [directory = ''] = operandsOf(asked, 1, 'Say from which directory.')
    refuseData(resolve(asked.config.dataDir))
    const read = await readBackup(resolve(directory))
    if (read.status === 'unusable')
      throw new Refusal(`Nothing was restored:\n${read.faults.map((fault) => `  ${fault}`).join('\n')}`, 1)
    const listed = readList(asked, list, read.manifest.erasuresListed)
    await withNewStore(asked.config, async (tools) => {
      for (const { id, file } of read.manifest.workspaces) {
        const restored = await tools.store.restoreFrom(join(resolve(directory), file), tools.newRandomId())
        if (restored?.id !== id) throw new Refusal(`${file} is another workspace than the manifest says.`, 1)
      }
      await settle(asked, tools, listed, read.manifest)
    })
  },
}

/** pg_restore has put the rows back; what no tool of PostgreSQL knows is done here. */
async function restorePostgres(asked: Asked, list: ReturnType<typeof openErasureList>): Promise<void> {
  if (!asked.options['after-pg-restore'] || asked.operands.length > 0)
    throw misused(
      'Everything is in PostgreSQL: stop every server, run pg_restore into an empty database, then "restore --after-pg-restore".',
    )
  const listed = readList(asked, list, 0)
  await withNewStore(asked.config, async (tools) => {
    for (const { id } of await tools.store.workspaces()) await tools.store.newEpoch(id, tools.newRandomId())
    await settle(asked, tools, listed, null)
  })
}

/** After the rows are back: nobody whom the list names comes back with them, and the log is looked through. */
async function settle(
  { say }: Asked,
  tools: Tools,
  listed: readonly ListedErasure[],
  manifest: Manifest | null,
): Promise<void> {
  let sound = true
  for (const { id, name } of await tools.store.workspaces()) {
    const replayed = await replayErasures(tools, id, listed)
    await tools.store.audit(id, {
      actorId: null,
      action: 'log.restored',
      detail: { backupOf: manifest?.at ?? null, erasures: replayed.erasures },
      at: tools.now(),
    })
    const verified = await tools.store.verify(id)
    const found = soundness(verified)
    sound &&= found.sound
    const again =
      replayed.erasures === 0
        ? ''
        : ` ${counted(replayed.erasures, 'erasure')} made anew, ${counted(replayed.events, 'entry')}.`
    say(`${name}: ${found.words}${again}`, { event: 'restored', id, name, ...verified, ...replayed })
  }
  if (!sound) throw new Refusal('A log is not sound: do not serve it. Take an older backup.', 1)
  say(
    `Start the server, with the same list of erasures (${tools.list.path}). Devices notice that the log went back, and push again what it lost of theirs.`,
    { event: 'next' },
  )
}

/** Two servers' entries in one log could never be told apart again. */
function refuseData(dataDir: string): void {
  for (const path of databasesIn(dataDir)) {
    const used = path.endsWith('.sqlite')
      ? existsSync(path)
      : existsSync(path) && readdirSync(path).length > 0
    if (used)
      throw new Refusal(`${dataDir} holds databases already. Move them away first; nothing was restored.`, 1)
  }
}

/** @throws Refusal for a list that is missing or older than the backup, unless that was said to be so. */
function readList(
  { options }: Asked,
  list: ReturnType<typeof openErasureList>,
  atLeast: number,
): readonly ListedErasure[] {
  const listed = list.read()
  if (options['without-erasures'] || (list.exists() && listed.length >= atLeast)) return listed
  const fault = list.exists() ? 'is older than the backup' : 'is missing'
  throw new Refusal(
    `The list of erasures, ${list.path}, ${fault}. Without it, people who were erased come back. Put it there, or set EARSHOT_ERASURES_DIR to where it is. If there is none: --without-erasures.`,
    1,
  )
}
