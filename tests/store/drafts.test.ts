import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { readDraft, saveDraft } from '../../lib/store/drafts.ts'
import { freshDatabase, must } from './quillon.ts'

test('a draft that changed behind the writer is answered with, not written over', async () => {
  const db = await freshDatabase()
  expect(must(await saveDraft(db, 'k', 'reply A', 1, ''))).toBeNull()
  expect(must(await saveDraft(db, 'k', 'reply B', 2, ''))).toBe('reply A')
  expect(must(await saveDraft(db, 'k', '', 3, 'something else'))).toBe('reply A')
  expect(await readDraft(db, 'k')).toBe('reply A')
  expect(must(await saveDraft(db, 'k', 'reply A and B', 4, 'reply A'))).toBeNull()
  expect(await readDraft(db, 'k')).toBe('reply A and B')
})

test('the same words from two windows are no conflict', async () => {
  const db = await freshDatabase()
  must(await saveDraft(db, 'k', 'thanks', 1, ''))
  expect(must(await saveDraft(db, 'k', 'thanks', 2, ''))).toBeNull()
})
