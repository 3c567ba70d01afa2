import { LIMITS } from '../model/limits.ts'
import { attribute, firstChildOf, nextSiblingOf, parentOf, tagOf } from './dom.ts'
import { cut } from './trim.ts'

export interface TextRules {
  /**
   * `flow`: white space collapses, blocks and `<br>` break lines, as a browser lays out ordinary markup.
   * `inline`: the site sets `white-space: pre-wrap` and uses blocks as inline boxes: line breaks are those
   * in the text itself.
   */
  readonly layout: 'flow' | 'inline'
  /** Elements left out with everything in them. */
  readonly skips?: (element: Element) => boolean
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
  }
  let node: Node | null = firstChildOf(root)
  while (node && !line.full) {
    if (node instanceof Text) add(line, node.data)
    const inner: Node | null = node instanceof Element ? enter(node, rules, line) : null
    node = inner ?? after(node, root, line)
  }
  const text = trimLines(line.out)
  return { text: cut(text, LIMITS.postText), truncated: line.full || text.length > LIMITS.postText }
}

/** Line by line and not by one expression, which would take hours over a megabyte of blanks. */
function trimLines(text: string): string {
  if (!/[^\S\n]\n/.test(text)) return text.trim()
  const lines = text.split('\n').map((line) => line.trimEnd())
  return lines.join('\n').trim()
}

/** The node after this one and all within it, leaving the elements that end here. */
function after(node: Node, root: Element, line: Line): Node | null {
  let last: Node | null = node
  while (last && last !== root) {
    const next = nextSiblingOf(last)
    if (next) return next
    last = parentOf(last)
    if (last instanceof Element && last !== root) leaveElement(line, tagOf(last))
  }
  return null
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

/** Not words of the post: machinery, and what cannot be shown as text. */
const SILENT = new Set([
  'SCRIPT',
  'STYLE',
  'TEMPLATE',
  'NOSCRIPT',
  'FORM',
  'TEXTAREA',
  'SELECT',
  'OBJECT',
  'EMBED',
  'IFRAME',
  'svg',
  'SVG',
  'VIDEO',
  'AUDIO',
  'CANVAS',
  'BUTTON',
  'INPUT',
])

const PARAGRAPHS = new Set([
  'P',
  'BLOCKQUOTE',
  'PRE',
  'UL',
  'OL',
  'TABLE',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
])
const BLOCKS = new Set([
  'DIV',
  'LI',
  'TR',
  'SECTION',
  'ARTICLE',
  'DT',
  'DD',
  'DL',
  'FIGURE',
  'DETAILS',
  'SUMMARY',
  'HR',
])

function enter(element: Element, rules: TextRules, line: Line): Node | null {
  const name = tagOf(element)
  if (SILENT.has(name)) return null
  if (name === 'BR') {
    newline(line)
    return null
  }
  if (name === 'IMG') {
    const alt = attribute(element, 'alt')
    if (alt && isEmoji(element, alt)) add(line, alt)
    return null
  }
  if (element.hasAttribute('hidden') || rules.skips?.(element)) return null
  enterElement(line, name)
  const inner = firstChildOf(element)
  if (!inner) leaveElement(line, name)
  return inner
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
}

function add(line: Line, source: string): void {
  const long = source.length > LIMITS.postText + 1
  const text = long ? source.slice(0, LIMITS.postText + 1) : source
  if (line.inline || line.pre > 0) put(line, text)
  else collapse(line, text)
  if (long || line.out.length > LIMITS.postText) line.full = true
}

function collapse(line: Line, source: string): void {
  const text = /[\t\n\r\f]| {2}/.test(source) ? source.replace(/[ \t\n\r\f]+/g, ' ') : source
  const lead = text.startsWith(' ')
  if (lead && line.out !== '' && line.breaks === 0) line.space = true
  const words =
    text.trim() === ''
      ? text.replaceAll(' ', '')
      : text.slice(lead ? 1 : 0, text.endsWith(' ') ? -1 : undefined)
  if (words === '') return
  put(line, words)
  line.space = text.endsWith(' ')
}

function put(line: Line, text: string): void {
  if (line.breaks > 0) line.out += line.breaks === 1 ? '\n' : '\n\n'
  else if (line.space) line.out += ' '
  line.breaks = 0
  line.space = false
  line.out += text
}

function newline(line: Line): void {
  if (line.inline || line.pre > 0) put(line, '\n')
  else if (line.out !== '') {
    line.breaks = Math.min(line.breaks + 1, 2)
    line.space = false
  }
}

function enterElement(line: Line, name: string): void {
  if (line.inline) return
  if (name === 'PRE') line.pre++
  breakLine(line, name)
}

function leaveElement(line: Line, name: string): void {
  if (line.inline) return
  if (name === 'PRE') line.pre--
  if (name === 'TD' || name === 'TH') line.space = line.out !== '' && line.breaks === 0
  breakLine(line, name)
}

function breakLine(line: Line, name: string): void {
  const breaks = PARAGRAPHS.has(name) ? 2 : BLOCKS.has(name) ? 1 : 0
  if (breaks === 0 || line.out === '') return
  line.breaks = Math.max(line.breaks, breaks)
  line.space = false
}
