import { attribute, matches, nameOf } from './dom.ts'

/**
 * What stands in a post and is not shown with it: a card of its author that opens over it, the source of its text
 * kept for an editor, words for screen readers alone. A page's styles are not asked: their customary names tell.
 */

/** For the text of a post that was told by its shape. */
export const FOLDED =
  '.sr-only,.visually-hidden,.screen-reader-text,.element-hidden,.tw-hidden,.d-none:not([class*=" d-"]),[class*="preview-card"],[class*="hovercard__"],[class*="popover" i],[class*="tooltip__" i],[role="tooltip"],[class*="dropdown-menu" i],[class*="dropdown__menu" i]'

const OVER = /(?:^|[-_\s])(?:preview-card|hovercard|popover|tooltip|dropdown-+menu)(?:$|[-_\s])/i

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
