/** What readers send becomes rows, and the rows of pages that are gone are forgotten. */
import { type CompiledTopics, compileTopics } from '../matching/compile-topics.ts'
import { ok, type Result } from '../model/problem.ts'
import type { Workspace } from '../model/workspace.ts'
import { forgetAwaited, noticeReplies } from '../store/awaiting-reply.ts'
import type { EarshotDatabase } from '../store/database.ts'
import { readPlaybook } from '../store/playbook.ts'
import { forgetAllPages, forgetOldMentions, forgetPage, recordPage } from '../store/record-page.ts'
import { forgetOldVerdicts } from '../store/verdicts.ts'
import type { BackgroundPorts, OpenWorkspace, Sighting } from './ports.ts'

/** Mentions that led to nothing are forgotten after this time. */
const MENTION_LIFE = 30 * 86_400_000

/** The topics compiled last. A cache and nothing more: the worker may die at any moment. */
export interface TopicCache {
  key: string | null
  topics: CompiledTopics
}

export function emptyTopicCache(): TopicCache {
  return { key: null, topics: compileTopics([]) }
}

/**
 * Matches what a reader saw and keeps its mentions, in the workspace that the panel shows. Sightings of
 * one tab are taken in the order they came. `marks` is what the reader may mark in the page.
 */
export function rememberPage(
  ports: BackgroundPorts,
  cache: TopicCache,
  { tabId, seen }: Sighting,
): Promise<Result<{ marks: readonly string[] }>> {
  return ports.alone(lockOf(tabId), async () => {
    const open = await openCurrent(ports)
    if (!open.ok) return open
    const { workspace, db } = open.value
    const topics = await topicsOf(workspace, db, cache)
    const recorded = await recordPage(db, tabId, seen, {
      topics,
      workspaceId: workspace.id,
      now: ports.now(),
    })
    // A reply that goes unnoticed is no reason to lose the page.
    if (recorded.ok) await noticeReplies(db, seen, ports.now())
    // Marking in the page is off until the person can turn it on, so nothing is named here yet.
    return recorded.ok ? ok({ marks: [] }) : recorded
  })
}

/** The tab was closed. */
export async function forgetTab(ports: BackgroundPorts, tabId: number): Promise<void> {
  await ports.alone(lockOf(tabId), async () => {
    for (const { db } of await openAll(ports)) await forgetPage(db, tabId)
  })
}

/**
 * The tab began to load something. Where a reader still answers it stayed on its page, as single-page
 * sites do, and it is asked to read again; otherwise its page is gone, and with it what we kept of it.
 */
export async function tabMovedOn(ports: BackgroundPorts, tabId: number): Promise<void> {
  if (!(await hasRow(ports, tabId))) return
  if (!(await ports.reread(tabId))) await forgetTab(ports, tabId)
}

/** Topics, contacts or the workspace changed: every page on record is read again, and other workspaces see none. */
export async function readPagesAgain(ports: BackgroundPorts): Promise<void> {
  const current = await openCurrent(ports)
  const tabIds = new Set<number>()
  for (const { workspace, db } of await openAll(ports)) {
    for (const tabId of await tabsOnRecord(db)) tabIds.add(tabId)
    if (current.ok && workspace.id !== current.value.workspace.id) await forgetAllPages(db)
  }
  await Promise.all([...tabIds].map(async (tabId) => (await ports.reread(tabId)) || forgetTab(ports, tabId)))
}

/** The browser or Earshot started anew: no tab of before is open, and old mentions have had their time. */
export async function tidyUp(ports: BackgroundPorts): Promise<void> {
  for (const { db } of await openAll(ports)) {
    await forgetAllPages(db)
    await forgetOldMentions(db, ports.now() - MENTION_LIFE)
    await forgetOldVerdicts(db, ports.now() - MENTION_LIFE)
    await forgetAwaited(db, ports.now())
  }
}

async function openCurrent(ports: BackgroundPorts): Promise<Result<OpenWorkspace>> {
  const workspaces = await ports.readWorkspaces()
  if (!workspaces.ok) return workspaces
  const { all, current } = workspaces.value
  const workspace = all.find(({ id }) => id === current) ?? all[0]
  if (workspace === undefined) throw new Error('WorkspacesSchema allows no empty list')
  return ok({ workspace, db: ports.openDatabase(workspace.id) })
}

async function openAll(ports: BackgroundPorts): Promise<readonly OpenWorkspace[]> {
  const workspaces = await ports.readWorkspaces()
  if (!workspaces.ok) return []
  return workspaces.value.all.map((workspace) => ({ workspace, db: ports.openDatabase(workspace.id) }))
}

async function topicsOf(
  workspace: Workspace,
  db: EarshotDatabase,
  cache: TopicCache,
): Promise<CompiledTopics> {
  const kept = await readPlaybook(db)
  const key = `${workspace.id} ${kept?.playbook.version} ${kept?.tag} ${kept?.fetchedAt}`
  if (cache.key !== key) {
    cache.topics = compileTopics(kept?.playbook.topics ?? [])
    cache.key = key
  }
  return cache.topics
}

async function hasRow(ports: BackgroundPorts, tabId: number): Promise<boolean> {
  for (const { db } of await openAll(ports)) if ((await db.pages.get(tabId)) !== undefined) return true
  return false
}

async function tabsOnRecord(db: EarshotDatabase): Promise<readonly number[]> {
  return (await db.pages.toArray()).map(({ tabId }) => tabId)
}

function lockOf(tabId: number): string {
  return `earshot-tab-${tabId}`
}
