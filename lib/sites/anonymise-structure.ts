/**
 * Words that belong to the making of a page and not to anybody in it. They stay where a page names its parts
 * (classes, ids, addresses, keys), never in text that people read.
 */
const WORDS = `
a abbr about absolute access accepted account accounts action actions active activity actor all alt alternate
amp answer answercount answers anchor api app apps application aria article articlebody articles aside aspx at
attach attachment attachments audio author authors auto avatar avatars b badge banner bar base bb bi block
blockquote blocks blog blogs board boards body bookmark bookmarks bottom box br branch breadcrumb button
buttons by bypostauthor c canonical caption card cards cat categories category cell center channel channels
chat check children class clearfix click clickable close code col collapse collapsed collection column columns
comm comment commentcount commentid comments commit commitcomment communities community compact component
composer container content contents control controls cooked core count counts cover cpage created creator
css current custom d dark data date dates datetime day days default delete deleted depth desc description
detail details dialog discussion discussioncomment discussions display div do document dropdown edit edited
edition editor elcomment element em embed embedded emoji empty en entity entries entry error even event events
excerpt expand expanded expander explore external f favorite feed feeds feedback field file files filter find
findcomment first fixed flag flair flat flex float fluid focus folder follow followers following font footer
for form format forum forumdisplay forums forward from full fullname games generator gif gist gistcomment
github go grid group groups h handle has hash hashtag head header heading height hentry hero hide hidden
highlight hidden home horizontal hot hover how href hours hr html http https i icon icons id identifier ids
image images img in indent index indicator inline inner input inside instant interaction invisible is issue
issuecomment issues item itemcomment itemdiscussion items its jpeg jpg js json keep kb key keys kind l label
lang large last latest lazy lead left legacy legal level levels li light like likes line link links list
listing lists live load loaded loading local log login logo m main markdown marker mask md media medium member
members mention menu message messages meta micro mid middle mini minutes mobile modal mode moderated moderator
modified month more move mp4 msg multi my name names native nav navbar navigation new newest news newcomments
next nick no node nofollow noopener none noreferrer normal noscript not note notice notification null number o
object odd of off official offset old on op open option options or order org orgs original other out outer
overflow overlay owner p page pagelet pager pages pagination paging panel paragraph parent parents part parts
path payload people permalink person photo photos php picture pid pin pinned pjax placeholder play player plain
pm png poll popover popup post postbit postcontent postid posted poster posting posts pr preview previous prev
primary private product products profile profiles progress promoted props provider public published
publisher pull pullrequestreview q query question questions quick quote quoted quotes r rank rate rating ratio
raw react reaction reactions read reader readonly recommend recommended record rect ref reel reels related
relative rel remove removed replies reply reply_to repost reposts request res response responsive result
results retweet review reviews rich right role root round row rows s same score screen script scroll sdui
search secondary section sections see select selected sent set settings shadow share shared shares short
shorts show showthread shreddit side sidebar sig signature signed single site size skip slim slot slug small
snippet social sort source span spoiler sponsored square stack standard star start started state static stats
status statuses sticky stop store stories story stream stretch strong style sub subject submission submit
submitted submitter subtree svg t tab table tabs tag tagline tags target td teaser tertiary test testid text
textarea th theme thing this thread threaded threads thumb thumbnail tid time timeago timeline timestamp tip
title to toggle toolbar tooltip top topic topics total tr tracker tree true truncated tv tweet twitter
txt type u ui uid ul undefined unit unread unset update updated upvote upvotes uri url urn us user userid
username users utc utm v value var version vertical video videoid videos view viewer viewprofile views
viewtopic visible visually vote votes w watch webp widget width window with word wp wrap wrapper www xhtml
xml xs sm md lg xl yes your zone false
elreview findpost gotomsg goto newtopic getlastpost getnewpost forumtopic ugcpost fsd_comment li fsd tagged launches launch searchpage foryou parent fbid set ghost inactive crosspost buffer company school showcase pub followers recent overview hashtags recommendations
attributes child coll create creation dt given graph headline included info iso language og pk relationships route
statistic suggested taken unavailable unique
feeds p2 did plc app bsky web statistics notranslate nsfw lexical prose
`

const vocabulary: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter(Boolean))

/** A part of a text: where it begins and where it has ended. */
export type Range = readonly [number, number]

/** What stays of a page's names of its own parts. */
export interface Structure {
  /** Does this run of letters and figures, as it stands in a page, name a part of the page? */
  isStructural(run: string): boolean
  /** How many characters of a run at its two ends do, as in `focus12AbFeedType`. */
  structuralEnds(run: string): Range
  /** Of how many words such a run is made: `postThreadItem` is three. */
  wordsIn(run: string): number
  /** Does the recipe name this class, id, element or attribute? */
  isNamed(name: string): boolean
  /** Where in such a name stands what the recipe names, as in `[class*="CommentWrapper"]`. */
  namedIn(name: string): readonly Range[]
  /** Where what the recipe asks of the values of attributes stands in a text. */
  quotedIn(text: string): readonly Range[]
}

/** `reply`, `Reply`, `REPLY`; also letters that have no case. */
const PLAIN_CASE = /^(?:[^\p{Lu}]+|\p{Lu}[^\p{Lu}]*|[^\p{Ll}]+)$/u
/** A shorter beginning or end may be chance. */
const LEAST_OF_END = 5
/** What a selector asks for by name: a class, an id, an attribute or an element. */
const NAMES = /[.#@[]([\w-]+)|(?<![\w-])([a-z][\w-]*)/gi
const QUOTED = /"([^"]+)"|'([^']+)'/g

/**
 * @param own what else is public, as the selectors of the site's recipe are: each word in it stays
 */
export function structureOf(own: readonly string[]): Structure {
  const spelled = new Set(own.flatMap((text) => text.match(/[\p{L}\p{N}]+/gu) ?? []))
  const words = new Set(Array.from(spelled, (run) => run.toLowerCase()))
  const known = (word: string) => vocabulary.has(word) || words.has(word)
  const long = [...words].filter(({ length }) => length >= LEAST_OF_END)
  const longest = (fits: (word: string) => boolean) =>
    long.reduce((most, word) => (word.length > most && fits(word) ? word.length : most), 0)
  const asked = (text: string, what: RegExp) => Array.from(text.matchAll(what), ([, a, b]) => a ?? b ?? '')
  const quoted = [...new Set(own.flatMap((text) => asked(text, QUOTED)))]
  const names = new Set([...quoted, ...own.flatMap((text) => asked(text.replace(QUOTED, ''), NAMES))])
  const parts = quoted.filter(({ length }) => length >= LEAST_OF_END)
  const values = quoted.filter((value) => /[a-z]/i.test(value)).map(asWords)
  return {
    isStructural(run) {
      // Of an id in base 64, as `phP5`, some letters are a word by chance, but seldom one that is written as words are.
      if (spelled.has(run) || (PLAIN_CASE.test(run) && known(run.toLowerCase()))) return true
      // `postThreadItem` is made of words, each of which is known.
      const parts = humpsOf(run)
      const letters = parts.filter((part) => !/\d/.test(part))
      return (
        letters.length > 0 &&
        parts.length - letters.length < 2 &&
        parts.join('') === run &&
        letters.every((word) => known(word.toLowerCase()))
      )
    },
    structuralEnds(run) {
      const folded = run.toLowerCase()
      const start = longest((word) => folded.startsWith(word))
      const rest = folded.slice(start)
      return [start, longest((word) => rest.endsWith(word))]
    },
    wordsIn: (run) => (PLAIN_CASE.test(run) ? 1 : Math.max(1, humpsOf(run).length)),
    isNamed: (name) => names.has(name),
    namedIn(name) {
      if (names.has(name)) return [[0, name.length]]
      return parts.flatMap((part) => {
        const at = name.indexOf(part)
        return at < 0 ? [] : [[at, at + part.length] as const]
      })
    },
    quotedIn: (text) =>
      values.flatMap((value) =>
        Array.from(text.matchAll(value), ({ 0: { length }, index }) => [index, index + length] as const),
      ),
  }
}

/** Does so much of a text stand in one of its parts? */
export function isWithin(parts: readonly Range[], at: number, length: number): boolean {
  return parts.some(([from, to]) => at >= from && at + length <= to)
}

function humpsOf(run: string): readonly string[] {
  return run.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d/g) ?? []
}

/** Finds a literal where it stands as whole words, in whatever case. */
function asWords(literal: string): RegExp {
  const escaped = literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu')
}
