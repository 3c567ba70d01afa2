import { ok, type Result } from '../model/problem.ts'
import { SIGNED_LIST_LENGTH } from '../model/recipe-list.ts'
import { ask, DEADLINE } from './ask.ts'

/**
 * Asks once for the release list, with nothing about who asks: no token, no cookie, no referrer. The answer is
 * of unproven shape. A server that holds none answers `not-found`.
 */
export async function fetchRecipeList(url: string, fetch: typeof globalThis.fetch): Promise<Result<unknown>> {
  const answer = await ask(
    { fetch, timeout: DEADLINE, now: Date.now },
    { url, headers: {}, maxBytes: SIGNED_LIST_LENGTH },
  )
  return answer.ok ? ok(answer.value.body) : answer
}
