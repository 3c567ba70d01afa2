import { firstChildOf, isBare, isElement, nextSiblingOf } from './dom.ts'

/**
 * The elements below `root` in page order, down to those that are wholes of their own, which are given and not gone
 * into: a page of posts nested in each other would else be gone through for each of them.
 */
export function* partsOf(root: Element, isWhole: (element: Element) => boolean): Generator<Element, void> {
  const open: Element[] = []
  let node: Node | null = firstChildOf(root)
  while (node !== null || open.length > 0) {
    if (node === null) {
      node = nextSiblingOf(open.pop() as Element)
      continue
    }
    if (isElement(node)) {
      yield node
      if (!isBare(node) && !isWhole(node)) {
        open.push(node)
        node = firstChildOf(node)
        continue
      }
    }
    node = nextSiblingOf(node)
  }
}
