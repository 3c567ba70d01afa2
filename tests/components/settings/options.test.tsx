// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Options } from '../../../components/settings/Options.tsx'
import { activateLocale } from '../../../components/shared/i18n.ts'
import type { Playbook } from '../../../lib/model/playbook.ts'
import { ok, type Result } from '../../../lib/model/problem.ts'
import type { JoinAnswer } from '../../../lib/model/wire.ts'
import type { Workspaces } from '../../../lib/model/workspace.ts'
import { emptyPlaybook } from '../../../lib/panel/edit-playbook.ts'
import type { OptionsPorts, OptionsStore } from '../../../lib/panel/options-ports.ts'
import { createOptionsState, type OptionsState } from '../../../lib/panel/options-state.ts'

const ID = '11111111-1111-4111-8111-111111111111'
const TEAM = '22222222-2222-4222-8222-222222222222'
const me = { id: '33333333-3333-4333-8333-333333333333', name: 'Me' }

/** Scratch copies as a browser keeps them: one map is one browser, whichever page of it asks. */
function scratchIn(kept: Map<string, string>): OptionsPorts['scratch'] {
  return (box) => ({
    left: kept.get(box) ?? null,
    keep: (text) => void kept.set(box, text),
    clear: () => void kept.delete(box),
  })
}

/** The options page over a store in memory. */
function page(more: Partial<OptionsPorts> = {}) {
  let workspaces: Workspaces = {
    current: ID,
    all: [{ kind: 'personal', id: ID, name: 'My listening', member: me, deviceId: ID }],
  }
  const kept: { playbook: Playbook | null } = { playbook: null }
  const store: OptionsStore = {
    readPlaybook: async () => (kept.playbook === null ? null : { playbook: kept.playbook, fetchedAt: 0 }),
    savePlaybook: async (playbook) => {
      kept.playbook = playbook as Playbook
      return ok(kept.playbook)
    },
    readSyncStatus: async () => ({
      kind: 'team',
      waiting: 2,
      oldestAt: 0,
      setAside: 1,
      lastOkAt: null,
      problem: null,
      nextTryAt: null,
    }),
    readSetAside: async () => [],
    discardSetAside: async () => ok(null),
    exportSetAside: async () => ok(new Blob()),
    exportBackup: async () => ok(new Blob(['all of it'])),
    restoreBackup: async () => ok({ rows: {}, setAside: 0 }),
    remove: vi.fn(async () => ok(null)),
  }
  const ports: OptionsPorts = {
    sites: [{ id: 'reddit', name: 'Reddit', origins: ['https://*.reddit.com/*'] }],
    readWorkspaces: async () => ok(workspaces),
    saveWorkspaces: async (next) => {
      workspaces = next
      return ok(next)
    },
    watchWorkspaces: () => undefined,
    storeOf: () => store,
    join: vi.fn(
      async (): Promise<Result<JoinAnswer>> => ({ ok: false, problem: { code: 'not-authorised' } }),
    ),
    grantedOrigins: async () => [],
    requestOrigins: vi.fn(async () => true),
    revokeOrigins: async () => true,
    watchPermissions: () => undefined,
    originPattern: (address) => `${new URL(address).origin}/*`,
    readLook: async () => ({ locale: 'en', appearance: 'system' }),
    saveLook: async () => ok(null),
    readKept: async () => [],
    discardKept: async () => undefined,
    readLastBackup: async () => null,
    saveLastBackup: async () => undefined,
    checkPlaybook: () => ({
      ok: false,
      problems: [{ path: 'topics.0', message: 'no name', mend: 'Name it' }],
    }),
    tellChange: vi.fn(async () => undefined),
    saveFile: vi.fn(),
    now: () => Date.UTC(2026, 10, 21),
    wait: () => new Promise(() => undefined),
    scratch: scratchIn(new Map()),
    newDeviceId: () => crypto.randomUUID(),
    ...more,
  }
  return { ports, store, kept, state: createOptionsState(ports), workspaces: () => workspaces }
}

const root = document.createElement('div')
document.body.append(root)

async function show(state: OptionsState, section: string) {
  state.goTo(section)
  await state.load(new AbortController().signal)
  const Page = () => <Options state={state} now={0} />
  render(<Page />, root)
  await vi.waitFor(() => expect(state.playbook.loaded.value).toBe(true))
}

function button(name: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  )
  if (found === undefined) throw new Error(`no button "${name}" in: ${root.textContent}`)
  return found
}

async function type(label: string, text: string) {
  const name = [...root.querySelectorAll('label')].find((one) => one.textContent === label)
  const box = document.getElementById(name?.htmlFor ?? '') as HTMLInputElement | null
  if (box === null) throw new Error(`no box "${label}"`)
  box.value = text
  box.dispatchEvent(new Event('input', { bubbles: true }))
  await vi.waitFor(() => expect(box.value).toBe(text))
}

const saw = (text: string) => vi.waitFor(() => expect(root.textContent).toContain(text))

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

describe('a team', () => {
  const answer: JoinAnswer = {
    workspace: { id: TEAM, name: 'Quillon' },
    member: { id: TEAM, name: 'Maya Osei' },
    token: 'a-token-of-a-device',
    monitoringNotice: 'Colleagues can read what you log.',
  }

  async function fillIn(server: string) {
    await type('Server address', server)
    await type('Invitation code', '0DCFX-7N6WB')
    await type('Your name', 'Maya Osei')
    button('Ask to join')
      .closest('form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  }

  test('is switched on only after its notice was read', async () => {
    const { state, ports, workspaces } = page({ join: async () => ok(answer) })
    await show(state, '#workspaces')
    await fillIn('https://earshot.quillon.example/')
    await saw('Colleagues can read what you log.')
    expect(ports.requestOrigins).toHaveBeenCalledWith(['https://earshot.quillon.example/*'])
    expect(workspaces().all).toHaveLength(1)
    button('I have read this: join').click()
    await saw('You are in Quillon.')
    expect(workspaces()).toMatchObject({
      current: TEAM,
      all: [{ id: ID }, { server: 'https://earshot.quillon.example' }],
    })
  })

  test('is not asked when the address is none, and not joined when the code is refused', async () => {
    const { state, ports, workspaces } = page()
    await show(state, '#workspaces')
    await fillIn('ftp://earshot.quillon.example')
    await saw('This is not a server’s address.')
    expect(ports.requestOrigins).not.toHaveBeenCalled()
    await fillIn('https://earshot.quillon.example')
    await saw('The server did not take this invitation code.')
    expect(root.textContent).not.toContain('no longer accepts this device')
    expect(workspaces().all).toHaveLength(1)
  })

  test('is asked by the same device after a reload and a lost answer, and by a new one once joined', async () => {
    const asked: string[] = []
    const scratch = scratchIn(new Map())
    const answers: Result<JoinAnswer>[] = [
      { ok: false, problem: { code: 'offline' } },
      ok(answer),
      ok(answer),
    ]
    const join: OptionsPorts['join'] = async ({ deviceId }) => {
      asked.push(deviceId)
      return answers.shift() ?? ok(answer)
    }
    for (const code of ['0DCFX-7N6WB', '0dcfx 7n6wb', '0DCFX7N6WB', '0DCFX-7N6WB']) {
      const { state } = page({ join, scratch })
      await state.load(new AbortController().signal)
      await state.workspaces.join({ server: 'https://earshot.quillon.example', code, name: 'Maya Osei' })
      if (asked.length === 3) await state.workspaces.confirm()
    }
    expect(new Set(asked.slice(0, 3)).size).toBe(1)
    expect(asked[3]).not.toBe(asked[0])
  })

  test('that refuses the code is asked by a new device the next time', async () => {
    const { state, ports } = page()
    await state.load(new AbortController().signal)
    const form = { server: 'https://earshot.quillon.example', code: '0DCFX-7N6WB', name: 'Maya Osei' }
    await state.workspaces.join(form)
    await state.workspaces.join(form)
    const [first, second] = vi.mocked(ports.join).mock.calls.map(([{ deviceId }]) => deviceId)
    expect(second).not.toBe(first)
  })

  test('that this browser is in already says so, and is joined again only by a further yes', async () => {
    const { state, workspaces } = page({ join: async () => ok(answer) })
    await show(state, '#workspaces')
    await fillIn('https://earshot.quillon.example')
    await saw('Colleagues can read what you log.')
    expect(root.textContent).not.toContain('already')
    button('I have read this: join').click()
    await saw('You are in Quillon.')
    const before = workspaces()
    button('Join another team').click()
    await saw('Ask to join')
    await fillIn('https://earshot.quillon.example')
    await saw('This browser is in Quillon already, as Maya Osei.')
    expect(workspaces()).toBe(before)
    button('I have read this: join again').click()
    await vi.waitFor(() => expect(workspaces()).not.toBe(before))
    expect(workspaces().all).toHaveLength(2)
  })

  test('is left only after what would be lost was named', async () => {
    const { state, store, workspaces, ports } = page({ join: async () => ok(answer) })
    await show(state, '#workspaces')
    await fillIn('https://earshot.quillon.example')
    await saw('Colleagues can read what you log.')
    button('I have read this: join').click()
    await saw('You are in Quillon.')
    button('Leave Quillon').click()
    await saw('3 entries have not reached the server')
    expect(store.remove).not.toHaveBeenCalled()
    button('Save a copy to a file').click()
    await saw('A copy was saved')
    expect(ports.saveFile).toHaveBeenCalled()
    button('Leave the team').click()
    await vi.waitFor(() => expect(store.remove).toHaveBeenCalled())
    expect(workspaces()).toMatchObject({ current: ID, all: [{ id: ID }] })
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
