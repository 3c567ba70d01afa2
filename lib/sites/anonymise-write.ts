import type { FillAttribute } from './anonymise-attributes.ts'
import type { Replaced, Values } from './anonymise-values.ts'
import type { Exchange } from './anonymise-words.ts'
import {
  attribute,
  attributeNames,
  charactersOf,
  firstChildOf,
  isElement,
  isText,
  nextSiblingOf,
  parentOf,
  rawText,
  tagOf,
} from './dom.ts'

interface Asked {
  readonly exchange: Exchange
  readonly values: Values
  readonly attributes: FillAttribute
  readonly replaced: Replaced
  /** Left out with all they hold. */
  readonly without: ReadonlySet<Element>
  readonly people: ReadonlySet<string>
  /** An element's HTML ends after about so many characters; what is open is closed. */
  readonly most: number
}

/** What is being written: its parts, how long they are together, and whether something was left out for that. */
interface Sheet {
  readonly parts: string[]
  length: number
  cut: boolean
}

const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
)
/** Kept as elements, for selectors that count on them, without what they hold. */
const EMPTIED: ReadonlySet<string> = new Set(
  'style template textarea iframe object xmp noembed noframes plaintext'.split(' '),
)
/** Longer data is left out: a page may hold a block of many megabytes. */
const LONGEST_DATA = 4_000_000
/** Elements nested deeper are left out: more than a parser makes, and less than the call stack takes. */
const DEEPEST = 600
/** Writes elements as HTML, anew and from what the exchange leaves of them. */
export function createWriter({ exchange, values, attributes, replaced, without, people, most }: Asked) {
  function element(root: Element): { readonly html: string; readonly cut: boolean } {
    const sheet: Sheet = { parts: [], length: 0, cut: false }
    write(root, sheet, 0)
    return { html: sheet.parts.join(''), cut: sheet.cut }
  }

  function write(one: Element, sheet: Sheet, depth: number): void {
    if (without.has(one)) return
    const name = nameOf(one)
    const written = exchange.fillName(name)
    const opened = openingTag(one)
    if (depth > DEEPEST || sheet.length + opened.length > most) {
      sheet.cut = true
      return
    }
    put(sheet, opened)
    if (VOID.has(name)) return
    if (name === 'script') putIfRoom(sheet, data(one))
    // Where scripts run, what is in <noscript> is one text; where they don't, some forums hold all posts in it.
    else if (!EMPTIED.has(name) && !(name === 'noscript' && !holdsElement(one)))
      for (let node = firstChildOf(one); node && sheet.length <= most; node = nextSiblingOf(node)) {
        if (isElement(node)) write(node, sheet, depth + 1)
        else if (isText(node)) putIfRoom(sheet, text(charactersOf(node), name, sheet.parts.at(-1)))
      }
    put(sheet, `</${written}>`)
  }

  function putIfRoom(sheet: Sheet, part: string): void {
    if (sheet.length + part.length > most) sheet.cut = true
    else put(sheet, part)
  }

  function openingTag(one: Element): string {
    const name = nameOf(one)
    const written = attributeNames(one).flatMap((named) => {
      const value = attributes(name, named, attribute(one, named) ?? '')
      if (value === null || !/^[^\s"'<>/=]+$/.test(named)) return []
      const called = markupName(named)
      return [value === '' ? ` ${called}` : ` ${called}="${escapeValue(value)}"`]
    })
    return `<${markupName(name)}${written.join('')}>`
  }

  /** Counted as ids, which names made up for one page are. */
  function markupName(name: string): string {
    const filled = exchange.fillName(name)
    if (filled !== name) replaced.ids++
    return filled
  }

  function text(characters: string, inside: string, before: string | undefined): string {
    const filled = exchange.fill(characters, 'prose')
    if (filled !== characters) replaced[isPerson(characters, people) ? 'names' : 'texts']++
    // The parser drops a line break right after these tags.
    const lost =
      /^(?:pre|listing)$/.test(inside) && before?.startsWith(`<${inside}`) && filled.startsWith('\n')
    return escapeText(lost ? `\n${filled}` : filled)
  }

  /** Structured data with filler for values; of every other script nothing. */
  function data(script: Element): string {
    const source = rawText(script)
    if (source.length > LONGEST_DATA) return ''
    // Some blocks stand in comment marks or CDATA, some are assigned to a variable.
    const [, before = '', json = '', after = ''] =
      source.match(
        /^(?:\s*(?:<!--|\/\*.{0,40}?\*\/|(?:\/\/)?<!\[CDATA\[))?(\s*(?:window\.[a-zA-Z]{1,40}\s*=\s*)?)([[{].*[\]}])(\s*;?\s*)(?:-->|(?:\/\/)?\]\]>)?\s*$/s,
      ) ?? []
    const filled =
      values.json(json) ?? values.json(json.replace(/[\n\r\t]/g, ' ').replace(/:undefined(?=[,}])/g, ':null'))
    return filled === null ? '' : exchange.fillName(before) + filled.replaceAll('<', '\\u003c') + after
  }

  /** The elements that `root` stands in, outermost first, as their opening tags. */
  function around(root: Element): readonly string[] {
    const tags: string[] = []
    for (let above = parentOf(root); above; above = parentOf(above)) tags.unshift(openingTag(above))
    return tags
  }

  return { element, around }
}

function put(sheet: Sheet, part: string): void {
  sheet.parts.push(part)
  sheet.length += part.length
}

/** "@ana" and "u/ana" are Ana too. */
function isPerson(text: string, people: ReadonlySet<string>): boolean {
  const said = text.trim().toLowerCase()
  return said.length < 200 && (people.has(said) || people.has(said.replace(/^(?:@|\/?u\/)/, '')))
}

function nameOf(element: Element): string {
  return tagOf(element).toLowerCase()
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&nbsp;')
}

function escapeValue(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}

function holdsElement(element: Element): boolean {
  for (let node = firstChildOf(element); node; node = nextSiblingOf(node)) if (isElement(node)) return true
  return false
}
