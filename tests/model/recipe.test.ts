import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { PlaybookSchema, withoutBadRecipes } from '../../lib/model/playbook.ts'
import { isWithin, RecipeSchema, ShippedRecipeSchema, takeRecipes } from '../../lib/model/recipe.ts'
import { faultOfPlace, faultOfSelector, faultOfWatched } from '../../lib/model/recipe-place.ts'
import { SITES } from '../../lib/sites/registry.ts'

const recipe = { version: 2, selectors: { post: 'article' }, expects: [] }
const shipped = { site: 'reddit', recipe }
const PLAYBOOK = { id: 'quillon', organisation: 'Quillon', version: 1, topics: [] }

describe('what a recipe may say', () => {
  test.each(SITES.map(({ id, recipe }) => [id, recipe] as const))(
    'is enough for the built-in one of %s',
    (_, built) => {
      expect(RecipeSchema.safeParse(built).error?.issues ?? []).toEqual([])
    },
  )

  test.each([
    'article',
    'main > article.post:not(.is-ad, [data-ad])',
    ':root:has(> body#app) [data-testid="tweet"]',
    'a[href^="/@"]@href | .name',
    '@data-id',
    'tr:nth-child(2n + 1) td ~ td + td',
    "[title='a, b > c']",
    '.md\\:flex',
    '[lang|=en i], :is(a, b):where(.c)',
    '時間.投稿',
    'input[name="t"]@value | data@value',
    '&.is-ad | &:has(> .ad)@data-ad | .ad',
    '.footer >> .likes@data-count | header.top >> time@datetime',
  ])('takes %s', (place) => {
    expect(faultOfPlace(place)).toBeNull()
  })

  test.each([
    ['a style rule', 'p{color:red}'],
    ['an import', '@import "https://evil.test/x.css"'],
    ['an address', 'a[style*="url(https://evil.test)"]'],
    ['an address as a function', 'p:is(url(x))'],
    ['a comment', 'a/**/b'],
    ['a null byte', 'a\u0000b'],
    ['a line break', 'a\nb'],
    ['a script address', 'a[href^="JavaScript:"]@href'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['what is in a field', 'input@value'],
    ['what is in any hidden field', 'form input[type="hidden"]@value'],
    ['what is in a secret field', 'input[name="securitytoken"]@value'],
    ['what is in a secret field, in a list', 'input[type^="pass"],.name@value'],
    ['a part of the name of a field', '.form input[name^="sec"].box@value'],
    ['letters by their numbers', '[type="p\\61ssword"].form-control@value'],
    ['a secret by the numbers of its letters', 'meta[name="csr\\66 -to\\6b en"]@content'],
    ['a note of the page without its name', 'meta:nth-of-type(3)@content'],
    ['a handler', 'a@onclick'],
    ['a style', 'p@style'],
    ['an inner document', 'iframe@srcdoc'],
    ['a secret', 'meta[name="csrf-token"]@content'],
    ['a secret attribute', 'script@nonce'],
    ['a drawn element', 'p::before'],
    ['a state of the pointer', 'a:hover'],
    ['a namespace', 'svg|a'],
    ['nesting three deep', ':is(:not(:has(a)))'],
    ['an open bracket', 'a[href'],
    ['an open parenthesis', ':not(a'],
    ['an open string', 'a[href="x]'],
    ['the post itself below something', 'a > &'],
    ['a combinator that leads nowhere', 'a >'],
    ['a part with nothing in it', '.footer >> '],
    ['nothing with something in it', ' >> .likes'],
    ['a part of a part', '.a >> .b >> .c'],
    ['the post itself in a part', '&.post >> .likes'],
    ['a part that is a secret', '.csrf-token >> b'],
    ['a comma that leads nowhere', 'a,,b'],
    ['an empty alternative', 'a |  | b'],
    ['more steps than anybody needs', 'a '.repeat(130).trim()],
    ['too many looks ahead', Array.from({ length: 13 }, () => ':has(a)').join('')],
    ['too much', `a${'b'.repeat(2_000)}`],
  ])('refuses %s', (_, place) => {
    expect(faultOfPlace(place)).toEqual(expect.any(String))
    const parsed = RecipeSchema.safeParse({ ...recipe, selectors: { post: place } })
    expect(parsed.error?.issues[0]?.path).toEqual(['selectors', 'post'])
  })

  it('takes no alternatives and no attribute where a bare selector belongs', () => {
    expect(faultOfSelector('a | b')).not.toBeNull()
    expect(faultOfSelector('a@href')).not.toBeNull()
    expect(
      RecipeSchema.safeParse({ ...recipe, expects: [{ selector: 'a@href', least: 1, on: ['thread'] }] })
        .success,
    ).toBe(false)
    expect(faultOfWatched('data-state')).toBeNull()
    for (const name of ['a b', '', '1st', 'x'.repeat(80), 'a=b']) expect(faultOfWatched(name)).not.toBeNull()
  })

  test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'a-b', '', '1st', 'x'.repeat(41)])(
    'gives no place the name %j',
    (name) => {
      expect(RecipeSchema.safeParse({ ...recipe, selectors: { [name]: 'a' } }).success).toBe(false)
    },
  )

  it('keeps no place under the name of a prototype, and no field that it does not know', () => {
    const given: unknown = JSON.parse('{"version":2,"selectors":{"__proto__":"a","post":"b"},"expects":[]}')
    const parsed = RecipeSchema.safeParse(given)
    if (parsed.success) expect(Object.entries(parsed.data.selectors)).toEqual([['post', 'b']])
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
    expect(RecipeSchema.safeParse({ ...recipe, code: 'alert(1)' }).success).toBe(false)
    expect(ShippedRecipeSchema.safeParse({ ...shipped, script: 'x' }).success).toBe(false)
  })

  test.each([
    ['x.com/path'],
    ['*.reddit.com'],
    ['https://reddit.com'],
    ['reddit.com:8443'],
    ['Reddit.com'],
    [''],
  ])('names no host %j', (host) => {
    expect(ShippedRecipeSchema.safeParse({ ...shipped, hosts: [host] }).success).toBe(false)
  })

  it('has an answer for any text', () => {
    const sign = fc.constantFrom(
      ...'a-_1.#[]=\'"():,>+~*@| \\\u0000\n{}é漢😀',
      ':is(',
      ':not(',
      '[a="',
      ' | ',
    )
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
        const text = signs.join('')
        const fault = faultOfPlace(text)
        expect(fault === null || fault.length > 0).toBe(true)
      }),
    )
  })
})

describe('recipes in a playbook', () => {
  it('are taken one by one: a bad one is left out with its reason, the guidance stays', () => {
    const bad = { site: 'x', recipe: { ...recipe, version: 5, selectors: { post: 'a{}' } } }
    const { playbook, refused } = withoutBadRecipes({ ...PLAYBOOK, recipes: [bad, shipped, 'junk', shipped] })
    expect(PlaybookSchema.parse(playbook).recipes).toEqual([shipped])
    expect(refused).toEqual([
      {
        site: 'x',
        version: 5,
        reason: 'malformed',
        detail: expect.stringMatching(/^recipes\.0\.recipe\.selectors\.post: /),
      },
      { site: null, version: null, reason: 'malformed', detail: expect.stringMatching(/^recipes\.2/) },
      { site: 'reddit', version: 2, reason: 'malformed', detail: 'recipes.3: there twice' },
    ])
  })

  it('may be missing, and are none where something else stands in their place', () => {
    expect(withoutBadRecipes(PLAYBOOK)).toEqual({ playbook: PLAYBOOK, refused: [] })
    expect(withoutBadRecipes('no playbook')).toEqual({ playbook: 'no playbook', refused: [] })
    expect(takeRecipes({ 0: shipped })).toMatchObject({ recipes: [], refused: [{ detail: 'recipes' }] })
  })

  it('are a hundred at most, and half a megabyte together', () => {
    const many = Array.from({ length: 102 }, (_, n) => ({ site: `s${n}`, recipe }))
    const taken = takeRecipes(many)
    expect(taken.recipes).toHaveLength(100)
    expect(taken.refused).toMatchObject([{ site: 's100', reason: 'too-many' }])
    expect(PlaybookSchema.safeParse({ ...PLAYBOOK, recipes: many }).success).toBe(false)
    const selectors = Object.fromEntries(
      Array.from({ length: 80 }, (_, n) => [`p${n}`, `.${'x'.repeat(900)}`]),
    )
    const heavy = many.slice(0, 9).map((one) => ({ ...one, recipe: { ...recipe, selectors } }))
    expect(takeRecipes(heavy).recipes).toHaveLength(7)
    expect(PlaybookSchema.safeParse({ ...PLAYBOOK, recipes: heavy }).success).toBe(false)
  })
})

test('a host is within another only at a dot', () => {
  expect(isWithin('old.reddit.com', ['reddit.com'])).toBe(true)
  expect(isWithin('reddit.com', ['reddit.com'])).toBe(true)
  for (const host of ['notreddit.com', 'reddit.com.evil.test', 'com', ''])
    expect(isWithin(host, ['reddit.com'])).toBe(false)
})
