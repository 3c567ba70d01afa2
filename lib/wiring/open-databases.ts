import { readWorkspaces } from '../platform/settings.ts'
import { type EarshotDatabase, openDatabase } from '../store/database.ts'

/**
 * The databases of one page or worker, each opened once. That of a workspace which was left stays closed, whoever
 * still asks for it: a round that was under way would make an empty one of it otherwise.
 */
export function databasesOfWorkspaces(): (workspaceId: string) => EarshotDatabase {
  const open = new Map<string, EarshotDatabase>()
  return (workspaceId) => {
    const db = open.get(workspaceId) ?? openDatabase(workspaceId, { isWanted: () => isHere(workspaceId) })
    open.set(workspaceId, db)
    return db
  }
}

async function isHere(workspaceId: string): Promise<boolean> {
  const workspaces = await readWorkspaces()
  return workspaces.ok && workspaces.value.all.some(({ id }) => id === workspaceId)
}
