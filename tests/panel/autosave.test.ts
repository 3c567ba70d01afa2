import { expect, test } from 'vitest'
import { fail, ok, type Result } from '../../lib/model/problem.ts'
import { createTextBox, type ScratchCopy } from '../../lib/panel/autosave.ts'

function scratch(left: string | null = null): ScratchCopy & { copy: string | null } {
  const kept = {
    left,
    copy: left,
    keep(text: string) {
      kept.copy = text
    },
    clear() {
      kept.copy = null
    },
  }
  return kept
}

test('letters typed while a write runs are in the scratch copy until the store has them', async () => {
  const copy = scratch()
  let finish = () => {}
  const written: string[] = []
  const box = createTextBox(
    '',
    (text) => {
      written.push(text)
      return new Promise<Result<unknown>>((resolve) => {
        finish = () => resolve(ok(null))
      })
    },
    copy,
  )
  box.type('spr')
  box.type('spring')
  // The panel may be closed here: only the first letters are on their way.
  expect(written).toEqual(['spr'])
  expect(copy.copy).toBe('spring')
  finish()
  await new Promise((resolve) => setTimeout(resolve))
  expect(written).toEqual(['spr', 'spring'])
  finish()
  await box.settled()
  expect(copy.copy).toBeNull()
})

test('text that an earlier panel left stands in the box and is written at once', async () => {
  const written: string[] = []
  const copy = scratch('Asked twice in spring')
  const box = createTextBox(
    'Asked twice in spr',
    async (text) => {
      written.push(text)
      return ok(null)
    },
    copy,
  )
  expect(box.text.value).toBe('Asked twice in spring')
  await box.settled()
  expect(written).toEqual(['Asked twice in spring'])
  expect(copy.copy).toBeNull()
})

test('while the store refuses, the copy stays, and a retry clears it', async () => {
  const copy = scratch()
  let full = true
  const box = createTextBox('', async () => (full ? fail('store-full') : ok(null)), copy)
  box.type('This must not vanish')
  await box.settled()
  expect(box.state.value.kind).toBe('not-saved')
  expect(copy.copy).toBe('This must not vanish')
  full = false
  box.retry()
  await box.settled()
  expect(box.state.value.kind).toBe('saved')
  expect(copy.copy).toBeNull()
})
