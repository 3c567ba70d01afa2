/**
 * The DOM, reached past whatever a page put in its way. A form's fields and a document's named images
 * and forms shadow the members of their owner (`<form name="querySelectorAll">` makes
 * `document.querySelectorAll` that form: HTML, "LegacyOverrideBuiltIns"), in the isolated world too.
 * So every member is taken from its prototype. Prototypes are looked up at call time: this file is also
 * loaded where there is no DOM.
 */

type Root = Document | Element

const getters = new Map<string, (this: Node) => unknown>()

function own<T>(node: Node, prototype: object, name: string): T {
  let get = getters.get(name)
  if (!get) {
    let owner: object | null = prototype
    while (owner && !Object.getOwnPropertyDescriptor(owner, name)) owner = Object.getPrototypeOf(owner)
    get = (owner && Object.getOwnPropertyDescriptor(owner, name)?.get) || (() => undefined)
    getters.set(name, get)
  }
  return get.call(node) as T
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

/** The element itself or its nearest ancestor that matches. */
export function nearest(element: Element, selector: string): Element | null {
  return Element.prototype.closest.call(element, selector)
}

export function parentOf(node: Node): Element | null {
  return own(node, Node.prototype, 'parentElement')
}

export function previousOf(element: Element): Element | null {
  return own(element, Element.prototype, 'previousElementSibling')
}

export function nextOf(element: Element): Element | null {
  return own(element, Element.prototype, 'nextElementSibling')
}

/** All text below, hidden or not, white space as it stands in the source. */
export function rawText(element: Element): string {
  return own<string | null>(element, Element.prototype, 'textContent') ?? ''
}

export function isConnected(node: Node): boolean {
  return own(node, Node.prototype, 'isConnected')
}

export function titleOf(document: Document): string {
  return own<string | null>(document, Document.prototype, 'title') ?? ''
}

/** `loading`, `interactive` or `complete`. */
export function readyState(document: Document): string {
  return own(document, Document.prototype, 'readyState')
}

export function isHidden(document: Document): boolean {
  return own<string>(document, Document.prototype, 'visibilityState') === 'hidden'
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
