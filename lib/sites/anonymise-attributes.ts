import { knownLanguage } from './anonymise-language.ts'
import type { Replaced, Values } from './anonymise-values.ts'
import type { Exchange } from './anonymise-words.ts'
import { renumberCommentBox } from './linkedin-urn.ts'

/** Code, decoration and what the reader of the page typed: a report does without. */
const DROPPED =
  /^(?:srcset|imagesrcset|srcdoc|integrity|nonce|d|points|transform|clip-path|fill|stroke.*|gradient.*|offset|xlink:href|ping|data-ved|jsdata|jslog)$/i
const ADDRESSES =
  /^(?:href|src|action|formaction|cite|poster|background|longdesc|data|manifest|.*-(?:href|src|url|uri|link|permalink)|permalink)$/i
const MEDIA = /^(?:src|poster|background|data|.*-src)$/i
/** Names of parts of a page, with blanks between them. */
const LISTS = /^(?:class|role|rel|part|itemprop|itemtype|property|jsaction)$/i
/** One name of a part. */
const NAMED =
  /^(?:type|slot|is|http-equiv|scope|name|.*-(?:type|state|kind|status)|data-(?:test.*|qa|e2e|hook|component|role|action|type|view|view-name|cy|automation.*)|component-?key|jsname|jscontroller)$/i
/** A place in an order or a size, which says something of the page alone. */
const PLACED =
  /^(?:width|height|indent|colspan|rowspan|tabindex|rows|cols|size|start|maxlength|viewbox|aria-(?:level|posinset|setsize|colindex|rowindex)|(?:data-)?(?:depth|level|indent|position|index|nesting.*))$/i
const NAMES = /(?:^|-)(?:author|user|username|name|handle|alt|title|label|login|creator|owner)(?:-|$)/i
const IDS = /(?:^|-)(?:id|ids|key|for|labelledby|describedby|controls|owns|fullname|urn)(?:$|-)|id$/i
/** Elements whose value is what a person typed or chose. */
const FIELDS: ReadonlySet<string> = new Set(['input', 'textarea', 'option', 'button', 'select', 'param'])

export type FillAttribute = (element: string, name: string, value: string) => string | null

/** The value of an attribute without what anybody wrote in it; null: left out. */
export function createAttributes(exchange: Exchange, values: Values, replaced: Replaced): FillAttribute {
  const count = (kind: keyof Replaced, before: string, after: string) => {
    if (before !== after) replaced[kind]++
    return after
  }
  return (element, name, value) => {
    if (DROPPED.test(name) || (name === 'value' && FIELDS.has(element))) return null
    if (value.trim() === '') return value
    if (name === 'style') return visibility(value)
    if (/^on/i.test(name)) return exchange.onlyNamed(value)
    if (/^(?:xml:lang|lang|hreflang|srclang)$/.test(name)) return knownLanguage(value)
    if (name === 'dir') return /^(?:ltr|rtl|auto)$/i.test(value) ? value : null
    if (name === 'charset') return /^utf-?8$/i.test(value) ? value : null
    if (PLACED.test(name) && /^\s*-?\d{1,3}%?\s*$/.test(value)) return value
    if (/^\s*[[{]/.test(value)) {
      const json = values.json(value)
      if (json !== null) return json
    }
    const numbered = renumberCommentBox(value, (id) => exchange.fill(id, 'structure'))
    if (numbered !== null) {
      // The number is in it as a code that must stay one.
      const at = numbered.indexOf('-')
      return count('ids', value, numbered.slice(0, at) + exchange.fillName(numbered.slice(at)))
    }
    if (LISTS.test(name) && !isAddress(value))
      return count('ids', value, value.replace(/\S+/g, exchange.fillName))
    if (NAMED.test(name) && !isAddress(value)) return count('ids', value, exchange.fillName(value))
    if (ADDRESSES.test(name) || isAddress(value))
      return count(MEDIA.test(name) ? 'media' : 'addresses', value, values.address(value))
    const kind = kindOf(name, value)
    const manner = kind === 'names' || kind === 'texts' ? 'label' : 'structure'
    const filled = value.includes('%') ? exchange.fillEscaped(value, manner) : exchange.fill(value, manner)
    return count(kind, value, filled)
  }
}

function kindOf(name: string, value: string): keyof Replaced {
  if (/^[\d.,\s]+$/.test(value)) return 'numbers'
  if (IDS.test(name)) return 'ids'
  if (NAMES.test(name)) return 'names'
  return !/\s/.test(value) ? 'ids' : 'texts'
}

/** Is this attribute's value written by people or about them, and not by those who made the page? */
export function isWritten(name: string, value: string): boolean {
  if (LISTS.test(name) || NAMED.test(name) || DROPPED.test(name) || name === 'style') return false
  return (
    ADDRESSES.test(name) ||
    NAMES.test(name) ||
    name === 'content' ||
    name === 'placeholder' ||
    isAddress(value)
  )
}

function isAddress(value: string): boolean {
  return /^\s*(?:[a-z][a-z\d+.-]*:)?\/\/|^\s*(?:data|blob|javascript|vbscript|filesystem):/i.test(value)
}

/** Of a style only whether anything is seen. */
function visibility(style: string): string | null {
  const kept = style.match(SEEN) ?? []
  return kept.length > 0
    ? kept.map((part) => part.replace(/^[;\s]+/, '').replace(/\s*:\s*/, ':')).join(';')
    : null
}

const SEEN =
  /(?:^|[;\s])(?:display\s*:\s*(?:none|block|inline|inline-block|flex|inline-flex|grid|contents|table|flow-root|list-item)|visibility\s*:\s*(?:hidden|visible|collapse))(?![\w-])/gi
