import { LIMITS } from '../model/limits.ts'
import { type Playbook, PlaybookSchema, withoutBadRecipes } from '../model/playbook.ts'
import { ok, type Problem, type Result } from '../model/problem.ts'
import type { RefusedRecipe, ShippedRecipe } from '../model/recipe.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { type PlaybookRow, PlaybookRowSchema } from './rows.ts'
import { readable } from './set-aside-rows.ts'

const NONE: PlaybookRow = {
  key: 'current',
  playbook: null,
  tag: null,
  fetchedAt: 0,
  refused: null,
  refusedRecipes: [],
}

/** The playbook in force, with the server's tag and when it came; null before the first. */
export async function readPlaybook(
  db: EarshotDatabase,
): Promise<{ playbook: Playbook; tag: string | null; fetchedAt: number } | null> {
  const { playbook, tag, fetchedAt } = await readRow(db)
  return playbook === null ? null : { playbook, tag, fetchedAt }
}

/** Repaired recipes that came with the playbook in force, and those left out of it. */
export async function readPlaybookRecipes(
  db: EarshotDatabase,
): Promise<{ readonly recipes: readonly ShippedRecipe[]; readonly refused: readonly RefusedRecipe[] }> {
  const { playbook, refusedRecipes } = await readRow(db)
  return { recipes: playbook?.recipes ?? [], refused: refusedRecipes }
}

/**
 * Puts a playbook in force. A repaired recipe in it that can't be taken is left out, and the reason is kept.
 * A playbook that does not parse is refused with `invalid` and the path of the first
 * fault, the old one stays; a server's tag is remembered, so that it is not fetched again until it is mended.
 */
export async function savePlaybook(
  db: EarshotDatabase,
  playbook: unknown,
  tag: string | null,
  now: number,
): Promise<Result<Playbook>> {
  const taken = withoutBadRecipes(playbook)
  const parsed = PlaybookSchema.safeParse(taken.playbook)
  const issue = parsed.error?.issues[0]
  const problem: Problem | null = !parsed.success
    ? { code: 'invalid', path: issue?.path.map(String).join('.') ?? '', detail: issue?.code ?? '' }
    : JSON.stringify(parsed.data).length > LIMITS.playbookBytes
      ? { code: 'too-large' }
      : null
  if (parsed.success && problem === null) {
    const row: PlaybookRow = {
      key: 'current',
      playbook: parsed.data,
      tag,
      fetchedAt: now,
      refused: null,
      refusedRecipes: [...taken.refused],
    }
    const saved = await attempt(() => db.playbook.put(row))
    return saved.ok ? ok(parsed.data) : saved
  }
  const refused = { tag, problem: problem ?? { code: 'invalid' as const } }
  // Without a tag it was written here, and the person who wrote it sees the fault in the form.
  if (tag === null) return { ok: false, problem: refused.problem }
  const kept = await attempt(() =>
    db.transaction('rw', db.playbook, async () => {
      await db.playbook.put({ ...((await db.playbook.get('current')) ?? NONE), refused })
    }),
  )
  return kept.ok ? { ok: false, problem: refused.problem } : kept
}

/** The newest tag met, also of a playbook that was refused. */
export async function playbookTag(db: EarshotDatabase): Promise<string | null> {
  const row = await readRow(db)
  return row.refused === null ? row.tag : row.refused.tag
}

/** Why the newest playbook is not in force; null when it is. */
export async function playbookProblem(db: EarshotDatabase): Promise<Problem | null> {
  const problem = (await readRow(db)).refused?.problem
  return problem === undefined ? null : asProblem(problem)
}

/** Without the keys that are undefined. */
export function asProblem(row: NonNullable<PlaybookRow['refused']>['problem']): Problem {
  const { code, detail, path, retryAt } = row
  return {
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(path === undefined ? {} : { path }),
    ...(retryAt === undefined ? {} : { retryAt }),
  }
}

async function readRow(db: EarshotDatabase): Promise<PlaybookRow> {
  const [row] = readable(db, 'playbook', PlaybookRowSchema, [await db.playbook.get('current')])
  return row ?? NONE
}
