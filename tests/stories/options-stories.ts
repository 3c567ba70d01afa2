import { ok, type Problem } from '../../lib/model/problem.ts'
import type { SignInFailure, SignInOffer } from '../../lib/model/sign-in.ts'
import type { JoinAnswer } from '../../lib/model/wire.ts'
import type { Workspace, Workspaces } from '../../lib/model/workspace.ts'
import type { OptionsPorts, OptionsStore, OwnEntries } from '../../lib/panel/options-ports.ts'
import type { OptionsState } from '../../lib/panel/options-state.ts'
import { ALONE, fakeOptions, TEAM } from '../support/options-ports.ts'
import { settle } from '../support/panel-ports.ts'
import { ACCESS_STORIES } from './access-stories.ts'
import { click, fill, never, type OptionsStory, SERVER, TEAM_WORKSPACE } from './options-hands.ts'

const ANSWER: JoinAnswer = {
  workspace: { id: TEAM, name: 'Quillon' },
  member: { id: TEAM, name: 'Maya Osei' },
  token: 'a-token-of-a-device',
  monitoringNotice:
    'Colleagues in care, product and the workshop read what you log. It is kept for two years and never used to compare people.',
}
const OFFER: SignInOffer = {
  issuer: 'https://login.quillon.example',
  clientId: 'earshot',
  authorizationEndpoint: 'https://login.quillon.example/authorize',
  scopes: ['openid'],
  asksWorkspace: true,
}
const OWN: OwnEntries = {
  contacts: 3,
  interactions: 12,
  notes: 4,
  facts: 2,
  tags: 1,
  people: [
    { contactId: '1', name: 'brewbert', entries: 11 },
    { contactId: '2', name: 'Dr. Annegret Schulze-Hohenstein-Weidenfeller', entries: 6 },
    { contactId: '3', name: 'لينا', entries: 2 },
  ],
}
/** The second of the two ways in. */
const ACCOUNT = 'label:nth-of-type(2) > input[name="join-way"]'
const FORM = { server: SERVER, code: '2KEG7-J5ZJK-G0X4K-C7BSN-R32NTQ', name: 'Maya Osei' }

const alone = (more: Partial<OptionsPorts> = {}) => fakeOptions(more, ALONE)
const join = (answer: OptionsPorts['join'], first: Workspaces = ALONE): OptionsStory => ({
  section: 'workspaces',
  world: () => fakeOptions({ join: answer }, first),
  act: async ({ workspaces }) => {
    await fill('url', FORM.server)
    void workspaces.join(FORM)
  },
})
const offered = (go: OptionsPorts['signIn']['go'], offer: SignInOffer = OFFER) =>
  alone({
    signIn: {
      look: async () => ok(offer),
      returnAddress: () => 'https://kbfnbcaeplbcioakkpcpgfkobkghlhen.chromiumapp.org/signed-in',
      go,
      undo: problem('offline'),
    },
  })
const signIn = (go: OptionsPorts['signIn']['go'], workspace = 'Quillon'): OptionsStory => ({
  section: 'workspaces',
  world: () => offered(go),
  act: async ({ workspaces }) => {
    await workspaces.lookForSignIn(FORM)
    await settle()
    void workspaces.signIn(workspace)
  },
})
const signInFails = (why: SignInFailure) =>
  signIn(async () => ({ ok: false, problem: { code: 'bad-answer', why } }))

const bring = (takeAlong: OptionsPorts['takeAlong'], act: OptionsStory['act'] = () => undefined) => ({
  section: 'workspaces' as const,
  world: () => alone({ join: async () => ok(ANSWER), countOwn: async () => ok(OWN), takeAlong }),
  act: async (state: OptionsState) => {
    await state.workspaces.join(FORM)
    await state.workspaces.confirm()
    await settle()
    await act(state)
  },
})
const bringAll: OptionsStory['act'] = ({ workspaces }) => {
  workspaces.chooseToBring('all')
  void workspaces.bring()
}

const member: Workspace = TEAM_WORKSPACE
const inTeam: Workspaces = { current: TEAM, all: [...ALONE.all, member] }

function leave(
  more: Partial<OptionsPorts>,
  store: Partial<OptionsStore> = {},
  act: OptionsStory['act'] = () => undefined,
): OptionsStory {
  return {
    section: 'workspaces',
    world: () => {
      const world = fakeOptions({ countOwn: async () => ok(OWN), ...more }, inTeam)
      return Object.assign(world, { store: Object.assign(world.store, store) })
    },
    act: async (state) => {
      await state.workspaces.askToLeave(member)
      await settle()
      await act(state)
    },
  }
}
const left = (rest: readonly string[]): OptionsStory =>
  leave(
    { leaveTeam: async () => ok({ left: rest, ended: rest.length === 0 }) },
    {},
    async ({ workspaces }) => {
      await workspaces.leave()
      workspaces.workspaces.value = ALONE
    },
  )
const nothingWaits: Partial<OptionsStore> = {
  readSyncStatus: async () => ({ ...(await fakeOptions().store.readSyncStatus()), waiting: 0, setAside: 0 }),
}
const stoppedBy = (kind: 'paused-revoked' | 'paused-auth'): Partial<OptionsStore> => ({
  readSyncStatus: async () => ({
    ...(await fakeOptions().store.readSyncStatus()),
    engine: { kind, progress: null },
  }),
})
const stopped = (kind: 'paused-revoked' | 'paused-auth'): OptionsStory => ({
  section: 'workspaces',
  world: () => {
    const world = fakeOptions({}, inTeam)
    return Object.assign(world, { store: Object.assign(world.store, stoppedBy(kind)) })
  },
})
const doLeave: OptionsStory['act'] = ({ workspaces }) => void workspaces.leave()
const problem = (code: Problem['code']) => async () => ({ ok: false as const, problem: { code } })

/** What the options show about workspaces, and everything under access. */
export const OPTIONS_STORIES: Readonly<Record<string, OptionsStory>> = {
  'options-failed': {
    section: 'workspaces',
    world: () => alone({ readWorkspaces: problem('store-failed') }),
  },
  'options-join': { section: 'workspaces', world: alone },
  'options-join-wrong': {
    section: 'workspaces',
    world: alone,
    act: ({ workspaces }) => workspaces.join({ ...FORM, server: 'ftp://earshot' }),
  },
  'options-join-asking': join(never),
  'options-join-refused': join(problem('not-authorised')),
  'options-join-offline': join(problem('offline')),
  'options-join-not-permitted': {
    ...join(never),
    world: () => alone({ requestOrigins: async () => false }),
  },
  'options-notice': join(async () => ok(ANSWER)),
  'options-notice-again': join(async () => ok({ ...ANSWER, monitoringNotice: null }), inTeam),
  'options-account': { section: 'workspaces', world: alone, act: () => click(ACCOUNT) },
  'options-account-not-offered': {
    section: 'workspaces',
    world: alone,
    act: async ({ workspaces }) => {
      await click(ACCOUNT)
      await fill('url', FORM.server)
      await workspaces.lookForSignIn(FORM)
    },
  },
  'options-sign-in': signIn(never, ''),
  'options-sign-in-waiting': signIn(never),
  'options-sign-in-cancelled': signInFails('cancelled'),
  'options-sign-in-still-listed': {
    ...signIn(async () => ok(ANSWER)),
    act: async (state) => {
      await signIn(never).act?.(state)
      await settle()
      await state.workspaces.cancelJoin()
    },
  },
  'options-sign-in-no-key': signInFails('no-key'),
  'options-sign-in-wrong-issuer': {
    ...signInFails('wrong-issuer'),
    act: async (state) => {
      await signInFails('wrong-issuer').act?.(state)
      await settle()
      for (const one of document.querySelectorAll('details')) one.open = true
    },
  },
  'options-bring': bring(never),
  'options-bring-some': bring(never, async ({ workspaces }) => {
    workspaces.chooseToBring('some')
    workspaces.pickToBring('2', true)
  }),
  'options-bring-copying': bring((_from, _to, _whom, onProgress) => {
    onProgress(1_240, 3_100)
    return never()
  }, bringAll),
  'options-bring-failed': bring(problem('store-full'), bringAll),
  'options-bring-done': bring(async () => ok({ copied: 19, already: 0 }), bringAll),
  'options-leave': leave({}),
  'options-leave-nothing-lost': leave({}, nothingWaits),
  'options-leave-sending': leave({ sendNow: never }, {}, ({ workspaces }) => {
    void workspaces.sendBeforeLeaving()
  }),
  'options-leave-leaving': leave({ leaveTeam: never }, {}, doLeave),
  'options-leave-failed': leave({ leaveTeam: problem('store-failed') }, {}, doLeave),
  'options-shut-out': stopped('paused-revoked'),
  'options-signed-out': stopped('paused-auth'),
  'options-remove-shut-out': leave({}, stoppedBy('paused-revoked')),
  'options-leave-rest': left(['IndexedDB', 'mirror']),
  'options-left': left([]),
  'options-no-database': {
    section: 'topics',
    world: () => {
      const world = alone()
      const status = fakeOptions().store.readSyncStatus
      const engine = { kind: 'minimal', progress: null } as const
      return Object.assign(world, {
        store: Object.assign(world.store, { readSyncStatus: async () => ({ ...(await status()), engine }) }),
      })
    },
  },
  ...ACCESS_STORIES,
}
