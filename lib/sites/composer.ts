import { one } from './dom.ts'
import { nearestInPass } from './nearest-in-pass.ts'
import type { Page } from './site.ts'

const DRAFT = '[contenteditable]:not([contenteditable="false" i])'

/** How many containers stand in a form, for each form of a pass. */
const counts = new WeakMap<ReadonlySet<Element>, Map<Element, number>>()

/**
 * Is this a place to write in, and no post? What stands in an editor, and a form of its own with a box for words: there
 * is the name of whoever is to write, and what the site says to them. Old boards put a whole thread in one form.
 */
export function isComposer(container: Element, page: Page): boolean {
  if (nearestInPass(container, DRAFT, page)) return true
  const form = nearestInPass(container, 'form', page)
  if (!form || !page.containers || (countsIn(page, page.containers).get(form) ?? 0) >= 2) return false
  return one(form, `textarea,${DRAFT}`) !== null
}

function countsIn(page: Page, containers: ReadonlySet<Element>): ReadonlyMap<Element, number> {
  let forms = counts.get(containers)
  if (!forms) {
    forms = new Map()
    for (const container of containers) {
      const form = nearestInPass(container, 'form', page)
      if (form) forms.set(form, (forms.get(form) ?? 0) + 1)
    }
    counts.set(containers, forms)
  }
  return forms
}
