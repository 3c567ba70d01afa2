// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { activateLocale } from '../../../components/shared/i18n.ts'
import { ok } from '../../../lib/model/problem.ts'
import { emptyPlaybook } from '../../../lib/panel/edit-playbook.ts'
import { draftOf } from '../../../lib/panel/options-topic.ts'
import { box, button, ID, page, root, saw, scratchIn, show, TEAM, type } from './options-page.tsx'

beforeEach(() => activateLocale('en', ['options']))
afterEach(() => render(null, root))

describe('topics', () => {
  test('a workspace without one says what to do, and one is written with three boxes', async () => {
    const { state, kept, ports } = page()
    await show(state, '#topics')
    await saw('No topic yet')
    button('Add a topic').click()
    await saw('Any of these')
    await type('Name', 'Our grinders')
    await type('Any of these', 'quillon\n@quillon')
    await type('But none of these', 'sword')
    button('Save').click()
    await saw('(quillon OR @quillon) AND NOT sword')
    expect(kept.playbook?.topics).toMatchObject([{ id: 'our-grinders', name: 'Our grinders' }])
    expect(ports.tellChange).toHaveBeenCalled()
  })

  test('one without a name or a word is not saved, and says why', async () => {
    const { state, kept } = page()
    await show(state, '#topics')
    button('Add a topic').click()
    await saw('Any of these')
    button('Save').click()
    await saw('Give the topic a name.')
    await saw('Write at least one word to look for.')
    expect(kept.playbook).toBeNull()
  })

  test('one half written is there again after another section and a reload, and gone once cancelled', async () => {
    const scratch = scratchIn(new Map())
    const { state } = page({ scratch })
    await show(state, '#topics')
    button('Add a topic').click()
    await saw('Any of these')
    await type('Name', 'Our grinders')
    await type('Any of these', 'quillon')
    state.goTo('#sites')
    await saw('Allow this site')
    state.goTo('#topics')
    await saw('Any of these')
    expect(box('Name').value).toBe('Our grinders')
    render(null, root)
    const { state: reloaded } = page({ scratch })
    await show(reloaded, '#topics')
    await saw('Any of these')
    expect(box('Any of these').value).toBe('quillon')
    button('Cancel').click()
    await saw('No topic yet')
    render(null, root)
    await show(page({ scratch }).state, '#topics')
    await saw('No topic yet')
    expect(root.querySelector('form')).toBeNull()
  })

  test('one half written belongs to its workspace, and a damaged copy of it is dropped', async () => {
    const copies = new Map([
      [`topic-form ${TEAM}`, JSON.stringify({ id: null, draft: draftOf(null) })],
      [`topic-form ${ID}`, '{"id":null,"draft":{"name":7}}'],
      [`card-form ${ID}`, 'no JSON'],
    ])
    await show(page({ scratch: scratchIn(copies) }).state, '#topics')
    await saw('No topic yet')
    expect(root.querySelector('form')).toBeNull()
  })

  test('a guidance card half written is there again after a reload', async () => {
    const scratch = scratchIn(new Map())
    const topic = { id: 'q2', name: 'Our grinder', kind: 'own' as const, priority: 1, query: 'quillon' }
    const playbook = { ...emptyPlaybook('Quillon'), topics: [topic] }
    const { state, kept } = page({ scratch })
    kept.playbook = playbook
    await show(state, '#guidance')
    button('Add a card').click()
    await saw('Listen for')
    await type('Title', 'A jammed burr')
    render(null, root)
    const after = page({ scratch })
    after.kept.playbook = playbook
    await show(after.state, '#guidance')
    await saw('Listen for')
    expect(box('Title').value).toBe('A jammed burr')
  })

  test('one that was removed comes back by undo', async () => {
    const { state, kept } = page()
    const topic = { id: 'q2', name: 'Our grinder', kind: 'own' as const, priority: 1, query: 'quillon' }
    kept.playbook = { ...emptyPlaybook('Quillon'), topics: [topic] }
    await show(state, '#topics')
    await saw('Our grinder')
    button('Remove Our grinder').click()
    await saw('“Our grinder” and the guidance for it alone were removed')
    expect(kept.playbook.topics).toEqual([])
    button('Undo').click()
    await vi.waitFor(() => expect(kept.playbook?.topics).toEqual([topic]))
  })
})

test('a playbook file with a mistake changes nothing and names the place', async () => {
  const { state, kept } = page()
  await show(state, '#topics')
  await state.playbook.importFile(new Blob(['{"topics":[{}]}']))
  await saw('The file has 1 mistake')
  await saw('topics.0')
  expect(kept.playbook).toBeNull()
})

test('a playbook file that is no JSON says so with the place, each sentence with one full stop', async () => {
  const { state, kept } = page({
    checkPlaybook: () => ({
      ok: false,
      problems: [{ path: '', message: '"id" is missing.', mend: 'Add it.' }],
    }),
  })
  await show(state, '#topics')
  await state.playbook.importFile(new Blob(['{"topics": 1 "id": 2}']))
  await saw('This is not JSON: ')
  expect(root.querySelector('[role=alert]')?.textContent).toContain('position 13')
  await state.playbook.importFile(new Blob(['{}']))
  await saw('"id" is missing. Add it.')
  expect(root.textContent).not.toContain('..')
  expect(kept.playbook).toBeNull()
})

describe('restoring', () => {
  test.each([
    ['not an Earshot backup', { code: 'invalid', path: 'header' }],
    ['cut short', { code: 'invalid', path: 'end.sha256' }],
    ['made by a newer Earshot', { code: 'store-newer', path: 'format' }],
    ['Join the team again first', { code: 'invalid', path: 'workspace', detail: 'team' }],
    ['workspace of your own', { code: 'invalid', path: 'workspace', detail: 'personal' }],
  ] as const)('a refused file is called what it is: %s', async (words, problem) => {
    const { state, store } = page()
    store.restoreBackup = async () => ({ ok: false, problem })
    await show(state, '#backup')
    await vi.waitFor(() => expect(state.backup.workspace.value).not.toBeNull())
    await state.backup.restore(new Blob())
    await saw(words)
    await saw('Nothing was changed.')
  })

  test('what is said of a file chosen while the page still loads stays when the page has loaded', async () => {
    const { state, store } = page()
    const slow = Promise.withResolvers<readonly []>()
    store.readSetAside = () => slow.promise
    store.restoreBackup = async () => ({ ok: false, problem: { code: 'invalid', path: 'header' } })
    await show(state, '#backup')
    const restoring = state.backup.restore(new Blob())
    await new Promise((resolve) => setTimeout(resolve))
    slow.resolve([])
    await restoring
    await new Promise((resolve) => setTimeout(resolve))
    await saw('not an Earshot backup')
  })

  test('what came is counted in words that people know, and nothing new is called nothing', async () => {
    const { state, store } = page()
    store.restoreBackup = async () =>
      ok({ rows: { contacts: 2, syncState: 9, notes: 0, events: 4 }, setAside: 0 })
    await show(state, '#backup')
    await vi.waitFor(() => expect(state.backup.workspace.value).not.toBeNull())
    await state.backup.restore(new Blob())
    await saw('2 entries restored')
    await saw('people: 2')
    expect(root.textContent).not.toContain('syncState')
    store.restoreBackup = async () => ok({ rows: { contacts: 0, syncState: 1 }, setAside: 0 })
    await state.backup.restore(new Blob())
    await saw('Everything in the file is here already.')
  })
})
