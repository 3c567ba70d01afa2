import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { noteRolledBack, offerRecipes, type RecipePorts } from '../../lib/background/offer-recipes.ts'
import type { BackgroundPorts } from '../../lib/background/ports.ts'
import { KeptRecipesSchema } from '../../lib/model/kept-recipes.ts'
import { fail, ok } from '../../lib/model/problem.ts'
import type { ReadReport } from '../../lib/model/thread.ts'
import type { Workspaces } from '../../lib/model/workspace.ts'
import { type EarshotDatabase, openDatabase } from '../../lib/store/database.ts'
import { readPlaybook, readPlaybookRecipes, savePlaybook } from '../../lib/store/playbook.ts'
import { MORNING, PLAYBOOK } from '../store/quillon.ts'

const one = (version: number, more = {}) => ({
  site: 'reddit',
  recipe: { version, selectors: { post: '.post' }, expects: [] },
  ...more,
})

function world() {
  const [home, team] = [crypto.randomUUID(), crypto.randomUUID()]
  const member = { id: crypto.randomUUID(), name: 'Maya Osei' }
  const workspaces: Workspaces = {
    current: team,
    all: [
      { kind: 'personal', id: home, name: 'My listening', member, deviceId: member.id },
      {
        kind: 'team',
        id: team,
        name: 'Quillon',
        member,
        deviceId: member.id,
        server: 'https://s.example',
        token: 'a-token-of-a-device',
      },
    ],
  }
  const state = { workspaces, kept: KeptRecipesSchema.parse({}), writes: 0 }
  const databases = new Map<string, EarshotDatabase>([home, team].map((id) => [id, openDatabase(id)]))
  const ports: BackgroundPorts = {
    readWorkspaces: async () => ok(state.workspaces),
    openDatabase: (id) => databases.get(id) ?? openDatabase(id),
    reread: async () => true,
    alone: (_, work) => work(),
    unlessRunning: (_, work) => work(),
    now: () => MORNING,
  }
  const recipes: RecipePorts = {
    sites: [{ id: 'reddit', hosts: ['reddit.com'], version: 1 }],
    readKept: async () => ok(state.kept),
    changeKept: async (change) => {
      const next = change(state.kept)
      if (next !== state.kept) state.writes++
      state.kept = next
      return ok(next)
    },
  }
  return { ports, recipes, state, home, team, db: ports.openDatabase(team) }
}

const report = (version: number): ReadReport => ({
  site: 'reddit',
  posts: 3,
  missing: { author: 0, text: 0, time: 0, permalink: 0 },
  failed: [],
  collapsed: 0,
  unloaded: null,
  recipe: { source: 'packaged', version: 1, refused: true, rolledBack: [{ source: 'team', version }] },
})

let here = world()
beforeEach(async () => {
  here = world()
  await savePlaybook(here.db, { ...PLAYBOOK, recipes: [one(4), one(3)] }, '"1"', MORNING)
})
const versions = async () =>
  (await offerRecipes(here.ports, here.recipes, 'reddit')).map(({ recipe }) => recipe.version)

describe('recipes of a team', () => {
  test('are offered while its workspace is shown, and to no other site', async () => {
    expect(await versions()).toEqual([4, 3])
    expect(await offerRecipes(here.ports, here.recipes, 'x')).toEqual([])
    here.state.workspaces = { ...here.state.workspaces, current: here.home }
    expect(await versions()).toEqual([])
  })

  test('do not spoil the playbook when one is bad: it is kept with its reason, and so through a restart', async () => {
    const saved = await savePlaybook(
      here.db,
      {
        ...PLAYBOOK,
        version: 8,
        recipes: [
          one(5),
          { site: 'reddit', recipe: { version: 6, selectors: { post: 'a{}' }, expects: [] } },
        ],
      },
      '"2"',
      MORNING,
    )
    expect(saved.ok).toBe(true)
    expect((await readPlaybook(here.db))?.playbook.version).toBe(8)
    expect(await versions()).toEqual([5])
    expect((await readPlaybookRecipes(here.db)).refused).toMatchObject([
      { site: 'reddit', version: 6, reason: 'malformed' },
    ])
  })

  test('that an older Earshot kept and this one no longer takes leave the guidance readable', async () => {
    const row = await here.db.playbook.get('current')
    if (!row?.playbook) throw new Error('no row')
    const loose = [
      { site: 'reddit', recipe: { version: 9, selectors: { post: 'a::before' }, expects: [] } },
      one(4),
    ]
    await here.db.playbook.put({ ...row, playbook: { ...row.playbook, recipes: loose } })
    expect(await versions()).toEqual([4])
    expect((await readPlaybook(here.db))?.playbook.topics).toHaveLength(1)
  })

  test('are offered as refused once a page rolled them back; it is written once', async () => {
    await noteRolledBack(here.ports, here.recipes, report(4))
    await noteRolledBack(here.ports, here.recipes, report(4))
    await noteRolledBack(here.ports, here.recipes, report(77))
    await noteRolledBack(here.ports, here.recipes, null)
    expect(here.state.writes).toBe(1)
    const offers = await offerRecipes(here.ports, here.recipes, 'reddit')
    expect(offers.map(({ recipe, refused }) => [recipe.version, refused])).toEqual([
      [4, true],
      [3, undefined],
    ])
  })

  test('are none where settings or database can’t be read', async () => {
    const recipes: RecipePorts = { ...here.recipes, readKept: async () => fail('store-failed') }
    expect(await offerRecipes(here.ports, recipes, 'reddit')).toEqual([])
    const ports: BackgroundPorts = {
      ...here.ports,
      openDatabase: () => {
        throw new Error('closed')
      },
    }
    expect(await offerRecipes(ports, here.recipes, 'reddit')).toEqual([])
  })
})
