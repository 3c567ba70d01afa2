// @vitest-environment happy-dom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ReadDepth } from '../../components/here/HereHeader.tsx'
import { activateLocale } from '../../components/shared/i18n.ts'
import type { ReadReport } from '../../lib/model/thread.ts'
import { hereView } from '../support/panel-views.ts'

let place: HTMLElement

beforeEach(async () => {
  await activateLocale('en', ['panel'])
  place = document.body.appendChild(document.createElement('div'))
})

afterEach(() => {
  render(null, place)
  place.remove()
})

const report = hereView().page?.report as ReadReport

it.each([
  ['says of posts told by their shape that they may be wrong', { ...report, guessed: true as const }, true],
  ['says nothing of the kind of a page that was read as it should be', report, false],
])('%s', async (_, shown, says) => {
  await act(() => render(<ReadDepth view={hereView([], { report: shown })} />, place))
  expect(place.textContent?.includes('Read by its shape')).toBe(says)
  expect(place.textContent).toContain('read')
})
