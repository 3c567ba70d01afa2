import type { Problem } from '../../lib/model/problem.ts'

/** Thrown where the panel can't go on without what failed. */
export class StartProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** What the start-up screen says of a failure. Anything unforeseen is a bug, with its words for the report. */
export function problemOfStart(error: unknown): Problem {
  if (error instanceof StartProblem) return error.problem
  return { code: 'unexpected', detail: String(error).slice(0, 300) }
}
