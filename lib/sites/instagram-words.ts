import type { Author } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, rawText } from './dom.ts'
import { NAME } from './instagram-media.ts'
import { makeAuthor, NO_TEXT } from './make-post.ts'
import { ownPath } from './page-address.ts'
import { type ReadText, readText, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'
import { webUrl } from './trim.ts'

/** Who and what, where nothing is named: by the shape of addresses and the order of words. */

/** Instagram's. */
export const HOSTS: readonly string[] = ['instagram.com']

const PROFILE = /^\/([\w.]+)\/?$/
/** First words of addresses that are nobody's name. */
const RESERVED =
  /^(explore|reels?|stories|direct|accounts|p|tv|about|legal|developer|web|api|challenge|your_activity)$/

/** Somebody named by a link to their page. */
export interface Person {
  readonly handle: string
  readonly link: Element
}

/** The first link to somebody's page, with their name as its words. */
export function profileIn(root: Element, page: Page): Person | null {
  for (const link of all(root, select(page, 'profile'))) {
    const person = personAt(link, page)
    if (person) return person
  }
  return null
}

function personAt(link: Element, page: Page): Person | null {
  const handle = ownPath(attribute(link, 'href'), page, HOSTS)?.match(PROFILE)?.[1]
  return handle && !RESERVED.test(handle) && NAME.test(handle) && rawText(link).trim() !== ''
    ? { handle, link }
    : null
}

export function authorOf({ handle }: Person, page: Page): Author | null {
  return makeAuthor({ key: handle, handle, url: webUrl(`/${handle}/`, page.url) })
}

/** The first words below a link to their author, among those that `accept` takes. Line breaks are `<br>` or those in the text. */
export function wordsAfter(
  root: Element,
  author: Person,
  page: Page,
  accept: (span: Element) => boolean = () => true,
): ReadText {
  const buttons = select(page, 'button')
  const rules: TextRules = { layout: 'inline', skips: (element) => matches(element, buttons) }
  let whose: string | null = null
  for (const element of all(root, `${select(page, 'profile')}, ${select(page, 'words')}`)) {
    if (matches(element, 'a')) whose = personAt(element, page)?.handle ?? whose
    else if (whose === author.handle && accept(element) && areWords(element, root, author, page)) {
      const { text, truncated } = readText(element, rules)
      // "… more", and the rest comes when somebody asks for it.
      const isCut = one(element, buttons) !== null
      if (/[^\s•·]/.test(text))
        return { text: isCut ? text.replace(/\s*…$/, '') : text, truncated: truncated || isCut }
    }
  }
  return NO_TEXT
}

/** Not a name, a date, a count or a button. Some layouts make a button of the whole comment. */
function areWords(span: Element, root: Element, author: Person, page: Page): boolean {
  if (one(span, select(page, 'stamp')) || rawText(span).trim() === author.handle) return false
  const inside = nearest(span, select(page, 'apart'))
  if (!inside || !root.contains(inside)) return true
  return matches(inside, select(page, 'button')) && profileIn(inside, page) !== null
}
