import { beforeAll, describe, expect, it, test } from 'vitest'
import {
  type KeptRecipes,
  KeptRecipesSchema,
  offersFor,
  type RecipeGround,
  standingsOf,
  withRolledBack,
} from '../../lib/model/kept-recipes.ts'
import type { ShippedRecipe } from '../../lib/model/recipe.ts'
import {
  faultsOfList,
  type ListGround,
  openSignedList,
  type PinnedKey,
  signList,
  type TakenList,
} from '../../lib/model/recipe-list.ts'

const SITES = [
  { id: 'reddit', hosts: ['reddit.com'], version: 3 },
  { id: 'discourse', hosts: [], version: 1 },
]
const recipe = (site: string, version: number, hosts?: string[]): ShippedRecipe => ({
  ...{ site, recipe: { version, selectors: { post: '.post' }, expects: [] } },
  ...(hosts && { hosts }),
})
const listText = (version: number, recipes: readonly unknown[]) =>
  JSON.stringify({ version, issued: '2026-11-22', recipes })

interface Signer {
  readonly pinned: PinnedKey
  readonly key: CryptoKey
}

async function newSigner(id: string): Promise<Signer> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(
    { name: 'ECDSA', namedCurve: 'P-256' },
    true,
    ['sign', 'verify'],
  )
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', publicKey)).toString('base64')
  return { pinned: { id, key: spki }, key: privateKey }
}

let maker: Signer
let stranger: Signer
beforeAll(async () => {
  maker = await newSigner('quillon-2026')
  stranger = await newSigner('quillon-2026')
})

const ground = (more: Partial<ListGround> = {}): ListGround => ({
  keys: [maker.pinned],
  sites: SITES,
  held: null,
  now: 5,
  ...more,
})
const signed = async (text: string, by = maker) =>
  (await signList(text, by.pinned.id, by.key)) as { list: string; key: string; signature: string }
async function held(version: number, recipes: readonly unknown[]): Promise<TakenList> {
  const opened = await openSignedList(await signed(listText(version, recipes)), ground())
  if (!opened.ok) throw new Error(opened.problem.path)
  return opened.value
}

describe('the release list', () => {
  it('is taken when its exact text is signed by a pinned key', async () => {
    const opened = await openSignedList(
      await signed(listText(4, [recipe('reddit', 9, ['old.reddit.com'])])),
      ground(),
    )
    expect(opened).toEqual({
      ok: true,
      value: {
        version: 4,
        issued: '2026-11-22',
        key: 'quillon-2026',
        takenAt: 5,
        recipes: [recipe('reddit', 9, ['old.reddit.com'])],
        refused: [],
      },
    })
  })

  it('is accepted from the old and the new key while one takes over from the other', async () => {
    const next = await newSigner('quillon-2027')
    const keys = [maker.pinned, next.pinned]
    for (const by of [maker, next])
      expect(await openSignedList(await signed(listText(1, []), by), ground({ keys }))).toMatchObject({
        ok: true,
      })
    expect(
      await openSignedList(await signed(listText(1, [])), ground({ keys: [next.pinned] })),
    ).toMatchObject({ ok: false, problem: { path: 'key' } })
  })

  it('is refused when one character was changed, or space was added', async () => {
    const good = await signed(listText(4, [recipe('reddit', 9)]))
    for (const list of [
      good.list.replace('.post', '.pest'),
      `${good.list} `,
      good.list.replace('"version":4', '"version":5'),
    ])
      expect(await openSignedList({ ...good, list }, ground())).toMatchObject({
        ok: false,
        problem: { path: 'signature' },
      })
    const signature = good.signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
    expect(await openSignedList({ ...good, signature }, ground())).toMatchObject({
      ok: false,
      problem: { path: 'signature' },
    })
  })

  it('is refused when another key signed it, also under the name of a pinned one, and under no name that all objects know', async () => {
    expect(await openSignedList(await signed(listText(1, []), stranger), ground())).toMatchObject({
      ok: false,
      problem: { path: 'signature' },
    })
    const good = await signed(listText(1, []))
    for (const key of ['constructor', 'tostring', 'other'])
      expect(await openSignedList({ ...good, key }, ground())).toMatchObject({
        ok: false,
        problem: { path: 'key' },
      })
    const broken = ground({ keys: [{ id: 'quillon-2026', key: 'bm8ga2V5' }] })
    expect(await openSignedList(good, broken)).toMatchObject({ ok: false, problem: { path: 'signature' } })
  })

  test.each([
    ['nothing', null],
    ['text', 'a list'],
    ['an unsigned list', { version: 1, issued: '2026-11-22', recipes: [] }],
    ['a list as an object', { list: {}, key: 'quillon-2026', signature: 'x' }],
    ['an empty signature', { list: '{}', key: 'quillon-2026', signature: '' }],
    ['one field too many', { list: '{}', key: 'quillon-2026', signature: `${'A'.repeat(86)}==`, more: 1 }],
    [
      'a list of a megabyte',
      { list: 'x'.repeat(1_000_000), key: 'quillon-2026', signature: `${'A'.repeat(86)}==` },
    ],
  ])('is refused when it is %s', async (_, given) => {
    expect(await openSignedList(given, ground())).toMatchObject({
      ok: false,
      problem: { code: 'invalid', path: 'list' },
    })
  })

  test.each([
    ['no JSON', 'version 1', 'list'],
    ['no version', '{"issued":"2026-11-22","recipes":[]}', 'list.version'],
    ['no date', '{"version":1,"issued":"soon","recipes":[]}', 'list.issued'],
    ['more than it may hold', listText(1, Array(101).fill(0)), 'list.recipes'],
    ['code', '{"version":1,"issued":"2026-11-22","recipes":[],"run":"x"}', 'list'],
  ])('is refused, though signed, when it holds %s', async (_, text, path) => {
    expect(await openSignedList(await signed(text), ground())).toMatchObject({ ok: false, problem: { path } })
    expect(faultsOfList(text, SITES)).toHaveLength(1)
  })

  it('never goes back to an older list, and not to an older recipe in a newer one', async () => {
    const before = await held(7, [recipe('reddit', 9), recipe('discourse', 4)])
    expect(await openSignedList(await signed(listText(6, [])), ground({ held: before }))).toMatchObject({
      ok: false,
      problem: { path: 'version' },
    })
    expect(
      await openSignedList(await signed(listText(7, [recipe('reddit', 9)])), ground({ held: before })),
    ).toMatchObject({ ok: true })
    const next = await openSignedList(
      await signed(listText(8, [recipe('reddit', 8)])),
      ground({ held: before }),
    )
    expect(next).toMatchObject({
      ok: true,
      value: {
        version: 8,
        recipes: [recipe('reddit', 9)],
        refused: [{ site: 'reddit', version: 8, reason: 'older' }],
      },
    })
  })

  it('reaches only sites that are known, on hosts of theirs; software that runs anywhere, on any', async () => {
    const given = [
      recipe('reddit', 9, ['reddit.com.evil.test']),
      recipe('reddit', 10, ['old.reddit.com', 'news.ycombinator.com']),
      recipe('constructor', 2),
      recipe('tomorrow', 2),
      recipe('discourse', 2, ['talk.quillon.example']),
      { site: 'reddit', recipe: { version: 1, selectors: { post: 'a{}' }, expects: [] } },
    ]
    const opened = await openSignedList(await signed(listText(1, given)), ground())
    if (!opened.ok) throw new Error('refused')
    expect(opened.value.recipes).toEqual([recipe('discourse', 2, ['talk.quillon.example'])])
    expect(opened.value.refused.map(({ reason }) => reason)).toEqual([
      'malformed',
      'foreign-host',
      'foreign-host',
      'unknown-site',
      'unknown-site',
    ])
    expect(faultsOfList(listText(1, given), SITES)).toHaveLength(5)
  })
})

describe('what a reader is offered', () => {
  const kept = (more: Partial<KeptRecipes> = {}): KeptRecipes => ({ ...KeptRecipesSchema.parse({}), ...more })
  const WORKSPACE = '22222222-2222-4222-8222-222222222222'
  const groundOf = (team: readonly ShippedRecipe[], more: Partial<KeptRecipes> = {}): RecipeGround => ({
    ...{ sites: SITES, kept: kept(more) },
    team: { workspace: WORKSPACE, recipes: team },
  })
  const list = (recipes: ShippedRecipe[]): TakenList => ({
    version: 1,
    issued: '2026-11-22',
    key: 'k',
    takenAt: 1,
    recipes,
    refused: [],
  })
  const names = (site: string, of: RecipeGround) =>
    offersFor(site, of).map(
      ({ source, recipe, refused }) => `${source} ${recipe.version}${refused ? ' refused' : ''}`,
    )

  it('is what is newer than the built-in recipe, of the team and of the list, for this site', () => {
    const of = groundOf([recipe('reddit', 4), recipe('reddit', 3), recipe('discourse', 2)], {
      list: list([recipe('reddit', 5)]),
    })
    expect(names('reddit', of)).toEqual(['release 5', 'team 4'])
    expect(names('discourse', of)).toEqual(['team 2'])
    expect(names('constructor', of)).toEqual([])
    expect(standingsOf(of).find(({ offer }) => offer.recipe.version === 3)?.standing).toBe('older')
  })

  it('is nothing for other hosts, for sites that are switched off, or when all are', () => {
    expect(names('reddit', groundOf([recipe('reddit', 4, ['evil.test'])]))).toEqual([])
    expect(names('reddit', groundOf([recipe('reddit', 4)], { off: ['reddit'] }))).toEqual([])
    expect(names('reddit', groundOf([recipe('reddit', 4)], { offAll: true }))).toEqual([])
  })

  it('is told as refused after it read less, until a newer one comes; software that runs anywhere is tried anew', () => {
    const of = groundOf([recipe('reddit', 4), recipe('discourse', 2)])
    const after = withRolledBack(of, 'reddit', [{ source: 'team', version: 4 }], 8)
    expect(names('reddit', { ...of, kept: after })).toEqual(['team 4 refused'])
    expect(names('reddit', { ...groundOf([recipe('reddit', 5)]), kept: after })).toEqual(['team 5'])
    const engine = withRolledBack(of, 'discourse', [{ source: 'team', version: 2 }], 8)
    expect(standingsOf({ ...of, kept: engine }).map(({ standing }) => standing)).toContain('rolled-back')
    expect(names('discourse', { ...of, kept: engine })).toEqual(['team 2'])
  })

  it('is not what another team’s recipe of the same number came to', () => {
    const of = groundOf([recipe('reddit', 4)])
    const after = withRolledBack(of, 'reddit', [{ source: 'team', version: 4 }], 8)
    const other = { workspace: '33333333-3333-4333-8333-333333333333', recipes: [recipe('reddit', 4)] }
    expect(names('reddit', { sites: SITES, kept: after, team: other })).toEqual(['team 4'])
  })

  it('is not changed by a page that speaks of recipes that were never offered, or says the same again', () => {
    const of = groundOf([recipe('reddit', 4)])
    expect(
      withRolledBack(
        of,
        'reddit',
        [
          { source: 'release', version: 4 },
          { source: 'team', version: 77 },
        ],
        8,
      ),
    ).toBe(of.kept)
    const after = withRolledBack(of, 'reddit', [{ source: 'team', version: 4 }], 8)
    expect(withRolledBack({ ...of, kept: after }, 'reddit', [{ source: 'team', version: 4 }], 9)).toBe(after)
  })
})
