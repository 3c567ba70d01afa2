// @vitest-environment happy-dom
import { render } from 'preact'
import { expect, test } from 'vitest'
import { AfterLog } from '../../components/mention/AfterLog.tsx'
import { activateLocale } from '../../components/shared/i18n.ts'
import type { Logged } from '../../lib/panel/panel-state.ts'

const LOGGED: Logged = {
  mentionKey: 'm',
  interactionId: 'i',
  outcome: 'asked',
  routedTo: null,
  learned: '',
  gave: '',
  promise: 'call back',
  due: '',
  state: 'saved',
}

async function wordsOf(logged: Logged, locale: 'en' | 'de' = 'en'): Promise<string> {
  await activateLocale(locale, ['panel'])
  const place = document.createElement('div')
  const nothing = () => undefined
  render(<AfterLog logged={logged} onAmend={nothing} onType={nothing} onRetry={nothing} />, place)
  return place.textContent ?? ''
}

test('a promise without a date is saved, and the form says what the date is for', async () => {
  expect(await wordsOf(LOGGED)).toContain('Saved')
  expect(await wordsOf(LOGGED)).toContain('Without a date it will not be shown as due.')
  expect(await wordsOf(LOGGED, 'de')).toContain('Ohne Datum wird es nicht als fällig angezeigt.')
})

test('nothing is said of the date while there is no promise, or when it has one', async () => {
  expect(await wordsOf({ ...LOGGED, promise: '' })).not.toContain('Without a date')
  expect(await wordsOf({ ...LOGGED, due: '2026-12-01' })).not.toContain('Without a date')
})
