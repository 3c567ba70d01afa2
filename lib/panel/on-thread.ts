import { z } from '../model/zod.ts'
import type { ClaimView, MentionView } from '../store/views.ts'
import type { Attempted } from './log-outcome.ts'
import type { PanelState } from './panel-state.ts'
import { pokeSync } from './poke-sync.ts'
import type { PanelPorts } from './ports.ts'
import { causeOf, holderOf, type SetAsideView } from './set-aside-entry.ts'

/** A thread of a site. */
export interface ThreadPlace {
  readonly site: string
  readonly threadKey: string
}

/** The claim on a thread that holds at `now`, if any. */
export function claimOn(
  claims: readonly ClaimView[],
  { site, threadKey }: ThreadPlace,
  now: number,
): ClaimView | null {
  return (
    claims.find(({ claim }) => claim.site === site && claim.threadKey === threadKey && claim.until > now) ??
    null
  )
}

/** A claim of mine that the server refused because a colleague was quicker. */
export interface RefusedClaim {
  /** Of the entry that was set aside. */
  readonly id: string
  /** Null: the server named somebody whom this device does not know, or nobody. */
  readonly holder: { readonly name: string; readonly until: number } | null
}

/** My refused claim on this thread, as long as the other one holds. */
export function refusedOn(
  { entries, names }: SetAsideView,
  { site, threadKey }: ThreadPlace,
  now: number,
): RefusedClaim | null {
  for (const entry of entries) {
    const { data } = ClaimedSchema.safeParse(entry.raw)
    if (causeOf(entry) !== 'claimed_by' || data?.data.site !== site || data.data.threadKey !== threadKey)
      continue
    const holder = holderOf(entry.reason)
    if (holder !== null && holder.until <= now) continue
    const name = holder === null ? undefined : names[holder.memberId]
    return {
      id: entry.id,
      holder: holder === null || name === undefined ? null : { name, until: holder.until },
    }
  }
  return null
}

const ClaimedSchema = z.object({
  type: z.literal('claim.taken'),
  data: z.object({ site: z.string(), threadKey: z.string() }),
})

/** Saying that one is on a thread, and that one is done with it. */
export interface ClaimActions {
  /** Takes the thread, or keeps it for longer. Colleagues see it once the server has heard of it. */
  takeThread(view: MentionView): Promise<void>
  releaseThread(view: MentionView): Promise<void>
}

export function createClaimActions(state: PanelState, ports: PanelPorts, attempted: Attempted): ClaimActions {
  const release = async ({ mention: { site, threadKey } }: MentionView) => {
    const released = await attempted('claim', () => ports.store.releaseClaim({ site, threadKey }))
    if (!released.ok) return
    state.toast.value = { kind: 'claim-released' }
    void pokeSync(ports)
  }
  return {
    async takeThread(view) {
      const { site, threadKey, page } = view.mention
      const taken = await attempted('claim', () =>
        ports.store.takeClaim({ site, threadKey, title: page.title }),
      )
      if (!taken.ok) return
      state.toast.value = { kind: 'claimed', revert: () => release(view) }
      void pokeSync(ports)
    },
    releaseThread: release,
  }
}
