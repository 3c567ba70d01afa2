import type { TopicMatch } from '../model/mention.ts'

/** A name in a post: of a topic's brand, or of a stranger, which is a name that no topic matched. */
export interface NamedBrand {
  readonly topics: readonly string[]
  readonly start: number
  readonly end: number
}

/**
 * The names that a need could be towards, in the order of their places: every match, and of the other
 * names those that stand where brands stand. Capital letters say little in shouted posts and in German,
 * so that there only handles and names with a capital inside ("YouTube") count.
 */
export function namedBrands(
  text: string,
  matches: readonly TopicMatch[],
  lang: string | null = null,
): NamedBrand[] {
  const ours = matchedBrands(matches)
  const telling = lang !== 'de' && capitalsTell(text)
  const strangers: NamedBrand[] = []
  let beside = 0
  NAME.lastIndex = 0
  for (let name = NAME.exec(text); name !== null && strangers.length < MOST_NAMES; name = NAME.exec(text)) {
    const [start, end] = [name.index, name.index + name[0].length]
    while ((ours[beside]?.end ?? Number.POSITIVE_INFINITY) < start - BESIDE) beside += 1
    const near = ours[beside]
    const part = near !== undefined && near.start <= end + BESIDE
    if (!part && isBrandLike(text, name[0], start, telling)) strangers.push({ topics: [], start, end })
  }
  return [...ours, ...strangers].sort((one, other) => one.start - other.start)
}

const MOST_NAMES = 200

/** "Quillon Q2", "the Q2 from Quillon's": a name beside a match is part of it. */
const BESIDE = 1

/** A handle, or a word with a capital. */
const NAME =
  /(?<![\p{L}\p{N}_@#])(?:@[\p{L}\p{N}_]{2,40}|(?:[ie](?=\p{Lu}\p{Ll}))?\p{Lu}[\p{L}\p{N}]{1,40})/gu

function matchedBrands(matches: readonly TopicMatch[]): NamedBrand[] {
  const byPlace = new Map<string, { topics: string[]; start: number; end: number }>()
  const asked = placesAsked(matches)
  for (const { topic, evidence } of matches)
    for (const { start, end } of nameEvidence(evidence, asked)) {
      const same = byPlace.get(`${start}`)
      if (same === undefined) byPlace.set(`${start}`, { topics: [topic], start, end })
      else {
        if (!same.topics.includes(topic)) same.topics.push(topic)
        same.end = Math.max(same.end, end)
      }
    }
  return [...byPlace.values()].sort((one, other) => one.start - other.start)
}

/** For each place of a text, how many topics found something there. */
function placesAsked(matches: readonly TopicMatch[]): ReadonlyMap<number, number> {
  const asked = new Map<number, number>()
  for (const { evidence } of matches)
    for (const start of new Set(evidence.map((one) => one.start)))
      asked.set(start, (asked.get(start) ?? 0) + 1)
  return asked
}

/**
 * Of what a topic found, its names. "quillon AND (broke OR jam)" finds words that name nobody: beside evidence with a
 * capital, a handle, or what other topics found too, the rest says only what the post is about.
 */
function nameEvidence(
  evidence: TopicMatch['evidence'],
  asked: ReadonlyMap<number, number>,
): readonly TopicMatch['evidence'][number][] {
  const placed = evidence.filter(({ start, end }) => end > start)
  const names = placed.filter(({ text, start }) => /[\p{Lu}@#]/u.test(text) || (asked.get(start) ?? 0) > 1)
  return names.length > 0 ? names : placed
}

/** Are capitals rare enough that one marks a name? */
function capitalsTell(text: string): boolean {
  const head = text.slice(0, 2_000)
  const small = head.match(/(?<![\p{L}\p{N}])\p{Ll}/gu)?.length ?? 0
  const inside = head.match(/(?<=[\p{L}\p{N},] )\p{Lu}\p{L}/gu)?.length ?? 0
  return inside <= 2 || inside * 4 <= small
}

function isBrandLike(text: string, name: string, start: number, telling: boolean): boolean {
  if (name.startsWith('@'))
    return !/^(?:[@#][\p{L}\p{N}_]+\s+)*$/u.test(text.slice(Math.max(0, start - 200), start))
  if (NOT_BRANDS.test(name)) return false
  if (/\p{Ll}\p{Lu}/u.test(name)) return true
  // DHL, IKEA: where nobody shouts, capitals through and through are a name's, at a sentence's beginning too.
  if (/^\p{Lu}{3,5}$/u.test(name))
    return (
      telling && !ACRONYMS.test(name) && !/\p{Lu}{2}$/u.test(text.slice(Math.max(0, start - 3), start).trim())
    )
  if (!telling || !/\p{Ll}/u.test(name)) return false
  const before = text.slice(Math.max(0, start - 24), start)
  if (/(?:^|[.!?:\n"“(¿¡«])\s*$/u.test(before))
    return /^['’]s\b/.test(text.slice(start + name.length, start + name.length + 3))
  return true
}

/** Written in capitals, and nobody's name. */
const ACRONYMS =
  /^(?:USA|LOL|WTF|OMG|FYI|ASAP|AMA|DIY|CEO|CTO|CFO|FAQ|IMO|IMHO|TBH|FFS|SMH|BTW|EDIT|TLDR|RMA|USB|HDMI|LED|LCD|OLED|GPS|NFC|SIM|PIN|VAT|TAX|FREE|NEW|NOT|AND|BUT|THE|YOU|WHY|ALL|NOW|ANY|ONE|OUT|OFF|BAD|GOOD|BEST|LOVE|HATE|NEVER|EVER|VERY|WOW|YES|PSA|TIL|ETA|WIN|SALE|CODE|HELP|STOP|LINK|NSFW|RIP|FTW|OEM|PDF|URL|API|SSD|CPU|GPU|RAM|HR|IT|PR|AI)$/

/** A word that no brand is called by though it begins a sentence: of grammar, a day, an adverb, or a part of any thing. */
export function isNoBrand(word: string): boolean {
  return NOT_BRANDS.test(word) || PARTS.test(word) || /ly$/.test(word)
}

const PARTS =
  /^(?:App|Battery|Box|Burrs?|Button|Charger|Delivery|Driver|Everything|Everyone|Grinder|Handle|Hotline|Lid|Machine|Mine|Motor|Nobody|Nothing|One|Order|Package|Parcel|Phone|Plug|Screen|Seal|Shipping|Shop|Site|Something|Staff|Store|Update|Website|Arrived|Came|Bought|Got|Had|Have|Has|Been|Was|Is|Already|Again|Also|Even|Now|Then|Too|Such|Total|Pure|After|Since|For|In|On|At|All|Both|Once|Twice|There|Here|Two|Three|Second|Third|Fourth)$/

/** Names of days, months, peoples, feasts; words that are often written with a capital. */
const NOT_BRANDS =
  /^(?:I(?:['’]\w+)?|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter|Xmas|Ramadan|Thanksgiving|Halloween|God|Jesus|Mr|Mrs|Ms|Dr|English|German|French|Spanish|Italian|Dutch|Swiss|American|British|European|Canadian|Indian|Chinese|Japanese|Europe|America|London|Paris|Berlin|Germany|France|Spain|Italy|India|Canada|Australia|Twitter|Reddit|Facebook|Instagram|Bluetooth|WiFi|Wifi|Internet|Customer|Support|Service|Sir|Madam|Mum|Mom|Dad|Ok|Okay|Lol|Thanks|Thank|Please|Hi|Hello|Hey|The|This|That|It|We|You|They|He|She|My|Your|Our|But|And|So|If|When|What|Why|How|Where|Who|Not|No|Yes|Never|Always|Still|Just|Very)$/
