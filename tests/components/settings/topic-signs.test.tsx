// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { activateLocale } from '../../../components/shared/i18n.ts'
import { box, button, page, root, saw, show, type } from './options-page.tsx'

beforeEach(() => activateLocale('en', ['options']))
afterEach(() => render(null, root))

/** The form of a new topic that looks for `words`. */
async function begin(words: string) {
  const opened = page()
  await show(opened.state, '#topics')
  button('Add a topic').click()
  await saw('Any of these')
  await type('Name', 'Our grinders')
  await type('Any of these', words)
  return opened
}

const gone = (text: string) => vi.waitFor(() => expect(root.textContent).not.toContain(text))

test('spellings are offered by kind, taken one by one, and vanish when they are', async () => {
  await begin('quillon')
  await saw('Misspelt')
  await saw('Every word that begins so.')
  button('Add quilon').click()
  await vi.waitFor(() => expect(box('Any of these').value).toBe('quillon\nquilon'))
  expect(root.querySelector('[aria-label="Add quilon"]')).toBeNull()
  expect(root.querySelector('.suggestions [role=status]')?.textContent).toBe('Added: quilon')
  expect(document.activeElement?.textContent).toBe('People also write…')
})

test('nothing is offered for words that cannot be read', async () => {
  await begin('quillon')
  await saw('People also write…')
  await type('Any of these', '')
  await gone('People also write…')
})

test('an ordinary word leads to the signs, which are tried, saved and explained', async () => {
  const { kept } = await begin('apple')
  button('Let the signs in a post decide').click()
  await saw('Words of your trade')
  await vi.waitFor(() => expect((document.activeElement as HTMLInputElement).type).toBe('checkbox'))
  expect(root.textContent).not.toContain('Let the signs in a post decide')
  await gone('This is an ordinary word too')
  await saw('As it stands, no post can reach the sum, for the query asks for no handle.')
  await type('Words of your trade', 'iphone, mac')
  await saw('“iphone, mac” is one entry as it stands')
  button('Put each on its own line').click()
  await vi.waitFor(() => expect(box('Words of your trade').value).toBe('iphone\nmac'))
  await gone('as it stands')
  await type('Words that mean something else', 'big apple')
  await type('Try it', 'An apple a day')
  await saw('Does not match.')
  await saw('together 0.0, needed +2.0')
  await type('Try it', 'An apple mac')
  await saw('A word of your trade, “mac”: +2.0')
  await saw('Matches:')
  button('Save').click()
  await vi.waitFor(() =>
    expect(kept.playbook?.topics).toMatchObject([
      {
        query: 'apple',
        disambiguation: {
          context: ['iphone', 'mac'],
          exclusions: ['big apple'],
          weights: { handle: 3, context: 2, capital: 1, exclusion: -2 },
          threshold: 2,
        },
      },
    ]),
  )
})

test('a sign that no post can show is named, and keeps the topic from being saved', async () => {
  const { kept } = await begin('apple')
  button('Let the signs in a post decide').click()
  await saw('Words of your trade')
  await type('Words of your trade', 'mac\nlang:de')
  await saw('“lang:de” can never be found in a post.')
  button('Save').click()
  expect(kept.playbook).toBeNull()
})

test('a list with commas in a box is remarked on, and one press puts it on lines', async () => {
  await begin('quillon, hand grinder')
  await saw('Commas make no list.')
  expect(root.textContent).not.toContain('People also write…')
  button('Mend: quillon OR "hand grinder"').click()
  await vi.waitFor(() => expect(box('Any of these').value).toBe('quillon\nhand grinder'))
  await gone('Commas make no list.')
  await saw('People also write…')
})

test('a number that is none keeps the topic from being saved, and one press brings the usual ones back', async () => {
  const { kept } = await begin('apple')
  button('Let the signs in a post decide').click()
  await saw('Fine tuning')
  await type('The sum that a post needs', 'a lot')
  await saw('A number from −10 to 20.')
  button('Save').click()
  expect(kept.playbook).toBeNull()
  button('Back to the usual numbers').click()
  await gone('A number from −10 to 20.')
  expect(box('The sum that a post needs').value).toBe('2')
  button('Save').click()
  await vi.waitFor(() => expect(kept.playbook?.topics).toHaveLength(1))
})
