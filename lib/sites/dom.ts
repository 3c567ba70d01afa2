/**
 * The DOM, reached past whatever a page put in its way. A form's fields and a document's named images
 * and forms shadow the members of their owner (`<form name="querySelectorAll">` makes
 * `document.querySelectorAll` that form: HTML, "LegacyOverrideBuiltIns"), in the isolated world too.
 * So every member is taken from its prototype. Prototypes are looked up at call time: this file is also
 * loaded where there is no DOM.
 */

type Root = Document | Element

/** Reads a property past what shadows it. `from` is asked at the first use. */
function getter<T, N extends Node = Element>(from: () => object, name: string): (node: N) => T {
  let get: ((this: Node) => unknown) | undefined
  return (node) => {
    if (!get) {
      let owner: object | null = from()
      while (owner && !Object.getOwnPropertyDescriptor(owner, name)) owner = Object.getPrototypeOf(owner)
      get = (owner && Object.getOwnPropertyDescriptor(owner, name)?.get) || (() => undefined)
    }
    return get.call(node) as T
  }
}

const ofNode = () => Node.prototype
const ofElement = () => Element.prototype
const ofDocument = () => Document.prototype

/** The nearest element above. */
export const parentOf = getter<Element | null, Node>(ofNode, 'parentElement')
export const firstChildOf = getter<ChildNode | null, Node>(ofNode, 'firstChild')
export const nextSiblingOf = getter<ChildNode | null, Node>(ofNode, 'nextSibling')
export const isConnected = getter<boolean, Node>(ofNode, 'isConnected')
/** The next element beside this one. */
export const nextOf = getter<Element | null>(ofElement, 'nextElementSibling')
/** The element beside and before this one. */
export const previousOf = getter<Element | null>(ofElement, 'previousElementSibling')
/** `DIV` for HTML, `svg` as it stands for others. */
export const tagOf = getter<string>(ofElement, 'tagName')
/** `loading`, `interactive` or `complete`. */
export const readyState = getter<string, Document>(ofDocument, 'readyState')

const textContent = getter<string | null>(ofElement, 'textContent')
const visibilityState = getter<string, Document>(ofDocument, 'visibilityState')
const title = getter<string | null, Document>(ofDocument, 'title')

/** All text below, hidden or not, white space as it stands in the source. */
export function rawText(element: Element): string {
  return textContent(element) ?? ''
}

export function titleOf(document: Document): string {
  return title(document) ?? ''
}

export function isHidden(document: Document): boolean {
  return visibilityState(document) === 'hidden'
}

/** Every piece of text in the page, hidden or not, in document order. */
export function* textsIn(document: Document): Generator<Text, void> {
  const root = one(document, 'body')
  if (!root) return
  const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) yield node as Text
}

/** Every match below `root`, in document order. */
export function all(root: Root, selector: string): ArrayLike<Element> & Iterable<Element> {
  return isDocument(root)
    ? Document.prototype.querySelectorAll.call(root, selector)
    : Element.prototype.querySelectorAll.call(root, selector)
}

/** The first match below `root`. */
export function one(root: Root, selector: string): Element | null {
  return isDocument(root)
    ? Document.prototype.querySelector.call(root, selector)
    : Element.prototype.querySelector.call(root, selector)
}

export function attribute(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name)
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector)
}

/** Is `inner` this element, or in it? */
export function holds(outer: Element, inner: Element): boolean {
  return Node.prototype.contains.call(outer, inner)
}

/** Does `element` begin before `other` in the document? */
export function isBefore(element: Element, other: Element): boolean {
  const order = Node.prototype.compareDocumentPosition.call(element, other)
  return (order & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}

/** The element itself or its nearest ancestor that matches. */
export function nearest(element: Element, selector: string): Element | null {
  return Element.prototype.closest.call(element, selector)
}

export function listen(target: EventTarget, event: string, heard: () => void, signal: AbortSignal): void {
  EventTarget.prototype.addEventListener.call(target, event, heard, { signal })
}

export function scrollTo(element: Element, behavior: 'smooth' | 'instant'): void {
  Element.prototype.scrollIntoView.call(element, { block: 'center', behavior })
}

/** The content of `<meta name>` or `<meta property>`. `name` is a constant of ours, never a page's word. */
export function meta(document: Document, name: string): string | null {
  const element = one(document, `meta[name="${name}"],meta[property="${name}"]`)
  return element ? attribute(element, 'content') : null
}

function isDocument(root: Root): root is Document {
  return !(root instanceof Element)
}
