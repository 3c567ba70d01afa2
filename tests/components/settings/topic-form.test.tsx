// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { activateLocale } from '../../../components/shared/i18n.ts'
import { box, button, page, root, saw, show, type } from './options-page.tsx'

beforeEach(() => activateLocale('en', ['options']))
afterEach(() => render(null, root))

/** The form of a new topic, as three boxes. */
async function begin() {
  const opened = page()
  await show(opened.state, '#topics')
  button('Add a topic').click()
  await saw('Any of these')
  await type('Name', 'Our grinders')
  return opened
}

/** Its label is also that of the choice above it. */
function query(): HTMLTextAreaElement {
  const found = root.querySelector<HTMLTextAreaElement>('textarea.mono')
  if (found === null) throw new Error('no box for the query')
  return found
}

const gone = (text: string) => vi.waitFor(() => expect(root.textContent).not.toContain(text))

/** What is marked in the notes: the words that are meant, and those that would take their place. */
function marked(): string[] {
  return [...root.querySelectorAll('.notes mark')].map((mark) => mark.textContent ?? '')
}

test('a slip is shown where it is, with the query as it would read, and one press mends it', async () => {
  await begin()
  await type('Any of these', 'quillon\nQuillon\nq2')
  await saw('This is found already by another part of the same list.')
  expect(marked()).toEqual(['Quillon'])
  button('Mend: quillon OR q2').click()
  await gone('Quillon OR')
  expect(box('Any of these').value).toBe('quillon\nq2')
  expect(root.querySelector('.notes')).toBeNull()
})

test('a query that cannot be read keeps a topic from being saved until it is mended', async () => {
  const { kept } = await begin()
  const [, asQuery] = root.querySelectorAll<HTMLInputElement>('input[type=radio]')
  asQuery?.click()
  await saw('A space means AND.')
  query().value = 'quillon NEAR (jams OR squeaks)'
  query().dispatchEvent(new Event('input', { bubbles: true }))
  await saw('NEAR needs a number from 0 to 100')
  expect(marked()).toEqual(['NEAR', 'NEAR/5'])
  button('Save').click()
  expect(kept.playbook).toBeNull()
  button('Mend: quillon NEAR/5 (jams OR squeaks)').click()
  await gone('NEAR needs a number')
  expect(query().value).toBe('quillon NEAR/5 (jams OR squeaks)')
  button('Save').click()
  await saw('quillon NEAR/5 (jams OR squeaks)')
  expect(kept.playbook?.topics).toMatchObject([{ query: 'quillon NEAR/5 (jams OR squeaks)' }])
})

test('each example says whether it holds, at every change, and a wrong one is not saved', async () => {
  const { kept } = await begin()
  await type('Any of these', 'quillon')
  await type('Posts that must match', 'my quillon squeaks\nthe grinder squeaks')
  await type('Posts that must not match', 'the quillon of a sword')
  await saw('Is found, but should not be')
  const runs = () => [...root.querySelectorAll('.runs li')].map((run) => run.textContent)
  expect(runs()).toEqual([
    '✓ Holdsmy quillon squeaks',
    '✗ Is not found, but should bethe grinder squeaks',
    '✗ Is found, but should not bethe quillon of a sword',
  ])
  button('Save').click()
  await saw('2 examples do not hold.')
  expect(kept.playbook).toBeNull()
  await type('Any of these', 'quillon\ngrinder')
  await type('But none of these', 'sword')
  await saw('✓ Holds')
  expect(runs().every((run) => run?.startsWith('✓'))).toBe(true)
  button('Save').click()
  await saw('(quillon OR grinder) AND NOT sword')
  expect(kept.playbook?.topics[0]?.examples?.miss).toEqual(['the quillon of a sword'])
})
