import { attribute, matches, nameOf } from './dom.ts'
import { splitSelector } from './split-selector.ts'

/** @param name what the element is called, where that is known already */
type ElementTest = (element: Element, name?: string) => boolean

/** What an element must be called and which classes it must have before it can match a part of a selector. */
interface Guard {
  readonly part: string
  readonly name: string
  readonly classes: readonly string[]
}

/** So many kinds of elements are remembered for one selector; a page that makes up names for each has more. */
const MOST_KINDS = 2_000

const tests = new Map<string, ElementTest>()

/**
 * Does an element match this selector? For selectors that are asked of every element of a text: most elements
 * can't match, which their name and classes tell, and those come again in every post.
 */
export function testFor(selector: string): ElementTest {
  let test = tests.get(selector)
  if (test === undefined) {
    test = makeTest(splitSelector(selector).parts.map(guardOf))
    tests.set(selector, test)
  }
  return test
}

function makeTest(guards: readonly Guard[]): ElementTest {
  /** Name → classes as they stand → the parts that may match; empty: none. */
  const open = new Map<string, Map<string, string>>()
  let kinds = 0
  return (element, name = nameOf(element)) => {
    const words = attribute(element, 'class') ?? ''
    let named = open.get(name)
    if (named === undefined) {
      named = new Map()
      open.set(name, named)
    }
    let parts = named.get(words)
    if (parts === undefined) {
      parts = partsFor(guards, name, words)
      if (kinds++ < MOST_KINDS) named.set(words, parts)
    }
    return parts !== '' && matches(element, parts)
  }
}

/** Without regard to case, which counts for nothing in the oldest kind of pages: the browser has the last word. */
function partsFor(guards: readonly Guard[], name: string, words: string): string {
  const classes = new Set(words.toLowerCase().split(/\s+/))
  return guards
    .filter((guard) => guard.name === '' || guard.name === name.toLowerCase())
    .filter((guard) => guard.classes.every((one) => classes.has(one)))
    .map(({ part }) => part)
    .join(',')
}

/** `li.a:has(b)` is called `li` and has the class `a`; of `[hidden]` nothing is known. */
function guardOf(part: string): Guard {
  const step = splitSelector(part).last ?? part
  // Not the last step alone, or not to be told: then everything may match.
  const [whole = ''] = /[\s>+~\\]/.test(step.replace(/[[(].*$/s, ''))
    ? []
    : (step.match(/^[a-z][\w-]*(?:\.[a-z_][\w-]*)*|^(?:\.[a-z_][\w-]*)+/i) ?? [])
  const [name = '', ...classes] = whole.toLowerCase().split('.')
  return { part, name, classes }
}
