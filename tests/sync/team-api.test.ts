import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastingSession } from '../../lib/sync/session.ts'
import { createTeamApi } from '../../lib/sync/team-api.ts'
import { runs } from '../support/runs.ts'

const ID = '11111111-1111-4111-8111-111111111111'

/** A server that answers everything with this, and what it was asked. */
function server(status: number, body: unknown) {
  const asked: { url: string; method: string; body: unknown; authorization: string | null }[] = []
  const api = createTeamApi({
    server: 'https://earshot.quillon.example',
    workspaceId: ID,
    session: lastingSession('token-of-this-device'),
    fetch: async (url, init) => {
      const { method = 'GET', body: sent, headers } = init ?? {}
      asked.push({
        url: String(url),
        method,
        body: typeof sent === 'string' ? JSON.parse(sent) : null,
        authorization: new Headers(headers).get('authorization'),
      })
      return new Response(body === null ? null : JSON.stringify(body), { status })
    },
    now: () => 0,
  })
  return { api, asked }
}

const device = {
  id: ID,
  memberId: ID,
  joinedAt: 1,
  lastSeenAt: null,
  ackedSeq: 4,
  revokedAt: null,
  own: true,
}

describe('a team’s server', () => {
  test('lists devices with the token of this one, and ends one without a body', async () => {
    const listing = server(200, { devices: [device], head: 4 })
    expect(await listing.api.devices()).toMatchObject({ ok: true, value: [{ id: ID, own: true }] })
    expect(listing.asked[0]).toMatchObject({
      url: `https://earshot.quillon.example/v1/w/${ID}/devices`,
      authorization: 'Bearer token-of-this-device',
    })
    const ending = server(204, null)
    expect(await ending.api.endDevice(ID)).toEqual({ ok: true, value: null })
    expect(ending.asked[0]).toMatchObject({ method: 'DELETE', body: null })
  })

  test('counts what would be erased, and says so when something else was answered', async () => {
    const counted = { status: 'to-confirm', events: 14, head: 20, confirmation: 'exactly-these' }
    const counting = server(200, counted)
    expect(await counting.api.countErasure([ID])).toMatchObject({ ok: true, value: { events: 14 } })
    expect(counting.asked[0]?.body).toEqual({ contactIds: [ID] })
    expect(await counting.api.erase([ID], 'of-before')).toMatchObject({
      ok: false,
      problem: { code: 'changed-since' },
    })
    const hasty = server(200, { status: 'erased', events: 14, seq: 21 })
    expect(await hasty.api.countErasure([ID])).toMatchObject({ ok: false, problem: { code: 'bad-answer' } })
    expect(await hasty.api.erase([ID], 'exactly-these')).toEqual({ ok: true, value: { events: 14 } })
  })

  test('asks for no more contacts at once than a server takes', async () => {
    const { api, asked } = server(200, {})
    expect(await api.countErasure(Array.from({ length: 101 }, () => ID))).toMatchObject({
      problem: { code: 'too-large' },
    })
    expect(asked).toEqual([])
  })

  test('is a problem and never a failure, whatever it answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (body) => {
        const { api } = server(200, body)
        for (const answer of [await api.devices(), await api.tokens(), await api.countErasure([ID])])
          expect(answer.ok ? 'taken' : answer.problem.code).toMatch(/^(taken|bad-answer)$/)
      }),
      runs(50),
    )
  })
})
