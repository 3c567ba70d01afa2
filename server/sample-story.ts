import type { Interaction, Outcome } from '../lib/model/interaction.ts'

/** The site id of the practice town, whose people this is about. */
export const SITE = 'practice'

/** What colleagues logged before the newcomer came. Days count back from the day of seeding. */
export const MEETINGS: readonly Meeting[] = [
  {
    by: 'Maya Osei',
    with: 'grindlord',
    daysAgo: 34,
    thread: ['axle-oil', 'Which oil for the axle?'],
    excerpt: 'One drop of food oil once a season, and wipe the axle first. I wrote it up with pictures.',
    outcome: 'thanked',
    learned: 'Writes patient guides that others link to. Takes grinders apart for fun.',
    gave: 'Thanked in public, and sent the exploded drawing he had asked for.',
    promise: null,
  },
  {
    by: 'Maya Osei',
    with: 'slowpour_ana',
    daysAgo: 21,
    thread: ['wobble', 'Q2: inner burr wobbles after eight weeks'],
    excerpt: 'Second burr set since last autumn, and the inner one wobbles again. What do I do with it?',
    outcome: 'made-right',
    learned: 'Serial number begins with 24C. Grinds every morning before seven; wants a person, not a form.',
    gave: 'Replaced the burr set, no return needed.',
    promise: { text: 'Call back about the second burr set', dueDaysAgo: 7 },
  },
  {
    by: 'Sam Lindqvist',
    with: 'tamper_tom',
    daysAgo: 12,
    thread: ['travel-lid', 'Does the Q2 Travel lid fit the Q2?'],
    excerpt: 'Does the lid of the Travel fit on the big one, or is the thread different?',
    outcome: 'answered',
    learned: 'Collects spare parts, answers newcomers a lot.',
    gave: 'Yes, it fits: same thread since the first Q2.',
    promise: null,
  },
]

/** What Maya wrote down after the call. */
export const NOTE = {
  by: 'Maya Osei',
  about: 'slowpour_ana',
  daysAgo: 20,
  body: 'Ana keeps photographs of every worn part, with dates. Ask for them first: it spares her telling the story again. She would rather be called than written to, before eight in the morning.',
}

/** One touchpoint of the story. */
export interface Meeting {
  readonly by: string
  readonly with: string
  readonly daysAgo: number
  readonly thread: readonly [id: string, title: string]
  readonly excerpt: string
  readonly outcome: Outcome
  readonly learned: string
  readonly gave: string
  readonly promise: { readonly text: string; readonly dueDaysAgo: number } | null
}

/** The meeting as an interaction; `before` gives the time of so many days ago. */
export function asInteraction(
  met: Meeting,
  contactId: string,
  playbookVersion: number,
  before: (days: number) => number,
): Interaction {
  const [threadId, threadTitle] = met.thread
  const due = (days: number) => new Date(before(days)).toISOString().slice(0, 10)
  return {
    contactId,
    outcome: met.outcome,
    site: SITE,
    permalink: null,
    threadKey: `${SITE}/${threadId}`,
    threadTitle,
    postKey: `${threadId}-1`,
    excerpt: met.excerpt,
    topics: [],
    playbookVersion,
    learned: met.learned,
    gave: met.gave,
    promise: met.promise && { text: met.promise.text, due: due(met.promise.dueDaysAgo) },
    routedTo: null,
  }
}
