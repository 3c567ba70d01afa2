import type { NoteView } from '../../lib/panel/screens.ts'
import type { MemberName, PersonView, TimelineEntry } from '../../lib/store/views.ts'
import { anaSummary, DAY, ids, maya, me, NOW, sam, THREAD } from './panel-names.ts'

function meeting(
  n: number,
  by: MemberName,
  daysAgo: number,
  more: Partial<TimelineEntry['interaction']>,
): TimelineEntry {
  return {
    interaction: {
      id: `77777777-7777-7777-8777-77777777777${n}`,
      actorId: by.id,
      audience: 'team',
      at: NOW - daysAgo * DAY,
      retracted: false,
      hlc: '',
      contactId: ids.ana,
      outcome: 'answered',
      site: 'reddit',
      permalink: null,
      threadKey: THREAD,
      threadTitle: 'Which grinder for a small café?',
      postKey: `p${n}`,
      excerpt: 'Is the Q2 Travel loud enough to wake a flatmate?',
      topics: ['grinders'],
      playbookVersion: 12,
      learned: null,
      gave: null,
      promise: null,
      routedTo: null,
      ...more,
    },
    by,
    waiting: false,
    seq: 120 - n,
    receivedAt: null,
  }
}

function note(
  bodies: readonly [string, MemberName][],
  id: string = ids.note,
  base: NoteView['base'] = null,
): NoteView {
  return {
    note: {
      id,
      contactId: ids.ana,
      audience: 'team',
      heads: bodies.map(([body, by], n) => ({
        rev: `88888888-8888-7888-8888-88888888888${n}`,
        body,
        actorId: by.id,
        at: NOW - (n + 2) * DAY,
      })),
      superseded: [],
      deleted: false,
      lastAt: NOW - 2 * DAY,
      hlc: '',
    },
    unsaved: null,
    names: { [ids.me]: me, [ids.maya]: maya, [ids.sam]: sam },
    base,
  }
}

export const ana: PersonView = {
  contact: {
    id: ids.ana,
    mergedIds: [],
    fields: {},
    lost: [],
    tags: [],
    deletion: null,
    revived: null,
    identities: [
      {
        site: 'reddit',
        key: 'slowpour_ana',
        handle: 'slowpour_ana',
        name: null,
        url: 'https://www.reddit.com/user/slowpour_ana',
        stableId: null,
      },
      {
        site: 'mastodon',
        key: 'ana@slow.example',
        handle: '@ana@slow.example',
        name: 'Ana pours',
        url: null,
        stableId: null,
      },
    ],
    words: ['slowpour', 'ana'],
    firstAt: Date.UTC(2026, 2, 14),
    lastAt: NOW - 21 * DAY,
    deleted: false,
  },
  summary: anaSummary,
  timeline: [
    {
      ...meeting(1, me, 1, { outcome: 'listened', learned: 'The silence hurts more than the fault.' }),
      waiting: true,
      seq: null,
    },
    meeting(2, maya, 21, {
      outcome: 'made-right',
      gave: 'A second burr set',
      promise: { text: 'call back about the second burr set', due: '2026-10-31' },
    }),
    meeting(3, sam, 190, {}),
  ],
  notes: [note([['Opened a small café in Aarhus. She wrote it publicly.', sam]])],
  mergedContacts: [],
  facts: [],
  concurrent: [],
  newer: 0,
  revivedBy: null,
}

export const anaWithSiblings: PersonView = {
  ...ana,
  notes: [
    note(
      [
        ['Prefers a message to a call.\nOpened a café in Aarhus in March.', me],
        ['Prefers a message to a call, never before noon.', maya],
      ],
      ids.note,
      { body: 'Prefers a message to a call.', by: sam, at: NOW - 9 * DAY },
    ),
  ],
}
