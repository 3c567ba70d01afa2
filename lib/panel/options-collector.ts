import { signal } from '@preact/signals'
import type { Problem } from '../model/problem.ts'
import { type Collector, CollectorSchema, type Workspace } from '../model/workspace.ts'
import type { Delivery, OptionsPorts } from './options-ports.ts'
import type { Change } from './options-workspaces.ts'

/** A collector as it is typed. */
export interface CollectorForm {
  readonly url: string
  readonly secret: string
  readonly token: string
}

/** What came of trying a collector. */
export type Tried = 'trying' | { readonly taken: true } | { readonly taken: false; readonly problem: Problem }

const EMPTY: CollectorForm = { url: '', secret: '', token: '' }

export type CollectorState = ReturnType<typeof createCollectorState>

/** A collector of one's own, for the current workspace. */
export function createCollectorState(ports: OptionsPorts, change: Change) {
  const workspace = signal<Workspace | null>(null)
  const kept = signal<Collector | null>(null)
  const form = signal<CollectorForm>(EMPTY)
  /** The box that is wrong. */
  const wrong = signal<keyof CollectorForm | null>(null)
  const tried = signal<Tried | null>(null)
  const delivery = signal<Delivery | null>(null)
  const refused = signal(false)

  /** The form as a collector, once the browser may reach it; null where it can't be one yet. */
  async function checked(): Promise<Collector | null> {
    const { url, secret, token } = form.value
    const parsed = CollectorSchema.safeParse({ url, secret, token: token.trim() === '' ? null : token })
    const pattern = parsed.success ? ports.originPattern(parsed.data.url) : null
    const path = parsed.error?.issues[0]?.path[0]
    wrong.value =
      path === 'secret' || path === 'token' ? path : !parsed.success || pattern === null ? 'url' : null
    tried.value = null
    if (!parsed.success || pattern === null) return null
    refused.value = !(await ports.requestOrigins([pattern]))
    return refused.value ? null : parsed.data
  }

  async function look(): Promise<void> {
    const [of, to] = [workspace.value, kept.value]
    delivery.value = of === null || to === null ? null : await ports.readDelivery(of, to)
  }

  async function keep(collector: Collector | null): Promise<void> {
    const id = workspace.value?.id
    const saved = await change((before) => ({
      ...before,
      all: before.all.map((one) => (one.id === id ? { ...one, deliver: collector } : one)),
    }))
    if (!saved) return
    kept.value = collector
    await look()
  }

  return {
    kept,
    form,
    wrong,
    tried,
    delivery,
    refused,
    async follow(of: Workspace): Promise<void> {
      workspace.value = of
      kept.value = of.deliver ?? null
      form.value = of.deliver ? { ...of.deliver, token: of.deliver.token ?? '' } : EMPTY
      wrong.value = null
      tried.value = null
      await look()
    },
    type(part: Partial<CollectorForm>): void {
      form.value = { ...form.value, ...part }
    },
    /** A secret that nobody else knows. */
    makeSecret(): void {
      form.value = { ...form.value, secret: newSecret() }
    },
    /** Straight from the click: the first thing it does is to ask for the collector's permission. */
    async tryIt(): Promise<void> {
      const collector = await checked()
      if (collector === null) return
      tried.value = 'trying'
      const problem = await ports.tryCollector(collector)
      tried.value = problem === null ? { taken: true } : { taken: false, problem }
    },
    async save(): Promise<void> {
      const collector = await checked()
      if (collector !== null) await keep(collector)
    },
    async stop(): Promise<void> {
      await keep(null)
      form.value = EMPTY
      tried.value = null
    },
  }
}

function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}
