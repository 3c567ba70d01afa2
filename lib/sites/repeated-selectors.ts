import { attribute, matches, nameOf, one, parentOf, previousOf } from './dom.ts'

/** Selectors for elements that look alike. Only names that need no escaping: nothing of a page gets into a selector. */

const NAME = /^[a-z_][\w-]{0,60}$/i
const HOOKS = [
  'data-testid',
  'data-test',
  'data-test-id',
  'data-qa',
  'data-component',
  'component',
  'data-type',
  'role',
  'itemprop',
]
const MOST_CLASSES = 8

export function classesOf(element: Element): readonly string[] {
  const classes = (attribute(element, 'class') ?? '').slice(0, 600).split(/\s+/)
  return classes.filter((name) => NAME.test(name)).slice(0, MOST_CLASSES)
}

function hooksOf(element: Element): readonly string[] {
  return HOOKS.flatMap((name) => {
    const value = attribute(element, name)
    return value && NAME.test(value) ? [`[${name}="${value}"]`] : []
  })
}

/** Every selector by which this element may be one of many alike. */
export function groupsOf(element: Element): readonly string[] {
  const tag = tagName(element)
  if (tag === null || tag === 'html' || tag === 'body') return []
  const named = [
    ...hooksOf(element).map((hook) => tag + hook),
    ...classesOf(element).map((name) => `${tag}.${name}`),
  ]
  if (tag === 'article' || tag.includes('-')) named.push(tag)
  const parent = parentOf(element)
  const above = parent && anchorOf(parent)
  // Neighbours may each have a class of their own, as odd and even rows do.
  if (!above) return named
  const inside = `${above.selector} ${tag}`
  return above.isParent ? [...named, `${above.selector} > ${tag}`, inside] : [...named, inside]
}

/** The element or the nearest above it that has a name; replies may lie deep in lists without one. */
function anchorOf(element: Element): { readonly selector: string; readonly isParent: boolean } | null {
  let above: Element | null = element
  for (let steps = 0; above && steps < 20; steps++) {
    const id = attribute(above, 'id')
    const selector = id && NAME.test(id) ? `#${id}` : classesOf(above)[0]
    if (selector)
      return { selector: selector.startsWith('#') ? selector : `.${selector}`, isParent: steps === 0 }
    above = parentOf(above)
  }
  return null
}

/**
 * A selector for this element within `root`, the same in each that is built alike, by which it is the first that is
 * found. Null: too deep to tell.
 */
export function firstWithin(element: Element, root: Element): string | null {
  const near = withinOf(element, root)
  if (near === null || near === ':scope' || one(root, near) === element) return near
  return withinOf(element, root, true)
}

/** The same for an element that may be one of several. `whole`: by all that it stands in, and where it stands there. */
export function withinOf(element: Element, root: Element, whole = false): string | null {
  const steps: string[] = []
  for (let at: Element | null = element; at && steps.length < (whole ? 12 : 6); at = parentOf(at)) {
    if (at === root) return [':scope', ...steps].join(' > ')
    const tag = tagName(at)
    if (tag === null) return null
    // Numbers in a name are most often this one post's.
    const names = classesOf(at)
      .filter((name) => !/\d/.test(name))
      .slice(0, 3)
    const own =
      names.length > 0 ? `${tag}.${names.join('.')}` : (hooksOf(at).map((hook) => tag + hook)[0] ?? null)
    if (own && !whole) return [own, ...steps].join(' > ')
    if (own && isFirstSo(at, own)) steps.unshift(own)
    else steps.unshift(whole || POSITIONED.has(tag) ? `${tag}:nth-of-type(${positionOf(at, tag)})` : tag)
  }
  return null
}

/** A selector that finds this element and no other, by the nearest id above it and where it stands below; null: too deep. */
export function pathTo(element: Element, document: Document): string | null {
  const steps: string[] = []
  for (let at: Element | null = element; at && steps.length < DEEPEST; at = parentOf(at)) {
    const tag = tagName(at)
    if (tag === null) return null
    const id = attribute(at, 'id')
    const isNamed = id !== null && NAME.test(id) && one(document, `#${id}`) === at
    if (isNamed || tag === 'body') return [isNamed ? `#${id}` : tag, ...steps].join(' > ')
    steps.unshift(`${tag}:nth-of-type(${positionOf(at, tag, MOST_BESIDE)})`)
  }
  return null
}

const DEEPEST = 60
const MOST_BESIDE = 2_000

/** Is none before it, beside it, that this selector finds too? */
function isFirstSo(element: Element, selector: string): boolean {
  let before = previousOf(element)
  for (let steps = 0; before && steps < 30; steps++) {
    if (matches(before, selector)) return false
    before = previousOf(before)
  }
  return true
}

const POSITIONED: ReadonlySet<string> = new Set(['td', 'div', 'span', 'dd', 'section'])

function positionOf(element: Element, tag: string, most = 30): number {
  let position = 1
  for (let before = previousOf(element); before && position < most; before = previousOf(before))
    if (tagName(before) === tag) position++
  return position
}

function tagName(element: Element): string | null {
  const tag = nameOf(element)
  return /^[a-z][a-z0-9-]{0,60}$/.test(tag) ? tag : null
}
