// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import {
  activateLocale,
  direction,
  formatDate,
  formatDay,
  formatRelative,
  formatSpan,
  t,
} from '../../components/shared/i18n.ts'
import { compileCatalogue } from '../../scripts/message-catalogue.ts'

const root = join(import.meta.dirname, '../..')
const areas = readdirSync(join(root, 'locales/en')).filter((name) => name.endsWith('.json'))

function messages(locale: string): Record<string, string> {
  return Object.assign(
    {},
    ...areas.map((area) => JSON.parse(readFileSync(join(root, 'locales', locale, area), 'utf8'))),
  )
}

/** Names of the placeholders of a message, also those inside its plurals. */
function placeholders(text: string): readonly string[] {
  const names = [...text.matchAll(/\{\s*([a-z]\w*)\s*[,}]/gi)].map((match) => match[1] ?? '')
  return [...new Set(names)].sort()
}

/** Every source file that may speak. */
function sources(): string {
  const folders = ['components', 'entrypoints', 'lib']
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(root, folder, name)),
  )
  return files.map((file) => readFileSync(file, 'utf8')).join('\n')
}

const english = messages('en')
const german = messages('de')

afterEach(() => activateLocale('en', ['panel']))

describe('the catalogues', () => {
  it('have the same messages in English and German', () => {
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort())
  })

  it('fill the same placeholders in English and German', () => {
    for (const [key, text] of Object.entries(english))
      expect([key, ...placeholders(german[key] ?? '')]).toEqual([key, ...placeholders(text)])
  })

  it('name each message after its file', () => {
    for (const area of areas) {
      const keys = Object.keys(JSON.parse(readFileSync(join(root, 'locales/en', area), 'utf8')))
      expect(keys.filter((key) => !key.startsWith(`${area.replace('.json', '')}.`))).toEqual([])
    }
  })

  it('say something in every message', () => {
    const empty = Object.entries({ ...english, ...german }).filter(([, text]) => text.trim() === '')
    expect(empty).toEqual([])
  })

  it('say "du" in German, never "Sie"', () => {
    const addressed = /\bIhr(e[mnrs]?)?\b|\bIhnen\b|[\p{L},:] Sie\b|^Sie (haben|müssen|können|sollten)\b/u
    // A sentence may begin with the plural, also after a colon that ends another one.
    const allowed = /: Ihr Ende/
    const formal = Object.entries(german).filter(([, text]) => addressed.test(text) && !allowed.test(text))
    expect(formal).toEqual([])
  })

  it('write an apostrophe as one, and an ellipsis where its language has it', () => {
    const typed = Object.entries({ ...english, ...german }).filter(([, text]) =>
      /\p{L}'\p{L}|\.\.\./u.test(text),
    )
    expect(typed).toEqual([])
    expect(Object.values(english).filter((text) => /\s…/.test(text))).toEqual([])
    // Apart from its word, but never alone on a line.
    expect(Object.values(german).filter((text) => / …/.test(text))).toEqual([])
  })

  it('hold every message that the source asks for, and none that it does not', () => {
    const source = sources()
    const asked = [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? '')
    expect(asked.filter((key) => !(key in english))).toEqual([])
    const patterns = [...source.matchAll(/`([a-z]+\.[^`\s]*\$\{[^`]*)`/g)].map(
      (match) =>
        new RegExp(
          `^${(match[1] ?? '')
            .split(/\$\{[^}]*\}/)
            .map(RegExp.escape)
            .join('.+')}$`,
        ),
    )
    const unused = Object.keys(english).filter(
      (key) => !source.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key)),
    )
    expect(unused).toEqual([])
  })

  it('refuse a message that does not parse, naming it', () => {
    expect(() => compileCatalogue('{"panel.x": "{broken"}', null)).toThrow(/panel\.x/)
  })
})

describe('the locale', () => {
  it('is set on the page with its direction', async () => {
    await activateLocale('ar-XB', ['panel'])
    expect(document.documentElement.dir).toBe('rtl')
    expect(document.documentElement.lang).toBe('ar-XB')
    expect(direction()).toBe('rtl')
    await activateLocale('de', ['panel'])
    expect(document.documentElement.dir).toBe('ltr')
  })

  it('is the first that we speak of those the browser wants', async () => {
    await activateLocale('auto', ['panel'], ['fr-FR', 'de-AT', 'en'])
    expect(document.documentElement.lang).toBe('de')
    await activateLocale('auto', ['panel'], ['fr-FR'])
    expect(document.documentElement.lang).toBe('en')
  })

  it('stretches and accents every word in the pseudo-locale', async () => {
    await activateLocale('en-XA', ['panel'])
    const stretched = t('panel.here.nothing.title')
    expect(stretched).not.toBe(english['panel.here.nothing.title'])
    expect(stretched.length).toBeGreaterThan((english['panel.here.nothing.title'] ?? '').length)
  })

  it('counts as its language does', async () => {
    await activateLocale('de', ['panel'])
    expect(t('panel.here.read', { posts: 1 })).toBe('1 Beitrag gelesen')
    expect(t('panel.here.read', { posts: 14 })).toBe('14 Beiträge gelesen')
  })
})

describe('a name put into a sentence', () => {
  it('can not turn the sentence round', () => {
    const said = t('panel.contact.met-by', { name: '\u202eaynaM\u2066', when: 'yesterday' })
    expect(said).toBe('aynaM met them yesterday')
  })

  it('is kept apart where it runs the other way', () => {
    expect(t('panel.contact.met-by', { name: 'مايا', when: 'yesterday' })).toBe(
      '\u2068مايا\u2069 met them yesterday',
    )
  })

  it('is no message of its own', () => {
    expect(t('panel.contact.met-by', { name: '{when}', when: 'now' })).toBe('{when} met them now')
  })
})

describe('times', () => {
  const now = Date.UTC(2026, 10, 9, 15)
  it('are told from now, in the largest whole unit', () => {
    expect(formatRelative(now - 21 * 86_400_000, now)).toBe('3 weeks ago')
    expect(formatRelative(now - 20_000, now)).toBe('now')
    expect(formatRelative(now + 2 * 3_600_000, now)).toBe('in 2 hours')
  })

  it('name the year only where it is another', () => {
    expect(formatDay('2026-10-31', now)).toBe('Oct 31')
    expect(formatDay('2025-10-31', now)).toBe('Oct 31, 2025')
  })

  it('put no second full stop after one that the date brought along', async () => {
    await activateLocale('de', ['options'])
    const date = formatDate(now, now)
    expect(date).toBe('9. Nov.')
    expect(t('options.backup.last', { date })).toBe('Zuletzt als Datei gesichert: 9. Nov.')
  })

  it('give back a day that is none', () => {
    expect(formatDay('soon')).toBe('soon')
  })

  it('count waiting in whole minutes, never below none', () => {
    expect(formatSpan(125_000)).toBe('2 min')
    expect(formatSpan(-5)).toBe('0 min')
  })
})
