import { expect, test } from 'vitest'
import type { Playbook } from '../../lib/model/playbook.ts'
import { fail, ok } from '../../lib/model/problem.ts'
import { changeTopic } from '../../lib/panel/change-topic.ts'
import { emptyPlaybook, withTopic } from '../../lib/panel/edit-playbook.ts'

const topic = { id: 'q2', name: 'Our grinders', kind: 'own' as const, priority: 1, query: 'quillon' }
const changed = { ...topic, query: 'quillon AND NOT sword' }
const NOW = Date.UTC(2026, 10, 22)

function doors(playbook: Playbook | null) {
  const saved: Playbook[] = []
  return {
    saved,
    readPlaybook: async () => playbook,
    savePlaybook: async (next: Playbook) => {
      saved.push(next)
      return ok(next)
    },
  }
}

test('a changed topic takes the place of the one before, in a new version', async () => {
  const store = doors(withTopic(withTopic(emptyPlaybook('Quillon'), topic), { ...topic, id: 'travel' }))
  expect(await changeTopic(store, topic, changed, NOW)).toEqual(ok(changed))
  expect(store.saved).toMatchObject([
    { version: 2, updated: '2026-11-22', topics: [changed, { id: 'travel', query: 'quillon' }] },
  ])
})

test.each([
  ['edited elsewhere', withTopic(emptyPlaybook('Quillon'), { ...topic, query: 'quillon OR q2' })],
  ['removed', emptyPlaybook('Quillon')],
  ['in no playbook', null],
])('a topic that was %s in the meantime is left alone', async (_, playbook) => {
  const store = doors(playbook)
  expect(await changeTopic(store, topic, changed, NOW)).toEqual(fail('changed-since'))
  expect(store.saved).toEqual([])
})

test('a playbook that cannot be saved is a problem', async () => {
  const store = doors(withTopic(emptyPlaybook('Quillon'), topic))
  const full = { ...store, savePlaybook: async () => fail('store-full') }
  expect(await changeTopic(full, topic, changed, NOW)).toEqual(fail('store-full'))
})
