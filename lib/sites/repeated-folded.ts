import { attribute, holds, matches, nameOf, nearest } from './dom.ts'

/**
 * What stands in a post and is not shown with it: a card of its author that opens over it, the source of its text
 * kept for an editor, words for screen readers alone; nor is a signature part of what somebody says. A page's styles are not asked: their customary names tell.
 */

/** For the text of a post that was told by its shape. */
export const FOLDED =
  '.sr-only,.visually-hidden,.screen-reader-text,.element-hidden,.tw-hidden,.d-none:not([class*=" d-"]),[class*="preview-card"],[class*="hovercard__"],[class*="popover" i],[class*="tooltip__" i],[role="tooltip"],[class*="dropdown-menu" i],[class*="dropdown__menu" i],[class*="signature" i],.edited,[class*="last-edit" i],[class*="edited-by" i]'

/** What somebody passes on of others' words, by the names that boards and mail programs have for it. */
export const NAMED_QUOTES =
  '.quote,.quotebox,.bbcode_quote,.gmail_quote,[class*="quoted-text" i],[class*="quotetext" i]'

/** A quote in this post names others and when they wrote: not who wrote this one. */
export function isQuoted(element: Element, member: Element): boolean {
  const quote = nearest(element, `blockquote,${NAMED_QUOTES}`)
  return quote !== null && quote !== member && holds(member, quote)
}

const OVER =
  /(?:^|[-_\s])(?:preview-card|hovercard|popover|tooltip|dropdown-+menu|signature|last-?edited|edited-?by)(?:$|[-_\s])/i

/** Names of frameworks for what is not drawn at any width of the window. */
const NEVER = /(?:^|\s)(?:visually-hidden|element-hidden|tw-hidden|d-none(?!.*\sd-))(?:$|\s)/

/** Nobody sees it where the post is shown. Its trigger may be called so too: a link, a time or a name is none. */
export function isFolded(element: Element): boolean {
  if (attribute(element, 'hidden') !== null) return true
  const words = attribute(element, 'class')?.slice(0, 300).replaceAll('_', '-') ?? ''
  if (NEVER.test(words)) return true
  return HOLDERS.has(nameOf(element)) && (OVER.test(words) || matches(element, '[role="tooltip"]'))
}

const HOLDERS: ReadonlySet<string> = new Set(['div', 'section', 'aside', 'ul', 'ol', 'template', 'dialog'])
