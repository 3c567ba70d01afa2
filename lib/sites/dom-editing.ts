/** What writing into a box of the page needs of the DOM, reached past what a page put in its way: see dom.ts. */
import { all, parentOf } from './dom.ts'

/** A box that the browser itself edits as plain text. */
export type TextField = HTMLTextAreaElement | HTMLInputElement

export function isTextField(element: Element): element is TextField {
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement
}

/** The text of a plain field, or what a rich one shows, a line break for each block. */
export function textIn(box: Element): string {
  // biome-ignore lint/performance/useDomNodeTextContent: the lines as they are seen are what is read back
  return (isTextField(box) ? box.value : (box as HTMLElement).innerText) ?? ''
}

/** Can it be typed into? True also inside an editable element. */
export function isEditable(element: Element): boolean {
  if (isTextField(element)) return !element.disabled && !element.readOnly
  return (element as HTMLElement).isContentEditable === true
}

/** Is it laid out, and not see-through or cut to nothing? */
export function isInSight(element: Element): boolean {
  const visible = element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true })
  if (visible === false) return false
  const { width, height } = element.getBoundingClientRect()
  return width > 4 && height > 4
}

/** The element above, also out of a shadow tree. */
export function above(element: Element): Element | null {
  const parent = parentOf(element)
  if (parent) return parent
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : null
}

/** Every match in the open shadow trees of `root` and below it, however deep; not those outside of them. */
export function allInShadow(root: Document | Element, selector: string): readonly Element[] {
  const found: Element[] = []
  const trees = shadowsIn([...(root instanceof Element ? [root] : []), ...all(root, '*')])
  for (const tree of trees) {
    const { querySelectorAll } = DocumentFragment.prototype
    found.push(...querySelectorAll.call(tree, selector))
    trees.push(...shadowsIn(querySelectorAll.call(tree, '*')))
  }
  return found
}

function shadowsIn(elements: Iterable<Element>): ShadowRoot[] {
  return Array.from(elements).flatMap(({ shadowRoot }) => shadowRoot ?? [])
}

/** The element with the focus, also inside open shadow trees. */
export function focusedIn(document: Document): Element | null {
  let focused = documentGetter<Element | null>(document, 'activeElement')
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  return focused
}

/** Where the caret is. Chromium tells it inside a shadow tree only when that tree is asked. */
export function selectionAround(element: Element): Selection | null {
  const root = element.getRootNode() as { getSelection?: () => Selection | null }
  if (root instanceof ShadowRoot && root.getSelection) return root.getSelection()
  return Document.prototype.getSelection.call(element.ownerDocument)
}

/** As `document.execCommand`: the one way to write that browsers keep in their own undo history. */
export function command(document: Document, name: 'insertText' | 'insertLineBreak' | 'undo', text?: string) {
  return Document.prototype.execCommand.call(document, name, false, text)
}

/** Writes a field's value as the browser does, so that frameworks that keep their own copy see a change. */
export function setValue(field: TextField, value: string): void {
  const owner = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  Object.getOwnPropertyDescriptor(owner.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }))
}

/** Hands plain text to whoever handles a paste. True: somebody did; the browser itself does nothing with it. */
export function paste(box: Element, text: string): boolean {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  // Firefox (153) leaves `clipboardData` empty whatever it is given, and fills it from these two of its own: an editor
  // took such a paste over and put nothing in.
  const forFirefox = { dataType: 'text/plain', data: text }
  const options = { clipboardData, ...forFirefox, bubbles: true, cancelable: true, composed: true }
  return !box.dispatchEvent(new ClipboardEvent('paste', options))
}

function documentGetter<T>(document: Document, name: string): T {
  return Object.getOwnPropertyDescriptor(Document.prototype, name)?.get?.call(document) as T
}
