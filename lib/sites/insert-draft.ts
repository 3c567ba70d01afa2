import {
  command,
  focusedIn,
  isTextField,
  paste,
  selectionAround,
  setValue,
  type TextField,
  textIn,
} from './dom-editing.ts'

/**
 * `already`: the box held this text before. `differs`: it would not take the text whole; `held` is what it has now.
 * `too-long`: it takes no more than so many characters, so nothing was put in; `held` is the end that does not fit.
 */
export interface Inserted {
  readonly outcome: 'inserted' | 'already' | 'differs' | 'too-long'
  readonly held: string
}

interface InsertPorts {
  pause(milliseconds: number): Promise<void>
  /** Milliseconds, never going back. */
  now(): number
}

/** An editor that redraws does so within a few frames. */
const FRAME = 25
/** After this time nothing more is tried. */
const LONGEST = 500
/** An editor that took a paste may draw it later; nobody else is waited for. */
const PATIENCE = 200
const MOST_HELD = 5_000

/**
 * Puts a draft into a reply box as plain text, after what the person has there, and reads back what the box
 * then holds. Sends nothing: no key, no click, no Enter. A box that did not take the text whole gets the
 * attempt undone before the next is made. Ends within about half a second.
 */
export async function insertDraft(box: Element, draft: string, ports: InsertPorts): Promise<Inserted> {
  const text = plain(draft)
  const before = textIn(box)
  if (holdsAsLines(before, text)) return { outcome: 'already', held: shown(before) }
  const end = ports.now() + LONGEST
  const atCaret = await placeCaret(box, before, ports)
  const added = joint(box, before, atCaret) + text
  const room = roomIn(box, before)
  if (added.length > room) return { outcome: 'too-long', held: shown(added.slice(room)) }
  const isThere = () => isWhole(box, before, text)
  for (const way of isTextField(box) ? FIELD_WAYS : RICH_WAYS) {
    const taken = way(box, oneLine(box) ? added.replace(/\s+/g, ' ') : added)
    if (await settles(isThere, taken ? PATIENCE : FRAME, end, ports))
      return { outcome: 'inserted', held: shown(textIn(box)) }
    if (squash(textIn(box)) === squash(before)) continue
    await takeBack(box, before, ports)
    if (squash(textIn(box)) !== squash(before) || ports.now() > end) break
  }
  return { outcome: 'differs', held: shown(textIn(box)) }
}

/** Each returns whether somebody said to have taken the text. */
type Way = (box: Element, text: string) => boolean

const typeAtOnce: Way = (box, text) => command(box.ownerDocument, 'insertText', text)

/** For fields that refuse the command, as where a policy of the page turns it off. */
const writeValue: Way = (box, text) => {
  const field = box as TextField
  const at = field.selectionEnd ?? field.value.length
  setValue(field, field.value.slice(0, at) + text + field.value.slice(at))
  field.setSelectionRange?.(at + text.length, at + text.length)
  return true
}

/** Line by line: a break inside one command becomes a space, or nothing, in some boxes. */
const typeLines: Way = (box, text) => {
  text.split('\n').forEach((line, at) => {
    if (at > 0) command(box.ownerDocument, 'insertLineBreak')
    if (line !== '') command(box.ownerDocument, 'insertText', line)
  })
  return true
}

const FIELD_WAYS: readonly Way[] = [typeAtOnce, writeValue]

/**
 * A paste goes first: every editor with a model of its own (Draft.js, Lexical, ProseMirror, Quill, Froala,
 * CodeMirror) handles one in its model, with paragraphs and an entry in its undo history, while a typed line
 * break is to some of them a node that they did not draw. Nobody else does anything with a paste that did not
 * come from the person, so trying costs nothing.
 */
const RICH_WAYS: readonly Way[] = [paste, typeAtOnce, typeLines]

/** True: the text goes where the person has the caret, false: after everything. What is selected is never replaced. */
async function placeCaret(box: Element, before: string, { pause }: InsertPorts): Promise<boolean> {
  const hadFocus = focusedIn(box.ownerDocument) === box
  if (isTextField(box)) {
    const at = hadFocus ? (box.selectionEnd ?? box.value.length) : box.value.length
    if (!hadFocus) box.focus()
    // An address or a number field has no caret to place.
    if (box.selectionEnd !== null) box.setSelectionRange(at, at)
    return at < box.value.length
  }
  const caretInside = () => {
    const node = selectionAround(box)?.focusNode
    return node != null && box.contains(node)
  }
  const own = hadFocus && caretInside()
  if (!hadFocus) (box as HTMLElement).focus()
  // Editors take note of the focus and of the caret in events of their own, each in a later turn.
  await pause(FRAME)
  const selection = selectionAround(box)
  if (own && caretInside()) {
    if (selection && !selection.isCollapsed) selection.collapseToEnd()
  } else if (squash(before) !== '' || !caretInside()) selection?.collapse(...endOf(box))
  await pause(FRAME)
  return own
}

/** After the last letter; an editor draws its lines in elements that a caret beside them is not in. */
function endOf(box: Element): [Node, number] {
  let last: Node = box
  while (last.lastChild) {
    const isPart = last.lastChild instanceof HTMLElement && !last.lastChild.isContentEditable
    if (isPart || last.lastChild instanceof HTMLBRElement) break
    last = last.lastChild
  }
  return [last, last instanceof Text ? last.length : last.childNodes.length]
}

/** What stands between the words of the person and the draft: a space after a name or a greeting, else a blank line. */
function joint(box: Element, before: string, atCaret: boolean): string {
  if (squash(before) === '') return ''
  if (isTextField(box)) {
    const at = box.selectionEnd ?? before.length
    if (/\s$/.test(before.slice(0, at))) return ''
  }
  const isOpening = before.trim().length <= 60 && !/[.!?…\n]/.test(before.trim())
  return atCaret || isOpening || oneLine(box) ? ' ' : '\n\n'
}

/** A script may write beyond what a field takes (HTML, `maxlength`), and the site would refuse it or cut it off. */
function roomIn(box: Element, before: string): number {
  return isTextField(box) && box.maxLength >= 0
    ? Math.max(0, box.maxLength - before.length)
    : Number.POSITIVE_INFINITY
}

async function settles(
  isThere: () => boolean,
  patience: number,
  end: number,
  { pause, now }: InsertPorts,
): Promise<boolean> {
  const until = Math.min(now() + patience, end)
  do {
    await pause(FRAME)
    if (isThere()) {
      // A framework that keeps the value itself puts the old one back in its next turn.
      await pause(FRAME)
      return isThere()
    }
  } while (now() < until)
  return false
}

async function takeBack(box: Element, before: string, { pause }: InsertPorts): Promise<void> {
  if (isTextField(box)) setValue(box, before)
  else command(box.ownerDocument, 'undo')
  await pause(FRAME)
}

/** Everything that was there, and once, in one piece, with its lines, the text. */
function isWhole(box: Element, before: string, text: string): boolean {
  const held = textIn(box)
  // Some editors draw an emoji as a picture.
  const drawn =
    isTextField(box) || box.querySelector('img') === null ? (words: string) => words : withoutEmoji
  const [all, old, added] = [held, before, text].map((words) => squash(drawn(words))) as [
    string,
    string,
    string,
  ]
  if (all.length !== old.length + added.length) return false
  const at = oneLine(box) ? all.indexOf(added) : partAt(all, old, added)
  return at >= 0 && (oneLine(box) || linesOf(drawn(held)).includes(linesOf(drawn(text))))
}

/** Where `added` stands in `all` so that without it `old` is left; -1: nowhere. */
function partAt(all: string, old: string, added: string): number {
  for (let at = all.indexOf(added); at >= 0; at = all.indexOf(added, at + 1))
    if (all.slice(0, at) + all.slice(at + added.length) === old) return at
  return -1
}

function holdsAsLines(held: string, text: string): boolean {
  return `\n${linesOf(held)}\n`.includes(`\n${linesOf(text)}\n`)
}

/** Lines with words in them; how many blank ones stand between is the editor's affair. */
function linesOf(text: string): string {
  return text
    .split(/[\n\u2028\u2029]+/)
    .map(squash)
    .filter((line) => line !== '')
    .join('\n')
}

/** Letters alone, as far as editors leave them: they put curly quotes, dashes and invisible marks of their own. */
function squash(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u200B\u2060\uFEFF]+/g, '')
    .replace(/[“”„‟«»]/g, '"')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[-‐-―−]+/g, '-')
    .replace(/…/g, '...')
}

function withoutEmoji(text: string): string {
  return text.replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F/gu, '')
}

function oneLine(box: Element): boolean {
  return box instanceof HTMLInputElement
}

/** Line ends as one kind; no control characters, which a key could not have typed. */
function plain(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
      .trim()
  )
}

function shown(text: string): string {
  return text.slice(0, MOST_HELD)
}
