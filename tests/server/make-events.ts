import { randomUUID } from 'node:crypto'
import { tickHlc } from '../../lib/model/hlc.ts'
import type { Speaker } from '../../server/people-store.ts'

let devicen = 0

/** An `interaction.logged` as a device would write it. `over` replaces fields of the envelope. */
export function loggedEvent(
  session: Speaker,
  over: Readonly<Record<string, unknown>> = {},
  data: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> & { id: string } {
  const contactId = '6f1c1f2e-8a52-8d0b-9d4e-2f5f6d1f0a01'
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: `urn:device:${session.deviceId}`,
    type: 'interaction.logged',
    subject: contactId,
    time: '2026-11-21T10:00:00.000Z',
    workspaceid: session.workspaceId,
    actorid: session.memberId,
    deviceid: session.deviceId,
    devicen: devicen++,
    hlc: tickHlc(null, Date.parse('2026-11-21T10:00:00Z'), session.deviceId),
    ev: 1,
    audience: 'team',
    data: {
      contactId,
      outcome: 'answered',
      site: 'practice',
      permalink: 'https://practice.earshot.example/t/third-set#u1',
      threadKey: 'practice/third-set',
      threadTitle: 'Third burr set in a year',
      postKey: 'u1',
      excerpt: 'Each time the inner one starts to wobble.',
      topics: ['q2'],
      playbookVersion: 1,
      learned: null,
      gave: null,
      promise: null,
      routedTo: null,
      ...data,
    },
    ...over,
  } as Record<string, unknown> & { id: string }
}

export function noteEvent(session: Speaker, body: string): Record<string, unknown> & { id: string } {
  const contactId = '6f1c1f2e-8a52-8d0b-9d4e-2f5f6d1f0a01'
  return loggedEvent(session, {
    type: 'note.revised',
    data: { noteId: randomUUID(), contactId, base: null, body },
  })
}
