import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

/** Locales that people never choose: stretched English, and the same read from right to left. */
const PSEUDO = { 'en-XA': '', 'ar-XB': '\u202e' } as const

const ACCENTED: Record<string, string> = {
  a: 'á',
  c: 'ç',
  e: 'é',
  g: 'ğ',
  i: 'í',
  n: 'ñ',
  o: 'ö',
  s: 'š',
  u: 'ü',
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

/**
 * Turns `locales/<locale>.json` (message id → ICU MessageFormat text) into compiled Lingui catalogues
 * at build time, so that no message parser is shipped. `locales/en-XA` and `locales/ar-XB` are made
 * from English: text in them that is not accented never went through the catalogue.
 */
export function messageCatalogue(): Plugin {
  return {
    name: 'earshot:message-catalogue',
    enforce: 'pre',
    transform(source, id) {
      const path = id.split('?')[0] ?? id
      const pseudo = id.includes('?pseudo=') ? (id.split('?pseudo=')[1] as keyof typeof PSEUDO) : null
      if (!/[/\\]locales[/\\][\w-]+\.json$/.test(path)) return null
      const messages = JSON.parse(source) as Record<string, string>
      const compiled = Object.fromEntries(
        Object.entries(messages).map(([key, text]) => [
          key,
          compileMessageOrThrow(text, pseudo === null ? undefined : (part) => accent(part)),
        ]),
      )
      return { code: `export default ${JSON.stringify(compiled)}`, map: null, moduleType: 'js' }
    },
  }
}

function accent(part: string): string {
  return Array.from(part, (letter) => ACCENTED[letter] ?? letter).join('')
}
