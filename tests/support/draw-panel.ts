import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach } from 'vitest'
import { activateLocale } from '../../components/shared/i18n.ts'
import { settle } from './panel-ports.ts'

/** Where the test draws. New for each one. */
export let place: HTMLElement
/** Ends what the test began. New for each one. */
export let life: AbortController

/** Gives each test of the file a place in the document, and takes it away afterwards. */
export function drawPanels(): void {
  beforeEach(async () => {
    await activateLocale('en', ['panel'])
    place = document.body.appendChild(document.createElement('div'))
    life = new AbortController()
  })
  afterEach(() => {
    render(null, place)
    place.remove()
    life.abort()
  })
}

/** Draws, lets the live queries and the actions go on, and draws what came of them. */
export async function doing(work: () => void): Promise<void> {
  await act(work)
  for (let n = 0; n < 3; n++) {
    await settle()
    await act(() => undefined)
  }
}
