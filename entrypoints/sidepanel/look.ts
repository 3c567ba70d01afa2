import { activateLocale, LOCALES, type Locale, t } from '../../components/shared/i18n.ts'

/** How the panel looks and speaks. The settings are in the browser's store; this page keeps a copy for its first paint. */
export interface Look {
  readonly locale: Locale | 'auto'
  readonly appearance: 'system' | 'light' | 'dark'
}

const KEY = 'look'

/** The look of the last time, at once: the settings themselves take a round through the browser. */
export function lastLook(): Look {
  const [locale, appearance] = (localStorage.getItem(KEY) ?? '').split(' ')
  return {
    locale: LOCALES.find((known) => known === locale) ?? 'auto',
    appearance: appearance === 'light' || appearance === 'dark' ? appearance : 'system',
  }
}

/** Makes this the look of the page, and of its next first paint. */
export async function wear({ locale, appearance }: Look): Promise<void> {
  localStorage.setItem(KEY, `${locale} ${appearance}`)
  document.documentElement.dataset.appearance = appearance
  await activateLocale(locale, ['panel'])
  document.title = t('panel.title')
}
