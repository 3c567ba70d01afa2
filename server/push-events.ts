import type { PushAnswer, Receipt } from '../lib/model/wire.ts'
import { changedInteraction, judgeEvent, type Verdict } from './judge-event.ts'
import type { Session } from './people-store.ts'
import type { Ports } from './ports.ts'
import type { AppendOutcome, NewEvent } from './store.ts'

export interface Pushed {
  readonly answer: PushAnswer
  /** Events that were not there before. */
  readonly added: number
  /** Of those, how many fields they set, and things they took away. */
  readonly sweeping: number
}

/** Taking away what colleagues may have written. Setting fields counts as well, each for itself. */
const TAKES_AWAY: ReadonlySet<string> = new Set([
  'contact.deleted',
  'contact.merged',
  'contact.handle_unlinked',
  'tag.removed',
  'note.deleted',
  'fact.retracted',
  'interaction.retracted',
])

/**
 * Stores a batch and answers with one receipt for each event, in the order given. What is wrong with
 * one event never keeps its neighbours out. When this answers, everything `accepted` is on the disk.
 */
export async function pushEvents(
  { store, now }: Pick<Ports, 'store' | 'now'>,
  session: Session,
  batch: readonly unknown[],
): Promise<Pushed> {
  const at = now()
  const judged = batch.map((raw) => judgeEvent(raw, session, at))
  const verdicts = await refuseForeignChanges(store, session, judged)
  const fresh = verdicts.flatMap((verdict) => (verdict.kind === 'fresh' ? [verdict.entry] : []))
  const { outcomes, head } =
    fresh.length > 0
      ? await store.append(session.workspaceId, fresh, at)
      : { outcomes: [], head: (await store.head(session.workspaceId)).head }
  const added = fresh.filter((_entry, n) => outcomes[n]?.status === 'accepted')
  const waiting = outcomes.values()
  const receipts = verdicts.map((verdict): Receipt => {
    if (verdict.kind === 'answered') return verdict.receipt
    const outcome = waiting.next().value
    if (outcome === undefined) throw new Error('the store answered for fewer events than it was given')
    return receiptFor(verdict.entry, outcome)
  })
  return {
    answer: { receipts, head, serverTime: at },
    added: added.length,
    sweeping: added.reduce((sum, entry) => sum + sweepOf(entry), 0),
  }
}

function sweepOf({ event: { type, data } }: NewEvent): number {
  if (type === 'contact.fields_set') return Object.keys(data.fields ?? {}).length
  return TAKES_AWAY.has(type) ? 1 : 0
}

/** What somebody logged is theirs: nobody else amends or retracts it. */
async function refuseForeignChanges(
  store: Ports['store'],
  session: Session,
  verdicts: readonly Verdict[],
): Promise<readonly Verdict[]> {
  const targetOf = (verdict: Verdict) =>
    verdict.kind === 'fresh' ? changedInteraction(verdict.entry.event) : null
  const targets = verdicts.map(targetOf).filter((id) => id !== null)
  if (targets.length === 0) return verdicts
  const authors = await store.authors(session.workspaceId, targets)
  return verdicts.map((verdict) => {
    const author = authors.get(targetOf(verdict) ?? '')
    if (verdict.kind !== 'fresh' || author === undefined || author === session.memberId) return verdict
    const { id } = verdict.entry.event
    return {
      kind: 'answered',
      receipt: { id, status: 'rejected', code: 'not_yours', detail: 'logged by somebody else' },
    }
  })
}

function receiptFor({ event }: NewEvent, outcome: AppendOutcome): Receipt {
  const { id, hlc } = event
  switch (outcome.status) {
    case 'accepted':
      return { id, status: 'accepted', seq: outcome.seq, hlc }
    case 'duplicate':
      return { id, status: 'duplicate', seq: outcome.seq }
    case 'claimed': {
      const by = { memberId: outcome.memberId, until: new Date(outcome.until).toISOString() }
      return { id, status: 'rejected', code: 'claimed_by', detail: JSON.stringify(by) }
    }
    case 'erased':
      return { id, status: 'rejected', code: 'erased', detail: 'about somebody who was erased' }
    case 'conflict':
      return { id, status: 'rejected', code: 'id_conflict', detail: 'this id is stored with other content' }
  }
}
