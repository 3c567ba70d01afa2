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
feeds p2 did plc app bsky web statistics notranslate nsfw lexical prose
`

/** Names of elements and attributes that HTML, SVG and ARIA give, beside those among the words above. */
const OF_THE_LANGUAGE = `
acronym address alignment allow allowfullscreen alink altglyph annotation applet area as async autocapitalize
autocomplete autofocus autoplay bdi bdo bgcolor big blink border capture cellpadding cellspacing char charset checked
circle cite clippath cols colgroup colspan command contenteditable controlslist coords crossorigin data datalist
datetime decoding defer defs del desc dfn dir dirname disabled download draggable ellipse enctype enterkeyhint equiv
fencedframe fetchpriority fieldset figcaption figure focusable foreignobject formaction frame frameborder frameset
hgroup hidden hreflang hspace image inert ins inputmode is ismap itemid itemprop itemref itemscope itemtype kbd
keygen labelledby describedby live lang legend line loading loop low main map marginheight marginwidth marquee math
max maxlength media menu meter method min minlength multiple muted nobr noembed noframes nohref nomodule noresize
noshade novalidate nowrap object open optgroup optimum output param pattern pictureinpicture playsinline polygon
polyline popovertarget posinset preserveaspectratio pressed rb readonly rp rt rtc ruby rowspan rules samp sandbox
scheme scoped scrolling selectmenu setsize shadowrootmode sizes spellcheck srcdoc srclang srcset standby strike
summary sup switch symbol tabindex template tfoot thead time track translate tspan typemustmatch use usemap valign
valuenow valuetext valign vlink vspace wbr wrap xlink xmlns xmp busy atomic roledescription haspopup rowindex
colindex modal orientation required invalid relevant keyshortcuts
`

const vocabulary: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter(Boolean))
const ofTheLanguage: ReadonlySet<string> = new Set(OF_THE_LANGUAGE.split(/\s+/).filter(Boolean))

/** What stays of a page's names of its own parts. */
export interface Structure {
  /** Does this run of letters and figures, as it stands in a page, name a part of the page? */
  isStructural(run: string): boolean
  /** Is this a word by which HTML calls an element or an attribute? */
  isOfTheLanguage(run: string): boolean
  /** How many characters of a run at its two ends do, as in `focus12AbFeedType`. */
  structuralEnds(run: string): readonly [number, number]
  /** Of how many words such a run is made: `postThreadItem` is three. */
  wordsIn(run: string): number
  /** Where what the recipe names stands in a text, each as its beginning and its end. */
  namedIn(text: string): readonly (readonly [number, number])[]
}

/** `reply`, `Reply`, `REPLY`; also letters that have no case. */
const PLAIN_CASE = /^(?:[^\p{Lu}]+|\p{Lu}[^\p{Lu}]*|[^\p{Ll}]+)$/u
/** A shorter beginning or end may be chance. */
const LEAST_OF_END = 5
/** What a selector asks for literally: a class, an id, an attribute, an element, or what stands in quotes. */
const LITERALS = /"([^"]+)"|'([^']+)'|[.#@[]([\w-]+)|(?<![\w-])([a-z][\w-]*)/gi

/**
 * @param own what else is public, as the selectors of the site's recipe are: each word in it stays
 */
export function structureOf(own: readonly string[]): Structure {
  const spelled = new Set(own.flatMap((text) => text.match(/[\p{L}\p{N}]+/gu) ?? []))
  const named = new Set(Array.from(spelled, (run) => run.toLowerCase()))
  const known = (word: string) => vocabulary.has(word) || named.has(word)
  const long = [...named].filter(({ length }) => length >= LEAST_OF_END)
  const longest = (fits: (word: string) => boolean) =>
    long.reduce((most, word) => (word.length > most && fits(word) ? word.length : most), 0)
  const literals = [
    ...new Set(
      own.flatMap((text) =>
        Array.from(text.matchAll(LITERALS), ([, double, single, sign, name]) =>
          (double ?? single ?? sign ?? name ?? '').toLowerCase(),
        ),
      ),
    ),
  ].filter(({ length }) => length > 1)
  return {
    isStructural(run) {
      // Of an id in base 64, as `phP5`, some letters are a word by chance, but seldom one that is written as words are.
      if (spelled.has(run) || (PLAIN_CASE.test(run) && known(run.toLowerCase()))) return true
      // `postThreadItem` is made of words, each of which is known.
      const parts = humpsOf(run)
      const words = parts.filter((part) => !/\d/.test(part))
      return (
        words.length > 0 &&
        parts.length - words.length < 2 &&
        parts.join('') === run &&
        words.every((word) => known(word.toLowerCase()))
      )
    },
    isOfTheLanguage: (run) => ofTheLanguage.has(run.toLowerCase()),
    structuralEnds(run) {
      const folded = run.toLowerCase()
      const start = longest((word) => folded.startsWith(word))
      const rest = folded.slice(start)
      return [start, longest((word) => rest.endsWith(word))]
    },
    wordsIn: (run) => (PLAIN_CASE.test(run) ? 1 : Math.max(1, humpsOf(run).length)),
    namedIn(text) {
      const folded = text.toLowerCase()
      // The lower case of some letters is longer: then no place in one is the same in the other.
      if (folded.length !== text.length) return []
      return literals.flatMap((literal) => {
        const at = folded.indexOf(literal)
        return at < 0 ? [] : [[at, at + literal.length] as const]
      })
    },
  }
}

function humpsOf(run: string): readonly string[] {
  return run.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d/g) ?? []
}
