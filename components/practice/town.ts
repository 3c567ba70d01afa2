/** The invented threads of the practice town. Nobody in them is real, and neither is Quillon. */

export interface TownPost {
  /** Unique in the town. */
  readonly id: string
  readonly author: string
  /** Days before today, and the time of that day in UTC: the same all day long, and never in the future. */
  readonly daysAgo: number
  readonly at: string
  readonly text: string
  readonly parent: string | null
}

export interface TownThread {
  readonly id: string
  readonly title: string
  readonly board: string
  /** The first one opened the thread. In the order of the page. */
  readonly posts: readonly TownPost[]
}

type Line = readonly [
  id: string,
  author: string,
  daysAgo: number,
  at: string,
  parent: string | null,
  text: string,
]

function thread(id: string, title: string, board: string, lines: readonly Line[]): TownThread {
  return {
    id,
    title,
    board,
    posts: lines.map(([post, author, daysAgo, at, parent, text]) => ({
      id: post,
      author,
      daysAgo,
      at,
      text,
      parent,
    })),
  }
}

const HAPPY = thread('camping', 'Two weeks in a tent with a hand grinder', 'Brew reports', [
  [
    'c1',
    'crema_kai',
    3,
    '07:42',
    null,
    'Back from two weeks of hiking. I carried the Quillon Q2 Travel in a sock, dropped it twice on granite, and it still ground better than the machine in my kitchen. Best thing I packed.',
  ],
  [
    'c2',
    'tamper_tom',
    3,
    '08:15',
    'c1',
    'How many turns for two cups? My old one took so long that the water went cold.',
  ],
  [
    'c3',
    'crema_kai',
    3,
    '08:31',
    'c2',
    'About forty for 18 grams, medium. My partner did it while I lit the stove.',
  ],
  [
    'c4',
    'brewbert',
    2,
    '19:04',
    'c1',
    'I was on the fence about buying one. Does the handle come off without a tool?',
  ],
  [
    'c5',
    'grindlord',
    2,
    '19:40',
    'c4',
    'It does. On the Quillon you pull the collar up and the handle folds along the body. Wipe the axle dry if you were out in rain, and put one drop of food oil on it once a season.',
  ],
  ['c6', 'crema_kai', 2, '20:02', 'c5', 'Did not know about the oil. Thank you, that explains the squeak.'],
])

const UNHAPPY = thread('third-set', 'Third burr set in a year, and nobody answers', 'Repairs', [
  [
    'u1',
    'slowpour_ana',
    2,
    '06:58',
    null,
    'I have had my Quillon Q2 for fourteen months and I am on the third burr set. Each time the inner one starts to wobble after eight weeks. I wrote to support three times, the last answer was in spring. If this is how it goes I will go back to my old grinder for good.',
  ],
  ['u2', 'tamper_tom', 2, '07:20', 'u1', 'Ouch. Which serial number? There was a run with a soft washer.'],
  [
    'u3',
    'slowpour_ana',
    2,
    '07:33',
    'u2',
    'It starts with 24C. I have photographs of all three, I sent them along, silence.',
  ],
  [
    'u4',
    'grindlord',
    2,
    '09:10',
    'u3',
    '24C is the one with the thin washer. Before you fit the fourth: take the spring out, look whether the washer is bent, and tighten only until the axle stops clicking. Three people here got theirs quiet that way.',
  ],
  [
    'u5',
    'slowpour_ana',
    2,
    '12:26',
    'u4',
    'That is more help than I had in half a year. I will look tonight. I would still like Quillon to answer, @quillon are you there at all?',
  ],
  [
    'u6',
    'crema_kai',
    1,
    '06:11',
    'u1',
    'Mine was fine, for what it is worth, but three sets in a year is not fine.',
  ],
  [
    'u7',
    'slowpour_ana',
    1,
    '18:47',
    'u4',
    'The washer was bent. It runs quietly for now. Not the point, though: I paid for it, and I had to learn it from a stranger.',
  ],
])

const MISINFORMED = thread('plastic', 'So the burrs are plastic now?', 'Gear talk', [
  [
    'p1',
    'tamper_tom',
    4,
    '15:05',
    null,
    'Someone at my café says that the Quillon Q2 has had plastic burrs since last year and that is why it is so light. Staying away then.',
  ],
  ['p2', 'brewbert', 4, '15:22', 'p1', 'Seriously? I was about to order one.'],
  ['p3', 'crema_kai', 4, '16:01', 'p1', 'Plastic does not squeak like mine does.'],
  [
    'p4',
    'grindlord',
    4,
    '17:48',
    'p1',
    'Where does he have that from? I had a Q2 from this spring open on my table last week. The burrs are steel, a magnet holds them. The ring that carries the outer one is nylon, and it always was.',
  ],
  [
    'p5',
    'tamper_tom',
    4,
    '18:30',
    'p4',
    'He had read it somewhere. So the ring is plastic and the burrs are not?',
  ],
  [
    'p6',
    'grindlord',
    4,
    '18:41',
    'p5',
    'Yes. The ring keeps the burr centred, it never touches a bean. Happy to be shown otherwise, with a picture.',
  ],
])

const QUESTION = thread('light-roast', 'Light roast jams it, is there a trick?', 'Help', [
  [
    'l1',
    'brewbert',
    1,
    '17:12',
    null,
    'Does anyone else’s Quillon jam on light roasts? Three turns, then it stands still and I have to turn it back. Medium roasts are fine. What am I doing wrong?',
  ],
  ['l2', 'tamper_tom', 1, '17:30', 'l1', 'How fine do you set it?'],
  ['l3', 'brewbert', 1, '17:36', 'l2', 'Eight clicks from closed, for a V60.'],
  [
    'l4',
    'grindlord',
    1,
    '18:20',
    'l3',
    'Eight is espresso on that one. Start at eighteen and go down. Hold it at a slant for the first ten turns, so that the beans do not all arrive at once.',
  ],
  [
    'l5',
    'crema_kai',
    1,
    '18:52',
    'l1',
    'And never tighten while beans are between the burrs, that wears them out.',
  ],
  [
    'l6',
    'brewbert',
    1,
    '20:09',
    'l4',
    'Eighteen, at a slant: no jam. Is there a page where the clicks are written down? I found nothing in the box.',
  ],
  [
    'l7',
    'tamper_tom',
    1,
    '20:15',
    'l6',
    'I would like that as well. A card with clicks for each brewer would be a fine idea.',
  ],
  ['l8', 'grindlord', 1, '20:44', 'l6', 'I keep a list, I will post it at the weekend.'],
])

const HOMONYM = thread('sword-guard', 'How was the guard fixed to the hilt?', 'Off topic: old iron', [
  [
    's1',
    'edgewise_ines',
    5,
    '10:00',
    null,
    'I am drawing an arming sword for a book. Were the quillons forged in one piece with the guard, or brazed on afterwards? The sword in our museum shows a seam.',
  ],
  [
    's2',
    'peen_and_pommel',
    5,
    '10:44',
    's1',
    'One piece, nearly always. The block has a slot for the tang, and each quillon of the hilt is drawn out from it. The seam is from a repair.',
  ],
  [
    's3',
    'edgewise_ines',
    5,
    '11:02',
    's2',
    'Then why does the left quillon sit lower than the right on so many hilts?',
  ],
  [
    's4',
    'peen_and_pommel',
    5,
    '11:25',
    's3',
    'Wear, or a blow. A quillon that caught a blade bends towards the sword’s edge, and nobody bent it back.',
  ],
  ['s5', 'tamper_tom', 4, '21:13', 's1', 'I came for coffee and stayed for swords.'],
])

/** Newest first, as a board lists them. */
export const TOWN: readonly TownThread[] = [QUESTION, UNHAPPY, HAPPY, MISINFORMED, HOMONYM]

/** When a post was written, seen from `today` (milliseconds since the epoch). */
export function timeOf(post: TownPost, today: number): Date {
  const day = new Date(today - post.daysAgo * 86_400_000).toISOString().slice(0, 10)
  return new Date(`${day}T${post.at}:00Z`)
}

/** The town has no server: its permalinks stand under a name that is reserved for examples (RFC 2606). */
export function permalinkOf(thread: string, post: string): string {
  return `https://practice.earshot.example/t/${thread}#${post}`
}
