import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Workspace } from '../../lib/model/workspace.ts'
import { mentionBy, must } from '../store/quillon.ts'

vi.mock('../../lib/platform/browser.ts', () => ({ browser: fakeBrowser }))
const { forgetFormerDevice, leaveTeam, verifyGone } = await import('../../lib/wiring/leave-team.ts')
const { forgetStrayDevices, joinTeam, keepJoin } = await import('../../lib/wiring/join-team.ts')
const { databasesOfWorkspaces } = await import('../../lib/wiring/open-databases.ts')
const { sessionOf } = await import('../../lib/wiring/team-session.ts')
const { readWorkspaces, saveWorkspaces } = await import('../../lib/platform/settings.ts')
const { readMirror, saveMirror } = await import('../../lib/platform/mirror.ts')
const { saveLastBackup, readLastBackup } = await import('../../lib/platform/last-backup.ts')
const { devicePublicKey, devicesWithKey } = await import('../../lib/platform/device-key.ts')
const { devicesWithTokens, readTokens } = await import('../../lib/platform/tokens.ts')
const { keepAside } = await import('../../lib/platform/kept-aside.ts')
const { actorFor } = await import('../../lib/platform/actor.ts')
const { openDatabase } = await import('../../lib/store/database.ts')
const { syncWorkspaces } = await import('../../lib/background/sync-workspaces.ts')
const { logInteraction } = await import('../../lib/store/log-interaction.ts')

/** The page's own store, which Node has not. */
function pageStorage(): Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  }
}

/** What the team's server was asked. */
const asked: string[] = []

beforeEach(() => {
  fakeBrowser.reset()
  vi.stubGlobal('localStorage', pageStorage())
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push(`${init.method} ${url}`)
    return new Response(null, { status: 204 })
  })
  asked.length = 0
})
afterEach(() => vi.unstubAllGlobals())

const ANSWER = {
  workspace: { id: '', name: 'Quillon' },
  member: { id: crypto.randomUUID(), name: 'Maya Osei' },
  token: 'es_0123456789abcdef',
  monitoringNotice: null,
}
const ROTATING = { ...ANSWER, expiresAt: Date.now() + 900_000, refreshToken: 'er_0123456789abcdef' }

function newTeam(): Extract<Workspace, { kind: 'team' }> {
  return {
    kind: 'team',
    id: crypto.randomUUID(),
    name: 'Quillon',
    member: ANSWER.member,
    deviceId: crypto.randomUUID(),
    server: 'https://sync.example',
    token: null,
  }
}

/** A browser in a team, with something of it in every store. */
async function inTeam() {
  const first = must(await readWorkspaces())
  const team = newTeam()
  await devicePublicKey(team.deviceId)
  await keepJoin(team.id, team.deviceId, ROTATING)
  must(await saveWorkspaces({ current: team.id, all: [...first.all, team] }))
  const db = openDatabase(team.id)
  must(await logInteraction(db, actorFor(team), await mentionBy(db, 'brewbert'), { outcome: 'answered' }))
  await saveMirror(team.id, { dbId: 'x', tail: [] })
  await saveLastBackup(team.id, 5)
  await saveLastBackup(first.current, 6)
  await keepAside('workspaces', { all: [team] })
  localStorage.setItem(`scratch ${team.id} note:1`, 'half a thought')
  localStorage.setItem('scratch options x', 'another box')
  return { team, db, personal: first.all[0] as Workspace }
}

describe('leaving a team', () => {
  test('deletes everything of it from this computer, looks for what is left, and finds nothing', async () => {
    const { team } = await inTeam()
    expect(await verifyGone(team)).not.toEqual([])
    expect(must(await leaveTeam(team, { keepMine: false }))).toEqual({ left: [], ended: true })
    expect(await verifyGone(team)).toEqual([])
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(`earshot-${team.id}`)
    expect(await devicesWithKey()).not.toContain(team.deviceId)
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain(team.id)
  })

  test('finds what names the workspace without hyphens, as tokens do', async () => {
    const { team } = await inTeam()
    must(await leaveTeam(team, { keepMine: false }))
    const token = `er_${team.id.replaceAll('-', '')}_abc`
    await fakeBrowser.storage.local.set({ 'tokens:of-before': { refreshToken: token, offset: 0 } })
    expect(await verifyGone(team)).toEqual(['storage.local tokens:of-before'])
    must(await leaveTeam(team, { keepMine: false }))
    expect(await verifyGone(team)).toEqual([])
  })

  test('as the device that it was before it was joined again is no trace of it either', async () => {
    const { team } = await inTeam()
    await forgetFormerDevice(team)
    expect(asked).toEqual([`DELETE ${team.server}/v1/w/${team.id}/devices/${team.deviceId}`])
    expect(await devicesWithTokens()).toEqual([])
    expect(await devicesWithKey()).not.toContain(team.deviceId)
  })

  test('leaves everything else alone, and shows the personal workspace', async () => {
    const { team, personal } = await inTeam()
    await leaveTeam(team, { keepMine: false })
    expect(must(await readWorkspaces())).toMatchObject({ current: personal.id, all: [personal] })
    expect(await readLastBackup(personal.id)).toBe(6)
    expect(localStorage.getItem('scratch options x')).toBe('another box')
  })

  test('keeps what I wrote where I want that', async () => {
    const { team, personal } = await inTeam()
    must(await leaveTeam(team, { keepMine: true }))
    const home = openDatabase(personal.id)
    expect(await home.interactions.count()).toBe(1)
    expect((await home.contacts.toArray())[0]?.identities[0]?.handle).toBe('brewbert')
    home.close()
  })

  test('makes a personal workspace where there is none', async () => {
    const { team } = await inTeam()
    must(await saveWorkspaces({ current: team.id, all: [team] }))
    must(await leaveTeam(team, { keepMine: true }))
    const { all } = must(await readWorkspaces())
    expect(all.map(({ kind }) => kind)).toEqual(['personal'])
  })

  test('tells the server, which then no longer counts this browser among the team’s', async () => {
    const { team } = await inTeam()
    must(await leaveTeam(team, { keepMine: false }))
    expect(asked).toEqual([`DELETE ${team.server}/v1/w/${team.id}/devices/${team.deviceId}`])
    expect(await devicesWithTokens()).toEqual([])
  })

  test('goes on without the server, and says that it could not be told', async () => {
    const { team } = await inTeam()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(must(await leaveTeam(team, { keepMine: false }))).toEqual({ left: [], ended: false })
    expect(await devicesWithTokens()).toEqual([])
  })

  test('is final: a page or a round that still has its database open makes no empty one of it', async () => {
    const { team, db } = await inTeam()
    db.close()
    const late = databasesOfWorkspaces()(team.id)
    expect(await late.events.count()).toBeGreaterThan(0)
    must(await leaveTeam(team, { keepMine: false }))
    await expect(late.events.count()).rejects.toThrow('closed')
    expect(await verifyGone(team)).toEqual([])
  })

  test('is final: a round of sync that knew the team before neither opens its database nor copies what was unsent', async () => {
    const { team, db } = await inTeam()
    db.close()
    const openDatabase = vi.fn(databasesOfWorkspaces())
    const before = must(await readWorkspaces())
    must(await leaveTeam(team, { keepMine: false }))
    let reads = 0
    const { statuses } = await syncWorkspaces(
      {
        // The first answer is from before the team was left.
        readWorkspaces: async () => (reads++ === 0 ? { ok: true, value: before } : readWorkspaces()),
        openDatabase,
        reread: async () => true,
        alone: (name, work) => navigator.locks.request(name, work),
        unlessRunning: (_name, work) => work(),
        now: () => Date.now(),
        random: () => 0.5,
        newId: () => crypto.randomUUID(),
        fetch: globalThis.fetch,
        sessionOf,
        mirror: { read: readMirror, save: saveMirror },
      },
      true,
    )
    expect(statuses).toEqual([])
    expect(openDatabase).not.toHaveBeenCalled()
    expect(await verifyGone(team)).toEqual([])
  })

  test('is not what happened where a browser merely wiped the database: it is made anew', async () => {
    const { team, db } = await inTeam()
    db.close()
    const open = databasesOfWorkspaces()(team.id)
    await open.open()
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(`earshot-${team.id}`).onsuccess = resolve
    })
    await vi.waitFor(async () => expect(await open.events.count()).toBe(0))
    open.close()
  })

  test('says what is still there when the browser would not let go of it', async () => {
    const { team } = await inTeam()
    const remove = vi.spyOn(fakeBrowser.storage.local, 'remove').mockResolvedValue(undefined)
    const { left } = must(await leaveTeam(team, { keepMine: false }))
    remove.mockRestore()
    expect(left).toContain(`storage.local mirror:${team.id}`)
  })
})

describe('joining a team', () => {
  const answering = (answer: unknown) => {
    const asked: { publicKey?: unknown }[] = []
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
      asked.push(JSON.parse(String(init.body)) as { publicKey?: unknown })
      return Response.json(answer)
    })
    return asked
  }
  const joining = () => ({
    server: 'https://sync.example',
    code: 'ABCD',
    name: 'Maya Osei',
    deviceId: crypto.randomUUID(),
  })

  test('shows the server the device’s public key, the same at each try', async () => {
    const asked = answering({ ...ROTATING, workspace: { id: crypto.randomUUID(), name: 'Quillon' } })
    const request = joining()
    must(await joinTeam(request))
    must(await joinTeam(request))
    expect(asked[0]?.publicKey).toMatchObject({ kty: 'EC', crv: 'P-256' })
    expect(asked[1]?.publicKey).toEqual(asked[0]?.publicKey)
  })

  test('keeps rotating tokens apart from the settings, and a lasting one in them', async () => {
    const { deviceId } = joining()
    expect(await keepJoin('ws', deviceId, ROTATING)).toBeNull()
    expect(await readTokens(deviceId)).toMatchObject({ refreshToken: ROTATING.refreshToken })
    expect(await keepJoin('ws', 'old', ANSWER)).toBe(ANSWER.token)
    expect(await readTokens('old')).toBeNull()
  })

  test('makes a session of either: an old workspace goes on with the token it has', async () => {
    const team = newTeam()
    await keepJoin(team.id, team.deviceId, ROTATING)
    expect(await sessionOf(team).token()).toEqual({ ok: true, value: ROTATING.token })
    expect(await sessionOf({ ...team, token: 'a-token-that-lasts' }).token()).toEqual({
      ok: true,
      value: 'a-token-that-lasts',
    })
  })

  test('that was given up leaves no key and no token for ever', async () => {
    const { team } = await inTeam()
    const { deviceId } = joining()
    await devicePublicKey(deviceId)
    await keepJoin('ws', deviceId, ROTATING)
    await forgetStrayDevices(must(await readWorkspaces()).all)
    expect(await devicesWithKey()).toContain(team.deviceId)
    expect(await devicesWithKey()).not.toContain(deviceId)
    expect(await devicesWithTokens()).toEqual([team.deviceId])
  })
})
