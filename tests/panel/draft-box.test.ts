import { expect, test } from 'vitest'
import { fail, ok } from '../../lib/model/problem.ts'
import { createDraftBox } from '../../lib/panel/draft-box.ts'

/** One stored draft, as two windows share it. */
function shared(first = '') {
  const store = { text: first }
  const window = (left: string | null = null) =>
    createDraftBox(
      store.text,
      async (text, base) => {
        if (store.text !== base) return ok(store.text === text ? null : store.text)
        store.text = text
        return ok(null)
      },
      { left, keep: () => undefined, clear: () => undefined },
    )
  return { store, window }
}

async function writeInBoth() {
  const { store, window } = shared()
  const [a, b] = [window(), window()]
  a.type('reply A')
  await a.settled()
  b.type('reply B')
  await b.settled()
  return { store, a, b }
}

test('a second window says what the first one wrote, and writes over nothing', async () => {
  const { store, b } = await writeInBoth()
  expect(store.text).toBe('reply A')
  expect(b.text.value).toBe('reply B')
  expect(b.elsewhere.value).toBe('reply A')
  expect(b.state.value.kind).toBe('not-saved')
  b.type('reply B, longer')
  await b.settled()
  expect(store.text).toBe('reply A')
})

test('both texts can be kept, and the other window then shows them', async () => {
  const { store, a, b } = await writeInBoth()
  b.keepBoth()
  await b.settled()
  expect(store.text).toBe('reply A\n\nreply B')
  expect(b.elsewhere.value).toBeNull()
  expect(b.state.value.kind).toBe('saved')
  a.follow(store.text)
  await a.settled()
  expect(a.text.value).toBe('reply A\n\nreply B')
})

test('the text of the other window can be taken instead', async () => {
  const { store, b } = await writeInBoth()
  b.useElsewhere()
  await b.settled()
  expect([store.text, b.text.value, b.elsewhere.value]).toEqual(['reply A', 'reply A', null])
})

test('a choice is asked for again when the other window wrote on meanwhile', async () => {
  const { store, a, b } = await writeInBoth()
  a.type('reply A, longer')
  await a.settled()
  b.keepBoth()
  await b.settled()
  expect(store.text).toBe('reply A, longer')
  expect(b.text.value).toContain('reply B')
  expect(b.elsewhere.value).toBe('reply A, longer')
})

test('a box that nobody typed in follows the store, and then goes on from there', async () => {
  const { store, window } = shared()
  const [a, b] = [window(), window()]
  a.type('Hello')
  await a.settled()
  b.follow(store.text)
  expect(b.text.value).toBe('Hello')
  b.type('Hello Ana')
  await b.settled()
  expect(store.text).toBe('Hello Ana')
  expect(b.elsewhere.value).toBeNull()
})

test('an old answer of a query takes no letters out of the box', async () => {
  const { store, window } = shared()
  const a = window()
  a.type('He')
  await a.settled()
  a.type('Hello')
  await a.settled()
  a.follow('He')
  await a.settled()
  expect([store.text, a.text.value]).toEqual(['Hello', 'Hello'])
})

test('words typed on stay when the other window emptied the reply', async () => {
  const { store, window } = shared('Hello')
  const [a, b] = [window(), window()]
  b.type('')
  await b.settled()
  a.type('Hello Ana')
  await a.settled()
  expect([store.text, a.elsewhere.value]).toEqual(['Hello Ana', null])
})

test('last letters left by a closed panel are written, other words are asked about', async () => {
  const letters = shared('Hel')
  await letters.window('Hello').settled()
  expect(letters.store.text).toBe('Hello')
  const other = shared('reply A')
  const box = other.window('reply B')
  await box.settled()
  expect([other.store.text, box.elsewhere.value]).toEqual(['reply A', 'reply A'])
})

test('a store that refuses is no other window', async () => {
  const box = createDraftBox('', async () => fail('store-full'), {
    left: null,
    keep: () => undefined,
    clear: () => undefined,
  })
  box.type('Hello')
  await box.settled()
  expect(box.elsewhere.value).toBeNull()
  expect(box.state.value).toMatchObject({ problem: { code: 'store-full' } })
})
