import { type ReadonlySignal, signal } from '@preact/signals'
import type { Problem } from '../model/problem.ts'
import type { ModelReadiness } from '../platform/second-opinion.ts'
import type { OptionsPorts } from './options-ports.ts'

export interface OpinionChoice {
  /** Off until the person switches it on. */
  readonly on: ReadonlySignal<boolean>
  /** What the browser says about a model of its own; null: not known yet. */
  readonly model: ReadonlySignal<ModelReadiness | 'absent' | null>
  /** Why the choice could not be stored; null: it is. */
  readonly problem: ReadonlySignal<Problem | null>
  load(): Promise<void>
  /** Stays off where it could not be stored. */
  choose(on: boolean): Promise<void>
}

/** Whether second opinions are offered. Looking whether the browser has a model downloads nothing. */
export function createOpinionChoice(ports: Pick<OptionsPorts, 'opinion'>): OpinionChoice {
  const on = signal(false)
  const model = signal<ModelReadiness | 'absent' | null>(null)
  const problem = signal<Problem | null>(null)
  return {
    on,
    model,
    problem,
    async load() {
      on.value = await ports.opinion.wanted()
      model.value = (await ports.opinion.model?.readiness(null)) ?? 'absent'
    },
    async choose(wanted) {
      const stored = await ports.opinion.want(wanted)
      problem.value = stored.ok ? null : stored.problem
      if (stored.ok) on.value = wanted
    },
  }
}
