import { type Alike, alikeOf, type Plan, planOf } from './selector-plan.ts'

/**
 * The DOM, reached past whatever a page put in its way. A form's fields and a document's named images
 * and forms shadow the members of their owner (`<form name="querySelectorAll">` makes
 * `document.querySelectorAll` that form: HTML, "LegacyOverrideBuiltIns"), in the isolated world too.
 * So every member is taken from its prototype. Prototypes are looked up at call time: this file is also
 * loaded where there is no DOM.
 */

type Root = Document | Element

/** Reads a property past what shadows it; looked up at the first use, for this file is also loaded where there is no DOM. */
function getter<T, N extends Node = Element>(from: () => object, name: string): (node: N) => T {
  let get: ((this: Node) => unknown) | undefined
  return (node) => {
    get ??= native(from(), name)
    return get.call(node) as T
  }
}

function native(from: object | undefined, name: string): (this: Node) => unknown {
  let owner: object | null = from ?? null
  while (owner && !Object.getOwnPropertyDescriptor(owner, name)) owner = Object.getPrototypeOf(owner)
  return (owner && Object.getOwnPropertyDescriptor(owner, name)?.get) || (() => undefined)
}

/**
 * What reading calls hundreds of thousands of times on a long page. One function each and the native one in
 * a constant: made by `getter`, they would share one call site, which no engine can make fast.
 */
const { Node: NodeType, Element: ElementType, Document: DocumentType, CharacterData: Characters } = globalThis
const nodeType = native(NodeType?.prototype, 'nodeType')
const parentElement = native(NodeType?.prototype, 'parentElement')
const firstChild = native(NodeType?.prototype, 'firstChild')
const nextSibling = native(NodeType?.prototype, 'nextSibling')
const firstElementChild = native(ElementType?.prototype, 'firstElementChild')
const nextElementSibling = native(ElementType?.prototype, 'nextElementSibling')
const previousElementSibling = native(ElementType?.prototype, 'previousElementSibling')
const localName = native(ElementType?.prototype, 'localName')
const characters = native(Characters?.prototype, 'data')
const {
  querySelector,
  querySelectorAll,
  getAttribute,
  closest,
  matches: matchesNative,
} = ElementType?.prototype ?? {}
const { compareDocumentPosition } = NodeType?.prototype ?? {}
const { querySelector: queryDocument, querySelectorAll: queryAllOfDocument } = DocumentType?.prototype ?? {}

export function isElement(node: Node): node is Element {
  return nodeType.call(node) === 1
}

export function isText(node: Node): node is Text {
  return nodeType.call(node) === 3
}

/** The nearest element above. */
export function parentOf(node: Node): Element | null {
  return parentElement.call(node) as Element | null
}

export function firstChildOf(node: Node): ChildNode | null {
  return firstChild.call(node) as ChildNode | null
}

export function nextSiblingOf(node: Node): ChildNode | null {
  return nextSibling.call(node) as ChildNode | null
}

export function nextElementOf(element: Element): Element | null {
  return nextElementSibling.call(element) as Element | null
}

/** The element beside and before this one. */
export function previousOf(element: Element): Element | null {
  return previousElementSibling.call(element) as Element | null
}

export function firstElementOf(element: Element): Element | null {
  return firstElementChild.call(element) as Element | null
}

/** No element stands in it: its text is all there is. */
export function isBare(element: Element): boolean {
  return firstElementChild.call(element) === null
}

/** 1 an element, 3 a text, as in the DOM standard. */
export function nodeTypeOf(node: Node): number {
  return nodeType.call(node) as number
}

/** `div`, whatever the case in the source. */
export function nameOf(element: Node): string {
  return localName.call(element) as string
}

/** The characters of a text node. */
export function charactersOf(text: Node): string {
  return characters.call(text) as string
}

const ofElement = () => Element.prototype
const ofDocument = () => Document.prototype

/** The next element beside this one. */
export const nextOf = getter<Element | null>(ofElement, 'nextElementSibling')
/** `DIV` for HTML, `svg` as it stands for others. */
export const tagOf = getter<string>(ofElement, 'tagName')
/** The element with the focus; of a shadow tree its host. */
export const focusOf = getter<Element | null, Document>(ofDocument, 'activeElement')
/** What a link in the element is relative to, the document's `<base>` considered (DOM, `baseURI`). */
export const baseUriOf = getter<string>(() => Node.prototype, 'baseURI')
/** Where the document came from. */
export const documentUrlOf = getter<string, Document>(ofDocument, 'URL')
/** `loading`, `interactive` or `complete`. */
export const readyState = getter<string, Document>(ofDocument, 'readyState')

const textContent = getter<string | null>(ofElement, 'textContent')
const visibilityState = getter<string, Document>(ofDocument, 'visibilityState')
const title = getter<string | null, Document>(ofDocument, 'title')

/** What is in these is the page's, or what a person is typing: never words of a post, whatever a recipe says. */
const CLOSED = new Set(['script', 'style', 'textarea', 'template', 'noscript', 'select', 'input', 'option'])

export function isClosed(element: Element): boolean {
  return CLOSED.has(nameOf(element)) || isDraft(element)
}

/** An editor's own element, as `<div contenteditable>`: what is in it was not said yet. */
export function isDraft(element: Element): boolean {
  const edited = getAttribute.call(element, 'contenteditable')
  return edited !== null && !/^(?:false|inherit)$/i.test(edited)
}

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

/** Text that a person selected, as it is laid out, and the nodes it begins and ends in. */
export interface Selected {
  readonly text: string
  readonly start: Node
  /** Null: it ends before anything of the next element, as after three clicks on a paragraph. */
  readonly end: Node | null
}

/** What is selected in this document, not in its frames; null: nothing. */
export function selectedIn(document: Document): Selected | null {
  const selection = Document.prototype.getSelection.call(document)
  if (!selection || selection.rangeCount === 0) return null
  const { startContainer, endContainer, endOffset } = selection.getRangeAt(0)
  return { text: selection.toString(), start: startContainer, end: endOffset > 0 ? endContainer : null }
}

/** Every match below `root`, in document order. */
export function all(root: Root, selector: string): ArrayLike<Element> & Iterable<Element> {
  return nodeType.call(root) === 1
    ? querySelectorAll.call(root as Element, planOf(selector).list)
    : allOf(root as Document, selector)
}

/** The parts of a list one by one, as long as no two of them find something and would have to be merged. */
function allOf(document: Document, selector: string): ArrayLike<Element> & Iterable<Element> {
  let found: (ArrayLike<Element> & Iterable<Element>) | undefined
  for (const part of alikeOf(selector)) {
    const some = allAlike(document, part)
    if (some.length === 0) continue
    if (found) return queryAllOfDocument.call(document, selector)
    found = some
  }
  return found ?? []
}

/** Elements of one class are found in one look at a page, whatever else each must be. */
function allAlike(document: Document, { kind, selector }: Alike): ArrayLike<Element> & Iterable<Element> {
  const found: NodeListOf<Element> = queryAllOfDocument.call(document, kind ?? selector)
  return kind === null ? found : Array.from(found).filter((element) => matches(element, selector))
}

/** The first match below `root`. */
export function one(root: Root, selector: string): Element | null {
  return nodeType.call(root) === 1
    ? firstBelow(root as Element, planOf(selector))
    : queryDocument.call(root as Document, selector)
}

/** The same where the plan is at hand. */
export function firstBelow(root: Element, { selector, list, last }: Plan): Element | null {
  if (last === null) return querySelector.call(root, list)
  // Most places are not there, or are the first that looks like them.
  const first: Element | null = querySelector.call(root, last)
  if (first === null || matchesNative.call(first, selector)) return first
  return querySelector.call(root, list)
}

/** The first below `root` that matches the last step, whatever it stands in. */
export function firstLast(root: Element, { last, list }: Plan): Element | null {
  return querySelector.call(root, last ?? list)
}

export function allBelow(root: Element, { list }: Plan): NodeListOf<Element> {
  return querySelectorAll.call(root, list)
}

/** Does the document hold a match? Costs a fraction of looking for the first one of a long list. */
export function hasAny(document: Document, selector: string): boolean {
  return planOf(selector).parts.some((part) => {
    const { last } = planOf(part)
    if (last !== null && queryDocument.call(document, last) === null) return false
    return queryDocument.call(document, part) !== null
  })
}

export function attribute(element: Element, name: string): string | null {
  return getAttribute.call(element, name)
}

export function attributeNames(element: Element): readonly string[] {
  return Element.prototype.getAttributeNames.call(element)
}

export function matches(element: Element, selector: string): boolean {
  return matchesNative.call(element, selector)
}

/** Is `inner` this element, or in it? */
export function holds(outer: Element, inner: Element): boolean {
  return Node.prototype.contains.call(outer, inner)
}

/** Does `element` begin before `other` in the document? */
export function isBefore(element: Element, other: Element): boolean {
  return (compareDocumentPosition.call(element, other) & 4) !== 0
}

/** The element itself or its nearest ancestor that matches. */
export function nearest(element: Element, selector: string): Element | null {
  return closest.call(element, selector)
}

export function listen(target: EventTarget, event: string, heard: () => void, signal: AbortSignal): void {
  EventTarget.prototype.addEventListener.call(target, event, heard, { signal })
}

export function scrollTo(element: Element, behavior: 'smooth' | 'instant'): void {
  Element.prototype.scrollIntoView.call(element, { block: 'center', behavior })
}

/** The content of `<meta name>` or `<meta property>`. */
export function meta(document: Document, name: string): string | null {
  // Most pages have it where it belongs, and a long page is long to look through.
  const head = queryDocument.call(document, 'head') as Element | null
  for (const root of head ? [head, document] : [document])
    for (const element of all(root, 'meta'))
      if (attribute(element, 'name') === name || attribute(element, 'property') === name)
        return attribute(element, 'content')
  return null
}
