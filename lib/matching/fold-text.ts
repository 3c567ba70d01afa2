/**
 * Text brought to the one form in which words are compared, with the way back to the page's own text.
 *
 * Folding is compatibility decomposition, case folding and recomposition (NFKC, Unicode Standard Annex
 * 15), with accents and vowel points taken off, invisible characters dropped, and quotes and dashes
 * straightened. Marks that carry the word itself stay: Indic vowel signs, Thai vowels, kana voicing.
 */
export interface FoldedText {
  readonly text: string
  /** For each UTF-16 unit of `text`, where the characters that made it begin in the source. */
  readonly starts: ArrayLike<number>
  /** And where they end, exclusive. Both never decrease. */
  readonly ends: ArrayLike<number>
}

/** What is left as written: the case of letters, accents. */
export interface FoldOptions {
  readonly keepCase?: boolean
  readonly keepMarks?: boolean
}

/**
 * Folds in time and memory linear in the text, whatever it holds: lone surrogates and floods of marks too. Of signs
 * that stand for a whole phrase (U+FDFA) only the first thousands are spelt out.
 */
export function foldText(source: string, options: FoldOptions = {}): FoldedText {
  if (options.keepCase !== true && ASCII.test(source)) return foldAscii(source)
  const offsets = createOffsets(source.length)
  let text = ''
  let at = 0
  let spare = MOST_EXPANDED
  while (at < source.length) {
    const first = at
    at = asciiEnd(source, at)
    if (at > first) {
      const run = source.slice(first, at)
      text += options.keepCase === true ? run : run.toLowerCase()
      addRun(offsets, first, at)
      continue
    }
    at = clusterEnd(source, first, options)
    let piece = foldCluster(source.slice(first, at), options)
    if (piece.length > (at - first) * LONG_PIECE) {
      spare -= piece.length
      if (spare < 0) piece = piece.slice(0, LONG_PIECE)
    }
    text += piece
    addPiece(offsets, piece.length, first, at)
  }
  return { text, starts: offsets.starts, ends: offsets.ends }
}

/** Where the characters of ASCII end that fold by themselves: the last one before a mark is of its cluster. */
function asciiEnd(source: string, first: number): number {
  let at = first
  while (at < source.length && source.charCodeAt(at) < 0x80) at += 1
  return at > first && source.charCodeAt(at) >= FIRST_MARK ? at - 1 : at
}

/** The offset map under way: both arrays have room for more than `length`. */
interface Offsets {
  starts: Uint32Array
  ends: Uint32Array
  length: number
}

function createOffsets(room: number): Offsets {
  return { starts: new Uint32Array(room), ends: new Uint32Array(room), length: 0 }
}

function addRun(offsets: Offsets, first: number, end: number): void {
  makeRoom(offsets, end - first)
  const { starts, ends, length } = offsets
  for (let at = first; at < end; at += 1) {
    starts[length + at - first] = at
    ends[length + at - first] = at + 1
  }
  offsets.length = length + end - first
}

function addPiece(offsets: Offsets, width: number, first: number, end: number): void {
  makeRoom(offsets, width)
  const { starts, ends, length } = offsets
  for (let at = length; at < length + width; at += 1) {
    starts[at] = first
    ends[at] = end
  }
  offsets.length = length + width
}

function makeRoom(offsets: Offsets, more: number): void {
  const { starts, ends, length } = offsets
  if (length + more <= starts.length) return
  offsets.starts = new Uint32Array((length + more) * 2)
  offsets.starts.set(starts)
  offsets.ends = new Uint32Array((length + more) * 2)
  offsets.ends.set(ends)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const ASCII = /^[\x00-\x7f]*$/

/** Most posts in English: every character folds to one, so that all share one offset map, grown at need. */
function foldAscii(source: string): FoldedText {
  if (places.length <= source.length) {
    places = new Uint32Array(Math.max(4_096, source.length * 2))
    for (let at = 0; at < places.length; at += 1) places[at] = at
  }
  return { text: source.toLowerCase(), starts: places, ends: places.subarray(1) }
}

let places = new Uint32Array(0)

/** A single character may fold to eighteen: a text of nothing else would take a gigabyte. */
const MOST_EXPANDED = 65_536
/** No letter of a word folds to more, but whole words written as one sign do. */
const LONG_PIECE = 4

const FIRST_MARK = 0x300

/** A flood of marks on one letter is cut into pieces: normalising them together takes quadratic time. */
const LONGEST_CLUSTER = 32

/** Characters that combine with the one before: marks, the second half of a Hangul syllable, half-width voicing, a Kirat Rai vowel. */
const JOINS = /^[\p{M}\u1160-\u11ff\uff9e\uff9f\u{16d67}]$/u

const FOLDED_MARKS = new RegExp(
  `[${[
    // Accents of Latin, Greek and Cyrillic.
    '\\u0300-\\u036f\\u0483-\\u0487\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f',
    // Hebrew points.
    '\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7',
    // Arabic vowel signs.
    '\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc',
  ].join('')}]`,
  'gu',
)

const INVISIBLE_PARTS = /\p{Default_Ignorable_Code_Point}/gu
const INVISIBLE = /^\p{Default_Ignorable_Code_Point}+$/u

/** Letters whose stroke or ligature Unicode does not decompose. Trade marks become a gap: `NFKC` would make "Name™" the word "nametm". */
const ALIKE: Readonly<Record<string, string>> = {
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
}

const STRAIGHT: Readonly<Record<string, string>> = {
  '™': ' ',
  '®': ' ',
  '©': ' ',
  '℠': ' ',
  ...Object.fromEntries([...'‘’‚‛′´\u1ffdʼʹ＇‹›'].map((mark) => [mark, "'"])),
  ...Object.fromEntries([...'“”„‟″«»＂'].map((mark) => [mark, '"'])),
  ...Object.fromEntries([...'‐‑‒–—―−﹘﹣－'].map((mark) => [mark, '-'])),
}

const CROOKED = new RegExp(`[${Object.keys(STRAIGHT).join('')}]`, 'gu')

function straighten(text: string): string {
  return text.replace(CROOKED, (mark) => STRAIGHT[mark] ?? mark)
}

function clusterEnd(source: string, first: number, options: FoldOptions): number {
  let at = first + width(source, first)
  for (let kept = 0; at < source.length && kept < LONGEST_CLUSTER; ) {
    if (source.charCodeAt(at) < FIRST_MARK) break
    const next = source.slice(at, at + width(source, at))
    if (!JOINS.test(next) || (at === first + width(source, first) && INVISIBLE.test(source.slice(first, at))))
      break
    if (options.keepMarks === true || next.replace(FOLDED_MARKS, '') !== '') kept += 1
    at += next.length
  }
  return at
}

function width(source: string, at: number): number {
  return (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

/** Han, kana and Hangul syllables standing alone fold to themselves: most of such a text. */
const UNCHANGED = /^[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]$/

const known = new Map<string, string>()
const KNOWN_LIMIT = 4_096

function foldCluster(cluster: string, options: FoldOptions): string {
  if (UNCHANGED.test(cluster)) return cluster
  const plain = options.keepCase !== true && options.keepMarks !== true
  if (!plain || cluster.length > 2) return normalise(cluster, options)
  const before = known.get(cluster)
  if (before !== undefined) return before
  const folded = normalise(cluster, options)
  if (known.size >= KNOWN_LIMIT) known.clear()
  known.set(cluster, folded)
  return folded
}

function normalise(cluster: string, { keepCase = false, keepMarks = false }: FoldOptions): string {
  if (INVISIBLE.test(cluster)) return ''
  // An emoji's variation selector is a mark: kept, it would glue the emoji to the name after it.
  const visible = cluster.length === 1 ? cluster : cluster.replace(INVISIBLE_PARTS, '')
  let text = straighten(keepMarks ? visible : visible.replace(FOLDED_MARKS, ''))
  // Once more: compatibility forms of quotes and dashes show only now.
  text = straighten(text.normalize('NFKD'))
  if (!keepMarks) text = text.replace(FOLDED_MARKS, '')
  // Up and down again is full case folding: ß and ẞ become ss, final sigma an ordinary one, dotless i an i.
  if (!keepCase) text = text.toLowerCase().toUpperCase().toLowerCase()
  text = text.normalize(keepMarks ? 'NFC' : 'NFKD')
  if (keepMarks) return text
  return text
    .replace(FOLDED_MARKS, '')
    .normalize('NFC')
    .replace(/[øłđħæœ]/giu, (letter) => ALIKE[letter] ?? letter)
}
