import { knownLanguage } from './anonymise-language.ts'
import type { Exchange, Manner } from './anonymise-words.ts'

/** What was replaced, by kind. */
export interface Replaced {
  texts: number
  names: number
  ids: number
  addresses: number
  media: number
  numbers: number
}

export interface Values {
  /** A web address, whole or from the root, or a part of one. */
  address(value: string): string
  /** JSON with its keys and without what they hold; null for what is none. */
  json(source: string): string | null
}

/** JSON nested deeper is cut off: a page may nest brackets deeper than the call stack. */
const DEEPEST = 100
/** What names a kind of thing in data, and never a thing. */
const KIND_KEYS =
  /^(?:@type|@context|__typename|type|typename|kind|additionaltype|encodingformat|itemtype|status|state)$/i
const NAME_KEYS = /name|author|user|handle|login|creator/i
const ID_KEYS = /(?:^|[_\W])(?:u?id|key|pk|code)s?$|Id$|ID$|^@id$/
const LANGUAGE_KEYS = /lang(?:uage)?$|^locale$/i
const TEXT_KEYS = /text|body|title|headline|caption|description|summary|message|comment$|bio$|label$/i
const SCHEMA = /^https?:\/\/(?:www\.)?schema\.org(?:\/[A-Za-z]*)?\/?$/

/** Values out of a page's data and addresses, without what they say. */
export function createValues(exchange: Exchange, replaced: Replaced): Values {
  function text(value: string, key: string, depth: number): string {
    if (/^\s*[[{]/.test(value)) {
      const inner = json(value, depth + 1)
      if (inner !== null) return inner
    }
    if (SCHEMA.test(value)) return value
    if (LANGUAGE_KEYS.test(key)) return knownLanguage(value) ?? ''
    if (/^\s*(?:https?:)?\/\//i.test(value) || /^\/[^\s<]*$/.test(value))
      return count('addresses', value, fillAddress(exchange, value))
    if (KIND_KEYS.test(key) && !/\s/.test(value)) return count('ids', value, exchange.fillName(value))
    const isName = NAME_KEYS.test(key) && !ID_KEYS.test(key)
    const kind = isName ? 'names' : ID_KEYS.test(key) ? 'ids' : 'texts'
    const isSaid = isName || TEXT_KEYS.test(key) || /\s/.test(value)
    return count(kind, value, fillMarkup(exchange, value, isSaid ? 'prose' : 'structure'))
  }

  function count(kind: keyof Replaced, before: string, after: string): string {
    if (before !== after) replaced[kind]++
    return after
  }

  function write(value: unknown, key: string, depth: number): string {
    if (depth > DEEPEST) return 'null'
    if (typeof value === 'string') return JSON.stringify(text(value, key, depth))
    if (typeof value === 'number') return number(value)
    if (Array.isArray(value)) return `[${value.map((one) => write(one, key, depth + 1)).join(',')}]`
    if (typeof value !== 'object' || value === null) return JSON.stringify(value)
    const bytes = bytesOf(value)
    const held = bytes === null ? null : json(bytes, depth + 1)
    if (held !== null)
      return write({ type: 'Buffer', data: [] }, key, depth).replace('[]', `[${codesOf(held)}]`)
    const parts = Object.entries(value).map(
      ([name, inner]) => `${JSON.stringify(exchange.fillName(name))}:${write(inner, name, depth + 1)}`,
    )
    return `{${parts.join(',')}}`
  }

  function number(value: number): string {
    const written = String(value)
    if (/^-?\d$/.test(written)) return written
    replaced.numbers++
    // A place on the earth, a price, a number too long to be one.
    return /^-?\d{2,}$/.test(written) ? exchange.fill(written, 'structure') : '0.5'
  }

  function json(source: string, depth = 0): string | null {
    try {
      const value: unknown = JSON.parse(source)
      return typeof value === 'object' && value !== null ? write(value, '', depth) : null
    } catch {
      return null
    }
  }

  return { address: (value) => fillAddress(exchange, value), json: (source) => json(source) }
}

function fillAddress(exchange: Exchange, value: string): string {
  if (SCHEMA.test(value)) return value
  if (/^\s*(?:data|blob|javascript|vbscript|filesystem):/i.test(value))
    return `${value.trim().split(':')[0]?.toLowerCase()}:`
  const [, scheme = '', authority = '', rest = value] =
    value.match(/^(\s*(?:[a-z][a-z\d+.-]*:)?\/\/)([^/?#]*)(.*)$/is) ?? []
  return scheme.toLowerCase() + (authority && exchange.fillHost(authority)) + exchange.fillEscaped(rest)
}

/** Text in which there may be markup, as in an article's body: tags stay, without their attributes. */
function fillMarkup(exchange: Exchange, value: string, manner: Manner): string {
  return value
    .split(/(<\/?[a-z][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]+);)/i)
    .map((part, at) => {
      if (at % 2 === 0) return exchange.fill(part, manner)
      if (part.startsWith('&')) return CHARACTERS.test(part) ? part : '\u00a0'
      return part.replace(/\s[^>]*/, '').replace(/[^</>]+/, (name) => exchange.fillName(name))
    })
    .join('')
}

/** Text written as the bytes of Node's `Buffer`; null for anything else. */
function bytesOf(value: object): string | null {
  const { type, data } = value as { readonly type?: unknown; readonly data?: unknown }
  const isOne = type === 'Buffer' && Array.isArray(data) && data.length > 0
  const codes = isOne ? data.filter((code) => Number.isInteger(code) && code >= 0 && code < 128) : []
  return codes.length > 0 && codes.length === (data as unknown[]).length
    ? String.fromCharCode(...codes.slice(0, 50_000))
    : null
}

function codesOf(text: string): string {
  return Array.from(text, (character) => character.charCodeAt(0)).join(',')
}

/** Escapes that stand for punctuation; any other may be a letter of somebody's name. */
const CHARACTERS = /^&(?:amp|lt|gt|quot|apos|nbsp|#39|#x27|#34);$/i
