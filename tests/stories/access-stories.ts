import { ok } from '../../lib/model/problem.ts'
import type { Workspaces } from '../../lib/model/workspace.ts'
import type {
  Delivery,
  OptionsPorts,
  PersonalToken,
  TeamAccess,
  TeamDevice,
} from '../../lib/panel/options-ports.ts'
import { ALONE, fakeOptions, TEAM } from '../support/options-ports.ts'
import { NOW } from '../support/panel-names.ts'
import { settle } from '../support/panel-ports.ts'
import { failing, never, type OptionsStory, TEAM_WORKSPACE } from './options-hands.ts'

const DAY = 86_400_000
const collector = {
  url: 'https://events.quillon.example/inbox/listening',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  token: 'sesame',
}

const DEVICES: readonly TeamDevice[] = [
  {
    id: TEAM,
    memberId: TEAM,
    joinedAt: NOW - 40 * DAY,
    lastSeenAt: NOW - 60_000,
    revokedAt: null,
    own: true,
  },
  {
    id: '7b0c2d4e-9f1a-4c55-8a77-3f1e0c9d2b60',
    memberId: TEAM,
    joinedAt: NOW - 300 * DAY,
    lastSeenAt: null,
    revokedAt: null,
    own: false,
  },
  {
    id: '9d2b607b-0c2d-4e9f-9a4c-558a773f1e0c',
    memberId: TEAM,
    joinedAt: NOW - 500 * DAY,
    lastSeenAt: NOW - 90 * DAY,
    revokedAt: NOW - 80 * DAY,
    own: false,
  },
]
const TOKENS: readonly PersonalToken[] = [
  { id: '1', label: 'Weekly report', scopes: ['pull'], createdAt: NOW - DAY, expiresAt: NOW + 89 * DAY },
  {
    id: '2',
    label: 'Import from the old spreadsheet, which Sam looks after',
    scopes: ['pull', 'push'],
    createdAt: NOW - DAY,
    expiresAt: null,
  },
]
const full: Partial<TeamAccess> = { devices: async () => ok(DEVICES), tokens: async () => ok(TOKENS) }

function team(access: Partial<TeamAccess>, more: Partial<OptionsPorts> = {}, deliver = false) {
  const all: Workspaces['all'] = [
    ...ALONE.all,
    { ...TEAM_WORKSPACE, ...(deliver ? { deliver: collector } : {}) },
  ]
  const plain = fakeOptions().ports.teamOf(TEAM_WORKSPACE)
  return fakeOptions({ teamOf: () => ({ ...plain, ...access }), ...more }, { current: TEAM, all })
}

const story = (access: Partial<TeamAccess>, act: OptionsStory['act'] = () => undefined): OptionsStory => ({
  section: 'access',
  world: () => team(access),
  act,
})

const delivery = (more: Partial<Delivery>): OptionsStory => ({
  section: 'access',
  world: () =>
    team(
      full,
      {
        readDelivery: async () => ({
          waiting: 0,
          oldestAt: null,
          setAside: 0,
          gone: false,
          problem: null,
          lastOkAt: NOW - 5 * 60_000,
          ...more,
        }),
      },
      true,
    ),
})

const tried = (more: Partial<OptionsPorts>, form: Partial<typeof collector> = {}): OptionsStory => ({
  section: 'access',
  world: () => team(full, more),
  act: async ({ collector: state }) => {
    state.type({ ...collector, ...form })
    void state.tryIt()
    await settle()
    document.querySelector('[role="status"].wrong, .wrong')?.scrollIntoView()
  },
})

/** Devices, tokens and a collector of one's own. */
export const ACCESS_STORIES: Readonly<Record<string, OptionsStory>> = {
  'access-personal': { section: 'access', world: () => fakeOptions() },
  'access-asking': story({ devices: never, tokens: never }),
  'access-empty': story({}),
  'access-full': story(full, async () => {
    document.querySelector<HTMLElement>('ul.card button')?.click()
    await settle()
  }),
  'access-offline': story({
    devices: failing({ code: 'offline', retryAt: NOW + 90_000 }),
    tokens: failing({ code: 'offline', retryAt: NOW + 90_000 }),
  }),
  'access-refused': story({ ...full, endDevice: failing({ code: 'revoked' }) }, ({ access }) =>
    access.endDevice(DEVICES[1]?.id ?? ''),
  ),
  'access-token-made': story(
    {
      ...full,
      makeToken: async () =>
        ok({
          token: 'ep_3mJr7AoUXx2Wqd0nE5vYkTz9LsBf1GhPcQi6RuVw8a4',
          personalToken: { ...TOKENS[0], id: '3', label: 'Weekly report' } as PersonalToken,
        }),
    },
    ({ access }) => access.makeToken({ label: 'Weekly report', scopes: ['pull'], days: 90 }),
  ),
  'collector-wrong': tried({}, { url: 'events' }),
  'collector-trying': tried({ tryCollector: never }),
  'collector-taken': tried({}),
  'collector-not-taken': tried({
    tryCollector: async () => ({ code: 'not-authorised', detail: 'status 401' }),
  }),
  'collector-not-permitted': tried({ requestOrigins: async () => false }),
  'collector-delivered': delivery({}),
  'collector-waiting': delivery({
    waiting: 1_204,
    oldestAt: NOW - DAY,
    setAside: 3,
    problem: { code: 'offline', detail: 'no answer in time' },
  }),
  'collector-gone': delivery({ waiting: 12, gone: true, lastOkAt: null, problem: { code: 'not-found' } }),
}
