import { PlaybookSchema } from '../../lib/model/playbook.ts'
import type { Author, Post, ReadReport } from '../../lib/model/thread.ts'
import type {
  ContactSummary,
  HereView,
  MentionCardView,
  MentionView,
  SyncStatus,
} from '../../lib/store/views.ts'
import { anaSummary, HOUR, NOW, sam, THREAD, tomSummary } from './panel-names.ts'
import { ana } from './panel-person.ts'

/** What the team of an invented maker of hand grinders may meet. */
const playbook = PlaybookSchema.parse({
  id: 'quillon',
  organisation: 'Quillon',
  version: 12,
  topics: [
    {
      id: 'grinders',
      name: 'Our grinders',
      query: 'quillon OR Q2',
      context: 'Anything about our hand grinders.',
    },
    { id: 'support', name: 'Support', query: 'quillon support' },
  ],
  cards: [
    {
      id: 'broken-promise',
      title: 'Somebody waited for us',
      topics: ['grinders'],
      needs: ['complaint', 'leaving'],
      listenFor: ['how long it has been going on', 'what was promised, and by whom'],
      ask: ['Which order was it?'],
      tone: ['plain, no exclamation marks'],
      do: ['Own the silence', 'Say what you will do, and by when'],
      dont: ['quote the warranty terms', 'write “as you know”'],
      facts: [{ text: 'Burr sets are replaced free for two years.', source: 'warranty page' }],
      disclose: [{ wording: 'I work at Quillon' }],
      routes: [{ when: 'parts are missing', to: 'care' }],
      owner: 'Maya Osei',
      verified: '2026-07-01',
    },
  ],
  routes: [
    {
      id: 'care',
      name: 'Care',
      audience: 'the people who send parts',
      hours: 'Mon to Fri',
      respondWithin: 4,
    },
    { id: 'workshop', name: 'Workshop', audience: 'the people who build them' },
  ],
  replies: [
    {
      id: 'silence',
      name: 'Owning a silence',
      text: 'Hello {{name}}, the silence is on us. By {{day}} you will hear from me.',
    },
    { id: 'thanks', name: 'Thanks for helping', text: 'Thank you for walking them through it.' },
  ],
})

export function author(handle: string, name: string | null = null): Author {
  return { key: handle, handle, name, url: `https://www.reddit.com/user/${handle}`, stableId: null }
}

export function post(key: string, by: Author | null, text: string, hoursAgo: number): Post {
  return {
    key,
    permalink: `https://www.reddit.com/r/espresso/comments/jam/${key}`,
    author: by,
    text,
    truncated: false,
    quoted: null,
    time: new Date(NOW - hoursAgo * HOUR).toISOString(),
    timeText: null,
    parent: null,
    state: 'shown',
    lang: 'en',
    counts: null,
    sharedBy: null,
    promoted: false,
  }
}

type Needs = MentionCardView['mention']['needs']

/** A need shown by words of the text; without words, one that nothing in particular shows. */
export function need(text: string, label: Needs[number]['label'], words: string | null): Needs[number] {
  const start = words === null ? -1 : text.indexOf(words)
  const bare = { label, sure: true, topic: null, reasons: [], rest: 0 }
  return words === null
    ? { ...bare, p: 0.6, span: null, why: 'no strong signal' }
    : { ...bare, p: 0.9, span: { start, end: start + words.length }, why: words }
}

export function card(
  written: Post,
  matched: string,
  needs: readonly [Needs[number]['label'], string | null][],
  more: Partial<MentionCardView> & { readonly order?: number } = {},
): MentionCardView {
  const start = written.text.indexOf(matched)
  const { order = 0, ...rest } = more
  return {
    mention: {
      key: `${THREAD} ${written.key}`,
      threadKey: THREAD,
      order,
      site: 'reddit',
      page: {
        url: 'https://www.reddit.com/r/espresso/comments/jam/',
        title: "Anyone else's Quillon grinder stuck?",
        community: 'r/espresso',
      },
      post: written,
      isReply: written.parent !== null,
      contactId: rest.contact?.id ?? null,
      matches: [
        {
          topic: 'grinders',
          score: 1,
          parts: [],
          evidence: start < 0 ? [] : [{ text: matched, start, end: start + matched.length, part: 'quillon' }],
        },
      ],
      needs: needs.map(([label, words]) => need(written.text, label, words)),
      judged: 'full',
      firstSeenAt: NOW,
      seenAt: NOW,
    },
    topics: playbook.topics.slice(0, 1),
    said: {},
    contact: null,
    noticed: null,
    handled: null,
    ...rest,
  }
}

const JAM = "Anyone else's Quillon Q2 jam on light roasts? Is there a trick?"
const WAIT =
  'Third burr set from Quillon in a year and support just stopped answering. Starting to think I should go back to my old one.'
const HELP =
  'Back the burrs off two clicks before you load, then creep in. Their guide says so on page 4 of the Quillon manual.'

export const jam = card(post('brewbert-1', author('brewbert'), JAM, 3), 'Quillon Q2', [
  ['question', 'Is there a trick?'],
])
export const wait = card(
  { ...post('ana-1', author('slowpour_ana'), WAIT, 2), parent: { key: 'brewbert-1', inferred: false } },
  'Quillon',
  [
    ['complaint', 'stopped answering'],
    ['leaving', 'go back to my old one'],
  ],
  { contact: anaSummary, order: 1 },
)
const help = card(
  post('grindlord-1', author('grindlord'), HELP, 1),
  'Quillon',
  [['helping', 'Back the burrs off']],
  { order: 2, handled: { at: NOW - HOUR / 2, by: sam, outcome: 'thanked' } },
)

export const report: ReadReport = {
  site: 'reddit',
  posts: 14,
  missing: { author: 0, text: 0, time: 0, permalink: 0 },
  failed: [],
  collapsed: 6,
  unloaded: 40,
  recipe: { source: 'packaged', version: 1, refused: false },
}

export function hereView(
  mentions: readonly MentionCardView[] = [jam, wait, help],
  page: Partial<NonNullable<HereView['page']>> = {},
  alsoHere: readonly ContactSummary[] = [tomSummary],
): HereView {
  return {
    page: {
      tabId: 7,
      visit: 'visit-0001',
      site: 'reddit',
      page: 'thread',
      report,
      complete: true,
      failed: false,
      mentions: mentions.map(({ mention }) => mention.key),
      known: [],
      address:
        mentions.length === 0
          ? null
          : {
              url: 'https://www.reddit.com/r/espresso/comments/jam/',
              threadKey: THREAD,
              title: "Anyone else's Quillon grinder stuck?",
              community: 'r/espresso',
            },
      at: NOW,
      ...page,
    },
    mentions,
    setAside: [],
    alsoHere,
    listening: true,
  }
}

const guidance = playbook.cards.map((one) => ({
  card: one,
  topic:
    playbook.topics[0] ??
    one.topics.map((id) => ({ id, name: id, kind: 'own', query: id, priority: 1 }) as const)[0],
  routes: one.routes.flatMap(({ when, to }) =>
    playbook.routes.filter(({ id }) => id === to).map((route) => ({ when, route })),
  ),
  playbookVersion: playbook.version,
  stale: true,
}))

export function mentionView(more: Partial<MentionView> = {}): MentionView {
  return {
    ...wait,
    parent: jam.mention,
    guidance: guidance.flatMap((one) => (one.topic === undefined ? [] : [{ ...one, topic: one.topic }])),
    replies: playbook.replies,
    person: ana,
    draft: '',
    playbook,
    ...more,
  }
}

export const allSent: SyncStatus = {
  kind: 'team',
  waiting: 0,
  oldestAt: null,
  setAside: 0,
  lastOkAt: NOW,
  problem: null,
  nextTryAt: null,
  engine: { kind: 'idle', progress: null },
  lost: 0,
  lostAt: null,
}
