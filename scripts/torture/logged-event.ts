import type { SyncEvent } from '../../lib/model/event.ts'
import { tickHlc } from '../../lib/model/hlc.ts'
import type { Admission } from '../simulate/server.ts'

export interface Logging {
  readonly id: string
  readonly contactId: string
  readonly workspaceId: string
  readonly device: Pick<Admission, 'memberId' | 'deviceId'>
  readonly devicen: number
  /** Milliseconds since the epoch, by the device's clock. */
  readonly now: number
}

/** An `interaction.logged` as a device writes it, of the size that most have. */
export function loggedEvent({ id, contactId, workspaceId, device, devicen, now }: Logging): SyncEvent {
  return {
    specversion: '1.0',
    id,
    source: `urn:device:${device.deviceId}`,
    type: 'interaction.logged',
    subject: contactId,
    time: new Date(now).toISOString(),
    workspaceid: workspaceId,
    actorid: device.memberId,
    deviceid: device.deviceId,
    devicen,
    hlc: tickHlc(null, now, device.deviceId),
    ev: 1,
    audience: 'team',
    data: {
      contactId,
      outcome: 'listened',
      site: 'practice',
      permalink: null,
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
    },
  }
}
