import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import { fail, ok } from '../../lib/model/problem.ts'
import type { PanelState } from '../../lib/panel/panel-state.ts'
import type { PanelPorts, PanelTab } from '../../lib/panel/ports.ts'
import { createReportActions } from '../../lib/panel/report-page.ts'
import { fakeWorld } from '../support/panel-ports.ts'

const TAB: PanelTab = { tabId: 7, url: 'https://talk.example/1' }

function reporting(tab: PanelTab | null, ports: Partial<PanelPorts> = {}) {
  const world = fakeWorld({ ports })
  const state = { tab: signal(tab) } as unknown as PanelState
  return { ...createReportActions(state, world.ports), asked: world.asked }
}

const answering = (reply: unknown): Partial<PanelPorts> => ({ send: async () => reply as never })

test('the report is what the page beside the panel answers', async () => {
  const { makeReport } = reporting(TAB, answering(ok({ report: '# A page' })))
  expect(await makeReport()).toEqual(ok('# A page'))
})

test('a page that is gone, one that we may not see and a report without end are each told apart', async () => {
  const codeOf = async (...given: Parameters<typeof reporting>) => {
    const made = await reporting(...given).makeReport()
    return made.ok ? null : made.problem.code
  }
  expect(await codeOf(null)).toBe('not-found')
  expect(await codeOf(TAB, answering(fail('not-found')))).toBe('not-found')
  expect(await codeOf({ tabId: 7, url: null })).toBe('not-permitted')
  expect(await codeOf(TAB, answering(fail('not-permitted')))).toBe('not-permitted')
  expect(await codeOf(TAB, answering(ok({ report: 'x'.repeat(200_001) })))).toBe('too-large')
})

test('copying says whether the browser let us, also where it throws', async () => {
  expect(await reporting(TAB).copyReport('# A')).toBe(true)
  expect(await reporting(TAB, { copy: async () => false }).copyReport('# A')).toBe(false)
  const broken = reporting(TAB, { copy: () => Promise.reject(new Error('no')) })
  expect(await broken.copyReport('# A')).toBe(false)
})

test('a report is saved as a file that is named by its day', () => {
  const { saveReport, asked } = reporting(TAB)
  saveReport('# A')
  expect(asked).toEqual([['saveFile', expect.stringMatching(/^earshot-report-\d{4}-\d\d-\d\d\.md$/), 3]])
})
