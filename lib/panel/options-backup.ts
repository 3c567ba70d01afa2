import { signal } from '@preact/signals'
import type { Problem } from '../model/problem.ts'
import type { Workspace } from '../model/workspace.ts'
import type { KeptSetting, OptionsPorts, SetAsideEntry } from './options-ports.ts'

/** What a restore brought. */
export interface Restored {
  readonly rows: Readonly<Record<string, number>>
  readonly setAside: number
}

/** Why a file was not restored, where that can be said of the file itself. */
export type RestoreRefusal =
  | 'cut-short'
  | 'not-backup'
  | 'newer'
  | 'of-team'
  | 'of-own'
  | 'too-large'
  | 'unreadable'

/** Null: the file is not to blame, and the problem's general words stand. */
export function refusalOf({ code, path, detail }: Problem): RestoreRefusal | null {
  if (code === 'too-large' || code === 'unreadable') return code
  if (code === 'store-newer') return path === 'format' ? 'newer' : null
  if (code !== 'invalid') return null
  if (path === 'workspace') return detail === 'team' ? 'of-team' : 'of-own'
  return path === 'header' ? 'not-backup' : 'cut-short'
}

export type BackupState = ReturnType<typeof createBackupState>

/** Copies of everything, and what had to be set aside. */
export function createBackupState(ports: OptionsPorts) {
  const workspace = signal<Workspace | null>(null)
  const lastAt = signal<number | null>(null)
  const busy = signal<'export' | 'restore' | null>(null)
  const problem = signal<Problem | null>(null)
  const restored = signal<Restored | null>(null)
  const setAside = signal<readonly SetAsideEntry[]>([])
  const kept = signal<readonly KeptSetting[]>([])

  let loading: Promise<void> = Promise.resolve()

  function load(of: Workspace): Promise<void> {
    workspace.value = of
    restored.value = null
    problem.value = null
    loading = readHeld(of, ports, { lastAt, setAside, kept, problem })
    return loading
  }

  async function run<T>(what: 'export' | 'restore', work: (of: Workspace) => Promise<T>): Promise<T | null> {
    const of = workspace.value
    if (of === null || busy.value !== null) return null
    busy.value = what
    try {
      // A file chosen while the page still loads: what loads must not write over what came of the file.
      await loading
      problem.value = null
      return await work(of)
    } finally {
      busy.value = null
    }
  }

  const today = () => new Date(ports.now()).toISOString().slice(0, 10)
  const save = (name: string, made: Awaited<ReturnType<typeof exported>>) => {
    if (made.ok) ports.saveFile(name, made.value)
    else problem.value = made.problem
    return made.ok
  }
  const exported = (of: Workspace) => ports.storeOf(of).exportBackup()

  return {
    workspace,
    lastAt,
    busy,
    problem,
    restored,
    setAside,
    kept,
    load,
    exportAll: () =>
      run('export', async (of) => {
        if (!save(`earshot-${today()}.earshot-backup`, await exported(of))) return
        lastAt.value = ports.now()
        await ports.saveLastBackup(of.id, ports.now())
      }),
    restore: (file: Blob) =>
      run('restore', async (of) => {
        const done = await ports.storeOf(of).restoreBackup(file)
        restored.value = done.ok ? done.value : null
        if (!done.ok) {
          problem.value = done.problem
          return
        }
        setAside.value = await ports.storeOf(of).readSetAside()
        await ports.tellChange()
      }),
    exportSetAside: () =>
      run('export', async (of) => {
        save(`earshot-set-aside-${today()}.json`, await ports.storeOf(of).exportSetAside())
      }),
    ...discardActions(ports, { workspace, setAside, kept, problem }),
  }
}

async function readHeld(
  of: Workspace,
  ports: OptionsPorts,
  into: Omit<Held, 'workspace'> & { readonly lastAt: { value: number | null } },
): Promise<void> {
  into.lastAt.value = await ports.readLastBackup(of.id)
  into.kept.value = await ports.readKept()
  try {
    into.setAside.value = await ports.storeOf(of).readSetAside()
  } catch {
    into.problem.value = { code: 'store-failed' }
  }
}

interface Held {
  readonly workspace: { readonly value: Workspace | null }
  readonly setAside: { value: readonly SetAsideEntry[] }
  readonly kept: { value: readonly KeptSetting[] }
  readonly problem: { value: Problem | null }
}

function discardActions(ports: OptionsPorts, { workspace, setAside, kept, problem }: Held) {
  return {
    async discard(entry: SetAsideEntry): Promise<void> {
      if (workspace.value === null) return
      const gone = await ports.storeOf(workspace.value).discardSetAside(entry.id)
      if (gone.ok) setAside.value = setAside.value.filter(({ id }) => id !== entry.id)
      else problem.value = gone.problem
    },
    exportKept(one: KeptSetting): void {
      const text = JSON.stringify(one, null, 2)
      ports.saveFile(`earshot-${one.setting}.json`, new Blob([text], { type: 'application/json' }))
    },
    async discardKept(one: KeptSetting): Promise<void> {
      await ports.discardKept(one.key)
      kept.value = kept.value.filter(({ key }) => key !== one.key)
    },
  }
}
