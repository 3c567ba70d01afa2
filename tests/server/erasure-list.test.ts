import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DamagedListError, openErasureList } from '../../server/erasure-list.ts'
import { temporaryDirectory } from './serve-in-memory.ts'

const WORKSPACE = '33333333-3333-4333-8333-333333333333'
const AT = '2026-11-22T08:00:00.000Z'
const mark = (digit: string) => digit.repeat(64)

let directory: ReturnType<typeof temporaryDirectory>
let list: ReturnType<typeof openErasureList>

beforeEach(() => {
  directory = temporaryDirectory()
  list = openErasureList(join(directory.path, 'elsewhere'))
})
afterEach(() => directory.remove())

describe('the list of erasures', () => {
  it('tells a missing list from one without entries', () => {
    expect(list.exists()).toBe(false)
    list.make()
    expect(list.exists()).toBe(true)
    expect(list.read()).toEqual([])
  })

  it('keeps marks alone, in the order in which they came', () => {
    const erasures = [
      { workspaceId: WORKSPACE, marks: [mark('a'), mark('b')], at: AT },
      { workspaceId: WORKSPACE, marks: [mark('c')], at: AT },
    ]
    for (const erasure of erasures) list.add({ ...erasure, contactIds: ['never written'] } as never)
    expect(list.read()).toEqual(erasures)
    expect(readFileSync(list.path, 'utf8')).not.toContain('never written')
  })

  it('stays as it is when it is made again', () => {
    list.add({ workspaceId: WORKSPACE, marks: [mark('a')], at: AT })
    list.make()
    expect(list.read()).toHaveLength(1)
  })

  it('passes over a last line that a crash tore, and does not lose the next one to it', () => {
    list.add({ workspaceId: WORKSPACE, marks: [mark('a')], at: AT })
    appendFileSync(list.path, '{"workspaceId":"3333')
    expect(list.read()).toHaveLength(1)
    for (const letter of ['b', 'c']) list.add({ workspaceId: WORKSPACE, marks: [mark(letter)], at: AT })
    expect(list.read().flatMap(({ marks }) => marks)).toEqual([mark('a'), mark('b'), mark('c')])
  })

  it('keeps a last line that lacks nothing but its end', () => {
    list.make()
    appendFileSync(list.path, JSON.stringify({ workspaceId: WORKSPACE, marks: [mark('a')], at: AT }))
    list.add({ workspaceId: WORKSPACE, marks: [mark('b')], at: AT })
    expect(list.read().flatMap(({ marks }) => marks)).toEqual([mark('a'), mark('b')])
  })

  it.each(['{"workspaceId":"3333', 'null', '{"workspaceId":"x","marks":[],"at":"today"}', '[]'])(
    'refuses to be half read: %s in the middle',
    (line) => {
      list.make()
      appendFileSync(list.path, `${line}\n`)
      list.add({ workspaceId: WORKSPACE, marks: [mark('a')], at: AT })
      expect(() => list.read()).toThrow(DamagedListError)
    },
  )
})
