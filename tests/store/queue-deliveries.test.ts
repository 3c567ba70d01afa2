import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { readDeliveryStatus } from '../../lib/store/deliveries.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { actorIn, freshDatabase, mentionBy, must } from './quillon.ts'

const URL = 'https://collect.example/'

describe('what is logged in a workspace with a collector', () => {
  it('waits for the collector from the same moment as for the server', async () => {
    const db = freshDatabase()
    const actor = actorIn(db, { delivers: true })
    must(await logInteraction(db, actor, await mentionBy(db, 'brewbert'), { outcome: 'answered' }))
    const ids = async (table: 'outbox' | 'deliveries') =>
      (await db[table].toCollection().primaryKeys()).sort()
    expect(await ids('deliveries')).toEqual(await ids('outbox'))
    expect(await readDeliveryStatus(db, URL)).toMatchObject({ waiting: 2, problem: null })
  })

  it('waits for it also where there is no server', async () => {
    const db = freshDatabase()
    const actor = actorIn(db, { delivers: true, queued: false })
    must(await logInteraction(db, actor, await mentionBy(db, 'brewbert'), { outcome: 'answered' }))
    expect(await db.outbox.count()).toBe(0)
    expect((await readDeliveryStatus(db, URL)).waiting).toBe(2)
  })

  it('does not wait when it could not be logged', async () => {
    const db = freshDatabase()
    const actor = actorIn(db, { delivers: true })
    const mention = await mentionBy(db, 'brewbert')
    const refused = await logInteraction(db, actor, mention, { outcome: 'danced' as never })
    expect(refused.ok).toBe(false)
    expect((await readDeliveryStatus(db, URL)).waiting).toBe(0)
  })

  it('waits for no collector where there is none', async () => {
    const db = freshDatabase()
    must(await logInteraction(db, actorIn(db), await mentionBy(db, 'brewbert'), { outcome: 'answered' }))
    expect((await readDeliveryStatus(db, URL)).waiting).toBe(0)
  })
})
