// @vitest-environment happy-dom
import { render } from 'preact'
import { expect, test } from 'vitest'
import { ByHand } from '../../components/mention/ByHand.tsx'
import type { PageSelection } from '../../lib/model/selection.ts'
import type { MetByHand } from '../../lib/panel/ports.ts'
import { doing, drawPanels, place } from '../support/draw-panel.ts'

drawPanels()

const PICKED: PageSelection = {
  text: 'The arm came loose.',
  author: { key: 'u/ana', handle: 'slowpour_ana', name: 'Ana', url: null, stableId: null },
  permalink: 'https://mill.example/t/9#c1',
  title: null,
  site: 'generic',
}

/** The form, with what it logged. */
async function open(picked: PageSelection | null = null): Promise<readonly MetByHand[]> {
  const logged: MetByHand[] = []
  const nothing = () => undefined
  const scratch = { left: null, keep: nothing, clear: nothing }
  await doing(() => {
    render(
      <ByHand
        address={null}
        site="other"
        busy={false}
        picked={picked}
        scratch={scratch}
        onTake={async () => 'nothing'}
        onTaken={nothing}
        onLog={async (met) => {
          logged.push(met)
          return true
        }}
      />,
      place,
    )
  })
  return logged
}

const box = (name: string) => document.getElementById(`by-hand-${name}`) as HTMLInputElement

async function type(name: string, text: string): Promise<void> {
  await doing(() => {
    box(name).value = text
    box(name).dispatchEvent(new Event('input', { bubbles: true }))
  })
}

const submit = () =>
  doing(() => {
    place.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })

/** What is said of a box, to everybody and to a screen reader. */
const saidOf = (name: string) =>
  document.getElementById(box(name).getAttribute('aria-describedby') ?? '')?.textContent

test('what is wrong is said at its box, which gets the focus, until it is typed into again', async () => {
  const logged = await open()
  await submit()
  expect(document.activeElement).toBe(box('name'))
  expect(box('name').getAttribute('aria-invalid')).toBe('true')
  expect(saidOf('name')).toBe('Who was it? A name or a nickname will do.')

  await type('name', 'Dora')
  expect(saidOf('name')).toBe('')
  expect(box('name').getAttribute('aria-invalid')).toBe('false')

  await type('permalink', 'javascript:alert(1)')
  await submit()
  expect(document.activeElement).toBe(box('permalink'))
  expect(saidOf('permalink')).toBe('The address begins with https:// or http://.')
  expect(logged).toEqual([])

  await type('permalink', 'https://mill.example/t/9')
  await submit()
  expect(logged).toMatchObject([{ permalink: 'https://mill.example/t/9' }])
})

test('once logged, the form says no more of a selection that went with the entry', async () => {
  const logged = await open(PICKED)
  expect(place.textContent).toContain('The selected text is in the form.')
  await submit()
  expect(place.textContent).not.toContain('The selected text is in the form.')
  // The same name, typed anew: of the page's author nothing is known any more.
  await type('name', 'Ana')
  await type('handle', 'slowpour_ana')
  await submit()
  expect(logged.map(({ author }) => 'known' in author)).toEqual([true, false])
})
