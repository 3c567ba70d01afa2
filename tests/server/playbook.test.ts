import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PlaybookSchema } from '../../lib/model/playbook.ts'
import { emptyPlaybook, publishPlaybook } from '../../server/publish-playbook.ts'
import { type Device, type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

let server: InMemoryServer
let maya: Device

beforeEach(async () => {
  server = serveInMemory()
  const { id } = await server.newWorkspace('Quillon & Söhne')
  maya = await server.join(id, 'Maya Osei')
})
afterEach(() => server.close())

const fetchPlaybook = (headers = {}) => server.get(maya, 'playbook', headers)
const playbook = {
  id: 'quillon',
  organisation: 'Quillon',
  version: 1,
  topics: [{ id: 'brand', name: 'Quillon', query: 'quillon' }],
}
const publish = (given: unknown) => publishPlaybook(server.ports, maya.workspaceId, given)

describe('the playbook', () => {
  it('of a new workspace is an empty one that every client can read', async () => {
    const response = await fetchPlaybook()
    expect(response.status).toBe(200)
    expect(PlaybookSchema.parse(await response.json())).toMatchObject({
      id: 'quillon-s-hne',
      organisation: 'Quillon & Söhne',
      version: 1,
      topics: [],
    })
    expect(emptyPlaybook('日本').id).toBe('playbook')
  })

  it('is sent once, and again only when it has changed', async () => {
    const first = await fetchPlaybook()
    const tag = first.headers.get('etag') ?? ''
    const again = await fetchPlaybook({ 'if-none-match': tag })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect((await fetchPlaybook({ 'if-none-match': `W/${tag}, "other"` })).status).toBe(304)
    await publish(playbook)
    const changed = await fetchPlaybook({ 'if-none-match': tag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(tag)
    expect(await changed.json()).toMatchObject({ version: 2, topics: [{ id: 'brand' }] })
  })

  it('gets the next version when its content changes, and none when it does not', async () => {
    expect(await publish(playbook)).toMatchObject({ status: 'published', version: 2 })
    expect(await publish({ ...playbook, version: 9 })).toMatchObject({ status: 'unchanged', version: 2 })
    expect(await publish({ ...playbook, organisation: 'Quillon Ltd' })).toMatchObject({
      status: 'published',
      version: 3,
    })
    expect(await publish({ ...playbook, version: 20 })).toMatchObject({ status: 'published', version: 20 })
  })

  it('brings repaired recipes to every client', async () => {
    const recipe = { version: 4, selectors: { post: 'article.new | main > article' }, expects: [] }
    const recipes = [{ site: 'reddit', hosts: ['old.reddit.com'], recipe }]
    expect(await publish({ ...playbook, recipes })).toMatchObject({ status: 'published', version: 2 })
    expect(await (await fetchPlaybook()).json()).toMatchObject({ recipes })
    expect(await publish({ ...playbook, recipes })).toMatchObject({ status: 'unchanged', version: 2 })
    expect(await publish(playbook)).toMatchObject({ status: 'published', version: 3 })
    expect(await (await fetchPlaybook()).json()).not.toHaveProperty('recipes')
  })

  it.each([
    [
      'a style rule',
      { version: 4, selectors: { post: 'p{color:red}' } },
      /^recipes\.1\.recipe\.selectors\.post: .*"\{"/,
    ],
    ['code', { version: 4, selectors: {}, run: 'alert(1)' }, /^recipes\.1\.recipe: .*run/],
    ['no version', { selectors: {} }, /^recipes\.1\.recipe\.version: /],
    [
      'a name that all objects know',
      { version: 4, selectors: { constructor: 'a' } },
      /^recipes\.1\.recipe\.selectors/,
    ],
  ])(
    'with a recipe that holds %s is refused with the place, and the old one stays',
    async (_, broken, fault) => {
      const good = { site: 'x', recipe: { version: 2, selectors: {}, expects: [] } }
      const answer = await publish({
        ...playbook,
        recipes: [good, { site: 'reddit', recipe: { expects: [], ...broken } }],
      })
      expect(answer).toEqual({ status: 'invalid', faults: [expect.stringMatching(fault)] })
      expect(await (await fetchPlaybook()).json()).toMatchObject({ version: 1, topics: [] })
    },
  )

  it('with a recipe there twice, or with too many, is refused', async () => {
    const one = { site: 'x', recipe: { version: 2, selectors: {}, expects: [] } }
    expect(await publish({ ...playbook, recipes: [one, one] })).toMatchObject({
      status: 'invalid',
      faults: [expect.stringMatching(/^recipes\.1\.recipe\.version: .*twice/)],
    })
    const many = Array.from({ length: 101 }, (_, n) => ({ ...one, site: `s${n}` }))
    expect(await publish({ ...playbook, recipes: many })).toMatchObject({ status: 'invalid' })
  })

  it('that is broken is refused with the place and the mend, and the old one stays', async () => {
    const broken = { ...playbook, cards: [{ id: 'c', title: 'C', topics: ['brnad'], listenFor: ['x'] }] }
    const answer = await publish(broken)
    expect(answer).toEqual({
      status: 'invalid',
      faults: [expect.stringMatching(/^cards\.0\.topics\.0: .*brnad/)],
    })
    const unclosed = { ...playbook, topics: [{ id: 'brand', name: 'Brand', query: '(quillon OR' }] }
    expect(await publish(unclosed)).toMatchObject({
      status: 'invalid',
      faults: [expect.stringMatching(/^topics\.0\.query: /)],
    })
    const topics = Array.from({ length: 300 }, (_, n) => ({
      id: `t${n}`,
      name: 'T',
      query: 'q'.repeat(9_000),
    }))
    expect(await publish({ ...playbook, topics })).toMatchObject({ status: 'invalid' })
    expect(await publish('nonsense')).toMatchObject({ status: 'invalid' })
    expect(await (await fetchPlaybook()).json()).toMatchObject({ version: 1, topics: [] })
  })
})
