import { LIMITS } from '../model/limits.ts'
import {
  attribute,
  charactersOf,
  firstChildOf,
  isBare,
  isClosed,
  isDraft,
  nameOf,
  nextSiblingOf,
  nodeTypeOf,
  rawText,
} from './dom.ts'
import { cut } from './trim.ts'

export interface TextRules {
  /**
   * `flow`: white space collapses, blocks and `<br>` break lines, as a browser lays out ordinary markup.
   * `inline`: the site sets `white-space: pre-wrap` and uses blocks as inline boxes: line breaks are those
   * in the text itself.
   */
  readonly layout: 'flow' | 'inline'
  /** Elements left out with everything in them. */
  readonly skips?: (element: Element, name: string) => boolean
}

export interface ReadText {
  readonly text: string
  readonly truncated: boolean
}

const FLOW: TextRules = { layout: 'flow' }

/**
 * What a person reads in an element, without asking the browser for layout, as `innerText` would. Line
 * breaks follow the rules of `innerText` (HTML, "rendered text collection steps": a paragraph is set off
 * by a blank line, another block by a line break). Emoji drawn as images give their `alt`.
 * Iterative and bounded: a page may nest 50,000 elements or hold a megabyte in one post.
 */
export function readText(root: Element, rules: TextRules = FLOW): ReadText {
  const line: Line = {
    inline: rules.layout === 'inline',
    out: '',
    breaks: 0,
    space: false,
    pre: 0,
    full: false,
    loose: false,
  }
  if (!isClosed(root)) walk(root, line, rules.skips)
  const text = line.loose ? trimLines(line.out) : line.out.trim()
  return { text: cut(text, LIMITS.postText), truncated: line.full || text.length > LIMITS.postText }
}

/** All below `root` in page order, with a stack of our own: a page may nest deeper than the call stack. */
function walk(root: Element, line: Line, skips: TextRules['skips']): void {
  const open: Node[] = []
  const kinds: Kind[] = []
  let node: Node | null = firstChildOf(root)
  while (!line.full) {
    if (node === null) {
      const left = open.pop()
      if (left === undefined) return
      leave(line, kinds.pop() as Kind)
      node = nextSiblingOf(left)
      continue
    }
    const type = nodeTypeOf(node)
    if (type === 1) {
      const kind = enter(node as Element, line, skips)
      if (kind !== SILENT && !isBare(node as Element)) {
        open.push(node)
        kinds.push(kind)
        node = firstChildOf(node)
        continue
      }
      if (kind !== SILENT) {
        const words = rawText(node as Element)
        if (words !== '') add(line, words)
        leave(line, kind)
      }
    } else if (type === 3) add(line, charactersOf(node))
    node = nextSiblingOf(node)
  }
}

/** Line by line and not by one expression, which would take hours over a megabyte of blanks. */
function trimLines(text: string): string {
  if (!/[^\S\n]\n/.test(text)) return text.trim()
  const lines = text.split('\n').map((line) => line.trimEnd())
  return lines.join('\n').trim()
}

/** Text of several elements as paragraphs of one. */
export function joinTexts(parts: readonly (ReadText | null)[]): ReadText {
  const kept = parts.filter((part): part is ReadText => part !== null && part.text !== '')
  const text = kept.map((part) => part.text).join('\n\n')
  return {
    text: cut(text, LIMITS.postText),
    truncated: text.length > LIMITS.postText || kept.some((part) => part.truncated),
  }
}

/** How an element stands in the text; `SILENT` also for one that was dealt with as a whole. */
type Kind = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7
const INLINE = 0
const BLOCK = 1
const PARAGRAPH = 2
const PREFORMATTED = 3
const CELL = 4
const SILENT = 5
const BREAK = 6
const PICTURE = 7

const KINDS = new Map<string, Kind>()
function are(kind: Kind, names: string): void {
  for (const name of names.split(' ')) KINDS.set(name, kind)
}
are(BLOCK, 'div li tr section article dt dd dl figure details summary hr')
are(PARAGRAPH, 'p blockquote ul ol table h1 h2 h3 h4 h5 h6')
are(PREFORMATTED, 'pre')
are(CELL, 'td th')
// Not words of the post: machinery, and what can't be shown as text.
are(
  SILENT,
  'script style template noscript form textarea select object embed iframe svg video audio canvas button input',
)
are(BREAK, 'br')
are(PICTURE, 'img')

/** Says how the element stands; its own break is made, and a silent one is done with. */
function enter(element: Element, line: Line, skips: TextRules['skips']): Kind {
  const name = nameOf(element)
  const kind = KINDS.get(name) ?? INLINE
  if (kind === SILENT) return SILENT
  if (kind === BREAK) {
    newline(line)
    return SILENT
  }
  if (kind === PICTURE) {
    const alt = attribute(element, 'alt')
    if (alt && isEmoji(element, alt)) add(line, alt)
    return SILENT
  }
  if (attribute(element, 'hidden') !== null || isDraft(element) || skips?.(element, name)) return SILENT
  if (kind === INLINE || line.inline) return INLINE
  if (kind === PREFORMATTED) line.pre++
  breakLine(line, kind)
  return kind
}

function leave(line: Line, kind: Kind): void {
  if (kind === INLINE) return
  if (kind === PREFORMATTED) line.pre--
  if (kind === CELL) line.space = line.out !== '' && line.breaks === 0
  else breakLine(line, kind)
}

/** A picture's description is not part of what was written; an emoji's is. Both are `img[alt]`. */
function isEmoji(image: Element, alt: string): boolean {
  if (alt.length > 40) return false
  if (/^:[\w+-]+:$/.test(alt) || /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(alt)) return true
  return /emoji|emote/i.test(`${attribute(image, 'class') ?? ''} ${attribute(image, 'src') ?? ''}`)
}

/** Text as collected so far, with the break or space that comes before the next word. */
interface Line {
  readonly inline: boolean
  out: string
  breaks: number
  space: boolean
  pre: number
  full: boolean
  /** A line of it may end in blanks. */
  loose: boolean
}

function add(line: Line, source: string): void {
  const long = source.length > LIMITS.postText + 1
  const text = long ? source.slice(0, LIMITS.postText + 1) : source
  if (line.inline || line.pre > 0) {
    put(line, text)
    line.loose = true
  } else collapse(line, text)
  if (long || line.out.length > LIMITS.postText) line.full = true
}

function collapse(line: Line, source: string): void {
  let from = 0
  let to = source.length
  while (from < to && isBlank(source.charCodeAt(from))) from++
  if (from > 0 && line.out !== '' && line.breaks === 0) line.space = true
  if (from === to) return
  while (isBlank(source.charCodeAt(to - 1))) to--
  const words = to - from === source.length ? source : source.slice(from, to)
  put(line, LOOSE.test(words) ? words.replace(/[ \t\n\r\f]+/g, ' ') : words)
  const last = words.charCodeAt(words.length - 1)
  // Blanks of other kinds stay, but not at the end of a line.
  if (last > 126 || last < 33) line.loose = true
  line.space = to < source.length
}

const LOOSE = /[\t\n\r\f]| {2}/

/** White space that collapses. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13 && code !== 11)
}

function put(line: Line, text: string): void {
  if (line.breaks > 0) line.out += line.breaks === 1 ? '\n' : '\n\n'
  else if (line.space) line.out += ' '
  line.breaks = 0
  line.space = false
  line.out += text
}

function newline(line: Line): void {
  if (line.inline || line.pre > 0) {
    put(line, '\n')
    line.loose = true
  } else if (line.out !== '') {
    line.breaks = Math.min(line.breaks + 1, 2)
    line.space = false
  }
}

function breakLine(line: Line, kind: Kind): void {
  if (kind === CELL || line.out === '') return
  const breaks = kind === BLOCK ? 1 : 2
  if (line.breaks < breaks) line.breaks = breaks
  line.space = false
}
