import { all, attribute, charactersOf, isBefore, parentOf, previousOf, rawText, textsIn } from './dom.ts'
import { machineTime } from './fields.ts'
import { nearestKnown } from './nearest-in-pass.ts'
import { looksLikeTime, timeWordsOf } from './time-words.ts'
import { trimLabel } from './trim.ts'

/** What an author, a time or a place in a page looks like where nothing says what it is. */

/** Attributes that hold a machine's time. */
export const STAMPS = [
  'datetime',
  'data-timestamp',
  'data-time',
  'data-utime',
  'data-epoch',
  'data-livestamp',
  'title',
]

const STAMPED =
  'time,relative-time,time-ago,[datetime],[data-timestamp],[data-time],[data-utime],[data-epoch],[data-livestamp]'

/** Not part of anybody's post, or only offered to be filled in. */
const ASIDE =
  'nav,select,option,script,style,template,noscript,textarea,[role="navigation"],[role="menu"],[role="tablist"]'

const MOST_TIMES = 4_000
const MOST_TEXTS = 150_000

/** So many texts or elements are looked at between two rests. */
const AT_ONCE = 200

/** Elements that tell a time, by an attribute or by their words. Rests (yields), so that it can be cut into slices. */
export function* findTimes(document: Document): Generator<void, ReadonlySet<Element>> {
  const times = new Set<Element>()
  const words = yield* timeWordsOf(document)
  let seen = 0
  for (const element of yield* stampedIn(document)) {
    if (times.size >= MOST_TIMES) return times
    if (isStamped(element) || looksLikeTime(rawText(element).trim(), words)) times.add(element)
    if (++seen % AT_ONCE === 0) yield
  }
  let left = MOST_TEXTS
  const known = new Map<Element, Element | null>()
  for (const text of textsIn(document)) {
    if (left % AT_ONCE === 0) yield
    if (left-- <= 0 || times.size >= MOST_TIMES) break
    if (charactersOf(text).length > 100) continue
    const holder = parentOf(text)
    const said = charactersOf(text).trim()
    if (
      holder &&
      looksLikeTime(said, words) &&
      !isOfPerson(holder, said) &&
      !nearestKnown(holder, `${ASIDE},${STAMPED}`, known)
    )
      times.add(holder)
  }
  return times
}

/** When somebody joined, as boards have it beside each post: "Joined: 2 January 2018", also in two columns. */
function isOfPerson(holder: Element, said: string): boolean {
  if (JOINED.test(said)) return true
  const before = previousOf(holder)
  const label = before ? rawText(before) : ''
  return label.length < 40 && JOINED.test(label)
}

const JOINED =
  /regist(?:ered|rier|rado|rato|reerd)|joined|(?:member|mitglied|miembro|membro|membre) (?:since|seit|desde|dal|depuis)|beigetreten|angemeldet|inscrit|inscription|iscritto|lid sinds|зарегистр|регистрация|присоедин|dołączył|注册|註冊|加入|登録日|가입/i

/** All that are stamped, in document order: each sign in a look of its own, for a list of them is one long piece. */
function* stampedIn(document: Document): Generator<void, Iterable<Element>> {
  let found: readonly Element[] = []
  for (const sign of STAMPED.split(',')) {
    found = merged(found, Array.from(all(document, sign)))
    yield
  }
  return found
}

/** Of two lists in document order one. */
function merged(some: readonly Element[], others: readonly Element[]): readonly Element[] {
  const known = new Set(some)
  const added = others.filter((other) => !known.has(other))
  if (added.length === 0) return some
  const both: Element[] = []
  let next = 0
  for (const element of some) {
    while (next < added.length && isBefore(added[next] as Element, element))
      both.push(added[next++] as Element)
    both.push(element)
  }
  return [...both, ...added.slice(next)]
}

function isStamped(element: Element): boolean {
  return STAMPS.some((name) => {
    const value = attribute(element, name)
    return value !== null && (machineTime(value) !== null || /^\d{4}-\d\d-\d\d/.test(value))
  })
}

const AUTHOR_WORD =
  /(?:^|[-_\s])(?:author|username|user-?name|full-?name|user-?link|display-?name|screen-?name|nick(?:name)?|byline|poster|commenter|(?:comment(?:er|o)?|post|reply|sender)-*name|reviewer|posted-?by|created-?by|handle|fn|member-?name|pseudonym|autor|auteur|verfasser)(?:$|[-_\s])|(?:^|[-_\s])user(?:$|\s)/i

/** `/u/ana`, `/users/12-ana`, `/@ana`, `/~ana`, `member.php?u=9`: where people have their pages. */
const PROFILE =
  /(?:^|\/)(?:users?|u|members?|profiles?|profil|people|persons?|authors?|accounts?|contributors?|channels?|benutzer|mitglied(?:er)?|utilisateurs?|usuarios?)(?:\/|\.php|\?|=)[^?#]?|\/(?:@|~|%40)[\w.-]+(?:@[\w.-]+)?\/?(?:\?[^/]*)?$|[?&;](?:u|uid|user|userid|user_id|member|mid|author|username|showuser)=|(?:^|[/_]|view)(?:member|profile|user|userinfo)\.(?:php|aspx?|html?|jspa?|cgi|do)\?|\/User:|(?:^|\/)space-(?:uid|username)-/i

/** The same scripts also find somebody's posts, ignore them and write to them. */
const OTHER_DEED = /[?&;](?:action|do|mode)=(?!(?:view)?profile)/i

/** An element that may name the author: how strong the sign is, 1 to 3; 0: none. */
export function authorSign(element: Element): number {
  const href = attribute(element, 'href')
  const isProfile =
    href !== null && PROFILE.test(href) && (!OTHER_DEED.test(href) || /profile\.\w+\?/i.test(href))
  const named =
    /(?:^|\s)(?:author|creator)(?:\s|$)/.test(
      `${attribute(element, 'rel') ?? ''} ${attribute(element, 'itemprop') ?? ''}`,
    ) || AUTHOR_WORD.test(wordsOfNames(element))
  return (isProfile ? 2 : 0) + (named ? (isProfile ? 1 : 2) : 0)
}

/** Class names and test ids, with humps and underlines parted: `commentAuthor__x` → `comment-Author--x`. */
function wordsOfNames(element: Element): string {
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'data-testid') ?? ''}`
  return names
    .slice(0, 300)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
}

/** A name that somebody may have; "4" and "3 hours ago" are none. */
export function nameIn(element: Element): string | null {
  const text = trimLabel(rawText(element))?.replace(/^(?:by|von|par|por)\s+/i, '')
  if (!text || text.length > 60 || text.split(' ').length > 6) return null
  return /\p{L}/u.test(text) && !looksLikeTime(text) ? text : null
}

/** Places in a page that hold what people said. */
export const TALK =
  /comment|repl(?:y|ies)|post|message|answer|review|discussion|thread|feedback|response|entry|kommentar|beitr|antwort|commentaire|comentario|respuesta/i
