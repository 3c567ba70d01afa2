import { setupI18n } from '@lingui/core'
import { signal } from '@preact/signals'
import type optionsMessages from '../../locales/en/options.json'
import type panelMessages from '../../locales/en/panel.json'
import type practiceMessages from '../../locales/en/practice.json'
import type sharedMessages from '../../locales/en/shared.json'
import type welcomeMessages from '../../locales/en/welcome.json'

/** Every message there is: the keys of `locales/en/*.json`. */
export type MessageKey =
  | keyof typeof optionsMessages
  | keyof typeof panelMessages
  | keyof typeof practiceMessages
  | keyof typeof sharedMessages
  | keyof typeof welcomeMessages

/** A catalogue file: `locales/<locale>/<area>.json`. */
export type Area = 'options' | 'panel' | 'practice' | 'shared' | 'welcome'

export const LOCALES = ['en', 'de', 'en-XA', 'ar-XB'] as const
/** `en-XA` and `ar-XB` are made from English: stretched, and from right to left. */
export type Locale = (typeof LOCALES)[number]

type Catalogue = Record<string, string>
type Loader = () => Promise<Catalogue>

const WRITTEN = import.meta.glob<Catalogue>('../../locales/{en,de}/*.json', { import: 'default' })
const STRETCHED = import.meta.glob<Catalogue>('../../locales/en/*.json', {
  import: 'default',
  query: '?pseudo=en-XA',
})
const TURNED = import.meta.glob<Catalogue>('../../locales/en/*.json', {
  import: 'default',
  query: '?pseudo=ar-XB',
})

const lingui = setupI18n()
const active = signal<Locale>('en')

/**
 * Loads the catalogues of `areas` (and `shared`) and makes the locale the one that `t` speaks; components
 * that drew text are drawn again. Sets `lang` and `dir` on `<html>`. `auto` takes the first of `languages`
 * that we have, else English. Throws when a catalogue can't be loaded: the copy of Earshot is broken.
 */
export async function activateLocale(
  choice: Locale | 'auto',
  areas: readonly Area[],
  languages: readonly string[] = navigator.languages,
): Promise<void> {
  const locale = choice === 'auto' ? firstKnown(languages) : choice
  const wanted: readonly Area[] = ['shared', ...areas]
  const loaded = await Promise.all(wanted.map((area) => loaderOf(locale, area)()))
  // Plurals and numbers of a pseudo-locale are English, like its words.
  const formats = locale === 'de' ? 'de' : 'en'
  lingui.loadAndActivate({ locale, locales: formats, messages: Object.assign({}, ...loaded) })
  active.value = locale
  document.documentElement.lang = locale
  document.documentElement.dir = direction()
}

/** The message in the active locale, with its `{placeholders}` filled. Reading it in a component subscribes. */
export function t(key: MessageKey, values?: Readonly<Record<string, string | number>>): string {
  const locale = active.value
  if (values === undefined) return lingui._(key)
  const safe = Object.entries(values).map(([name, value]) => [name, isolated(value, locale)])
  return lingui._(key, Object.fromEntries(safe))
}

const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * A value put into a sentence must not turn the sentence round: names come from pages, and may be written
 * in another direction or hold an override on purpose. The pseudo-locale's own words are overrides too,
 * and may stand in one another.
 */
function isolated(value: string | number, locale: Locale): string | number {
  if (typeof value === 'number') return value
  const text = locale === 'ar-XB' ? value : value.replace(BIDI_CONTROLS, '')
  return locale === 'ar-XB' || RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text
}

/** Which way the active locale is read. */
export function direction(): 'ltr' | 'rtl' {
  return active.value === 'ar-XB' ? 'rtl' : 'ltr'
}

/** Day, month and year of a time in milliseconds; the year only when it is not that of `now`. */
export function formatDate(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(formatLocale(), {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
}

/**
 * A calendar day, `YYYY-MM-DD`, in words; without its year where that is the year of `now`. A day has no
 * time zone: it is read as UTC and written as UTC.
 */
export function formatDay(day: string, now?: number): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(at)) return day
  return new Intl.DateTimeFormat(formatLocale(), {
    day: 'numeric',
    month: 'short',
    ...(now !== undefined && day.startsWith(`${new Date(now).getFullYear()}-`) ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(at)
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "3 weeks ago", seen from `now`, both in milliseconds. Under a minute: "now", in the locale's word. */
export function formatRelative(at: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(formatLocale(), { numeric: 'auto' })
  const gone = at - now
  for (const [unit, length] of STEPS)
    if (Math.abs(gone) >= length) return format.format(Math.trunc(gone / length), unit)
  return format.format(0, 'second')
}

/** A length of time in whole minutes, hours or days: "2 min", "3 hr". */
export function formatSpan(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  const [value, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1_440
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1_440), 'day']
  return new Intl.NumberFormat(formatLocale(), { style: 'unit', unit, unitDisplay: 'short' }).format(value)
}

/** A time of day, with its day in front where that is not the day of `now`: "14:05", "Oct 31, 14:05". Both in milliseconds. */
export function formatTime(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  return new Intl.DateTimeFormat(formatLocale(), {
    hour: 'numeric',
    minute: '2-digit',
    ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
  }).format(at)
}

/** A count with its thousands parted: "12,400". */
export function formatNumber(count: number): string {
  return new Intl.NumberFormat(formatLocale()).format(count)
}

/** A number with its sign and one decimal: "+1.4", "−0.3", "0.0". */
export function formatSigned(value: number): string {
  return new Intl.NumberFormat(formatLocale(), {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
    .format(value)
    .replace('-', '−')
}

/** Names joined as the locale joins them: "Maya, Sam and you". */
export function formatList(names: readonly string[]): string {
  return new Intl.ListFormat(formatLocale(), { type: 'conjunction' }).format(names)
}

function formatLocale(): string {
  return active.value === 'de' ? 'de' : 'en'
}

function firstKnown(languages: readonly string[]): Locale {
  for (const language of languages) {
    const base = language.toLowerCase().split('-')[0]
    if (base === 'en' || base === 'de') return base
  }
  return 'en'
}

function loaderOf(locale: Locale, area: Area): Loader {
  const [loaders, folder] =
    locale === 'en-XA' ? [STRETCHED, 'en'] : locale === 'ar-XB' ? [TURNED, 'en'] : [WRITTEN, locale]
  const path = `../../locales/${folder}/${area}.json`
  const loader = Object.entries(loaders).find(([key]) => key.split('?')[0] === path)?.[1]
  if (loader === undefined) throw new Error(`no catalogue ${locale}/${area}`)
  return loader
}
