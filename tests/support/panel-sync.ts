import type { SetAsideEntry } from '../../lib/panel/set-aside-entry.ts'
import type { ClaimView, PersonView, SyncStatus } from '../../lib/store/views.ts'
import { DAY, HOUR, ids, maya, me, NOW, sam, THREAD } from './panel-names.ts'
import { ana } from './panel-person.ts'
import { allSent } from './panel-views.ts'

/** Sync as it stands in one way or another; what is not said is as when all is well. */
export function syncStatus(more: Partial<SyncStatus>): () => Promise<SyncStatus> {
  return async () => ({ ...allSent, ...more })
}

export function engine(
  kind: SyncStatus['engine']['kind'],
  progress: SyncStatus['engine']['progress'] = null,
): Pick<SyncStatus, 'engine'> {
  return { engine: { kind, progress } }
}

/** A claim on the thread of all sample mentions. */
export function claimOf(who: 'me' | 'maya', waiting = false): ClaimView {
  const by = who === 'me' ? me : maya
  return {
    claim: {
      key: `reddit ${THREAD}`,
      site: 'reddit',
      threadKey: THREAD,
      title: "Anyone else's Quillon grinder stuck?",
      memberId: by.id,
      since: NOW - 5 * 60_000,
      until: NOW + 25 * 60_000,
    },
    by,
    waiting,
  }
}

const note = {
  specversion: '1.0',
  id: '019a9f3f-0000-7000-8000-000000000001',
  type: 'note.revised',
  subject: ids.ana,
  data: { noteId: ids.note, contactId: ids.ana, base: null, body: 'She runs a small café in Aarhus now.' },
}

export function entry(more: Partial<SetAsideEntry> = {}): SetAsideEntry {
  return {
    id: 'refused:1',
    origin: 'refused',
    reason: 'invalid: data.body: too_big',
    raw: note,
    at: NOW - 2 * HOUR,
    about: 'slowpour_ana',
    texts: { body: note.data.body },
    ...more,
  }
}

/** One of each sort. */
export const ENTRIES: readonly SetAsideEntry[] = [
  entry(),
  entry({
    id: 'refused:2',
    reason: `claimed_by: {"memberId":"${ids.maya}","until":"${new Date(NOW + HOUR / 2).toISOString()}"}`,
    raw: { ...note, type: 'claim.taken', data: { site: 'reddit', threadKey: THREAD } },
    about: null,
    texts: {},
  }),
  entry({
    id: 'remote:3',
    origin: 'remote',
    reason: 'data.outcome: invalid_value',
    raw: { ...note, type: 'idea.added', data: {} },
    about: null,
    texts: {},
  }),
]

/** Ana, with everything that colleagues can make of a person at once. */
export const busyAna: PersonView = {
  ...ana,
  contact: {
    ...ana.contact,
    tags: ['café owner', 'helps others'],
    fields: { role: { value: 'Café owner', hlc: 'b' }, organisation: { value: 'Slow Pour', hlc: 'a' } },
  },
  timeline: [
    ...ana.timeline.slice(0, 1).map((meeting) => ({
      ...meeting,
      by: maya,
      waiting: false,
      seq: 131,
      receivedAt: NOW - HOUR / 2,
      interaction: {
        ...meeting.interaction,
        outcome: 'answered' as const,
        at: NOW - HOUR,
        actorId: maya.id,
        id: '77777777-7777-7777-8777-777777777779',
      },
    })),
    ...ana.timeline,
  ],
  mergedContacts: [{ id: ids.tom, name: 'ana_pours_slowly' }],
  facts: [
    {
      fact: {
        id: '99999999-9999-7999-8999-999999999991',
        contactId: ids.ana,
        kind: 'boundary',
        text: 'No calls before noon.',
        source: 'https://www.reddit.com/r/espresso/comments/jam/ana-1',
        expires: '2026-10-01',
        audience: 'team',
        actorId: sam.id,
        at: NOW - 120 * DAY,
        confirmed: null,
        retracted: false,
        hlc: '',
      },
      by: sam,
      confirmedBy: { by: maya, at: NOW - 30 * DAY },
      expired: true,
    },
  ],
  concurrent: [
    {
      field: 'role',
      shown: { value: 'Café owner', by: me, at: NOW - 4 * HOUR },
      lost: { value: 'Roaster', hlc: 'a', by: maya, at: NOW - 5 * HOUR },
    },
  ],
  newer: 2,
  revivedBy: { by: sam, at: NOW - 2 * DAY },
}
