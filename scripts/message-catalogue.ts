import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

/** Locales that people never choose: stretched and accented English, and English that runs from right to left. */
export type PseudoLocale = 'en-XA' | 'ar-XB'

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'áá',
  c: 'ç',
  e: 'éé',
  g: 'ğ',
  i: 'í',
  n: 'ñ',
  o: 'öö',
  s: 'š',
  u: 'üü',
  y: 'ý',
  A: 'Á',
  C: 'Ç',
  E: 'É',
  I: 'Í',
  N: 'Ñ',
  O: 'Ö',
  S: 'Š',
  U: 'Ü',
}

/** Right-to-left override and its end: Latin letters are laid out as a right-to-left script would be. */
const OVERRIDE = '\u202e'
const OVERRIDE_END = '\u202c'

const PSEUDO: Readonly<Record<PseudoLocale, (part: string) => string>> = {
  'en-XA': (part) => Array.from(part, (letter) => ACCENTED[letter] ?? letter).join(''),
  'ar-XB': (part) => `${OVERRIDE}${part}${OVERRIDE_END}`,
}

/**
 * Compiles one catalogue file: flat JSON, message key → ICU MessageFormat text. A pseudo-locale is made
 * from English: on screen, text that is not accented or turned round never went through the catalogue.
 * Throws on a message that does not parse, naming its key.
 */
export function compileCatalogue(source: string, pseudo: PseudoLocale | null): Record<string, unknown> {
  const messages = JSON.parse(source) as Record<string, string>
  return Object.fromEntries(
    Object.entries(messages).map(([key, text]) => {
      try {
        return [key, compileMessageOrThrow(text, pseudo === null ? undefined : PSEUDO[pseudo])]
      } catch (error) {
        throw new Error(`message "${key}" is not ICU MessageFormat: ${String(error)}`)
      }
    }),
  )
}

/**
 * Vite plugin: `locales/<locale>/<area>.json` becomes a compiled Lingui catalogue at build time, so that no
 * message parser is shipped. With `?pseudo=en-XA` or `?pseudo=ar-XB` the file is turned into that
 * pseudo-locale. The result is JSON again: arrays of text and placeholders.
 */
export function messageCatalogue(): Plugin {
  return {
    name: 'earshot:message-catalogue',
    enforce: 'pre',
    transform(source, id) {
      const [path = id, query = ''] = id.split('?')
      if (!/[/\\]locales[/\\][\w-]+[/\\][\w-]+\.json$/.test(path)) return null
      const pseudo = new URLSearchParams(query).get('pseudo') as PseudoLocale | null
      return {
        code: `export default ${JSON.stringify(compileCatalogue(source, pseudo))}`,
        map: null,
        moduleType: 'js',
      }
    },
  }
}
