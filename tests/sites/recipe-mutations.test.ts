// @vitest-environment happy-dom
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { type ShippedRecipe, ShippedRecipeSchema, takeRecipes } from '../../lib/model/recipe.ts'
import { openPage } from '../../lib/sites/page-address.ts'
import { read } from '../../lib/sites/read.ts'
import { SITES } from '../../lib/sites/registry.ts'
import type { Recipe } from '../../lib/sites/site.ts'
import { siteWith } from '../../lib/sites/try-recipe.ts'
import { runs } from '../support/runs.ts'
import { fixtures } from './fixtures.ts'

/** What whoever bends a recipe would put into a place. */
const BENT = [
  ...[
    'input',
    'input[type="password"]',
    'input@value',
    '[type="pass"]@value',
    '@value',
    'input[name="q"]@value',
  ],
  ...[
    'form *@value',
    'textarea',
    '[name="csrf"]@content',
    'meta@content',
    'script',
    'script@nonce',
    '@nonce',
  ],
  ...['style', '@style', 'p@style', '@onclick', 'iframe@srcdoc', '@srcdoc', '@formaction', 'option@value'],
  ...[
    '*',
    'html',
    ':root',
    'body *',
    ':has(*)',
    ':not(*)',
    ':is(input)',
    'form >> input@value',
    'html >> meta@content',
    '.part >> * >> a',
    '[value]',
    '[type^=p]',
    '[value^="s"]',
  ],
  ...[
    'url(https://evil.test)',
    'javascript:',
    '@import',
    '/*',
    '*/',
    '{',
    '}',
    ';',
    '\\70',
    '\\',
    '\u0000',
    '\n',
  ],
  ...[' | ', ' , ', '@', '&', '>', '~', '+', '(', ')', '[', ']', '"', "'", '::before', ':hover', '__proto__'],
] as const

const recipes: readonly ShippedRecipe[] = SITES.map(({ id, recipe }) =>
  ShippedRecipeSchema.parse({ site: id, recipe: { ...recipe, version: recipe.version + 1 } }),
)
const places = recipes.flatMap(({ recipe }) => Object.values(recipe.selectors))

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...BENT) },
  fc.constantFrom(...places),
  fc.string({ maxLength: 12, unit: 'binary' }),
)

/** Cuts a part of a text out and puts another in. */
const cut = fc.record({ from: fc.nat(), length: fc.nat(6), put: fc.option(piece, { nil: '' }) })
type Cut = { from: number; length: number; put: string }
function bend(text: string, cuts: readonly Cut[]): string {
  return cuts.reduce((now, { from, length, put }) => {
    const at = from % (now.length + 1)
    return now.slice(0, at) + put + now.slice(at + length)
  }, text)
}

/** One of the built-in recipes with some of its places bent, or its text as a whole. */
const bentPlaces = (of: readonly ShippedRecipe[]) =>
  fc
    .record({
      shipped: fc.constantFrom(...of),
      changes: fc.array(
        fc.record({ which: fc.nat(), cuts: fc.oneof(fc.array(cut, { maxLength: 4 }), piece) }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ shipped, changes }) => {
      const selectors: Record<string, string> = { ...shipped.recipe.selectors }
      const names = Object.keys(selectors)
      for (const { which, cuts } of changes) {
        const name = names[which % names.length] ?? ''
        selectors[name] = typeof cuts === 'string' ? cuts : bend(selectors[name] ?? '', cuts)
      }
      return { ...shipped, recipe: { ...shipped.recipe, selectors } }
    })
const bentText = fc
  .record({ shipped: fc.constantFrom(...recipes), cuts: fc.array(cut, { minLength: 1, maxLength: 4 }) })
  .map(({ shipped, cuts }): unknown => parsed(bend(JSON.stringify(shipped), cuts)))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

afterEach(() => {
  document.body.innerHTML = ''
  document.head.innerHTML = ''
})

test('a built-in recipe, bent in any way, is taken or refused with a reason, and never throws', () => {
  let taken = 0
  let refused = 0
  fc.assert(
    fc.property(fc.oneof(bentPlaces(recipes), bentText), (mutant) => {
      const answer = takeRecipes([mutant])
      expect(answer.recipes.length + answer.refused.length).toBe(1)
      for (const recipe of answer.recipes) expect(ShippedRecipeSchema.parse(recipe)).toEqual(recipe)
      for (const { detail } of answer.refused) expect(detail).not.toBe('')
      taken += answer.recipes.length
      refused += answer.refused.length
    }),
    runs(3_000),
  )
  // A property that takes everything, or nothing, would show nothing.
  expect(Math.min(taken, refused)).toBeGreaterThan((taken + refused) / 20)
  expect(Object.getPrototypeOf({})).toBe(Object.prototype)
})

/** What the page keeps from its reader, and what a person typed. */
const SECRETS = [
  's3cr3t-typed',
  's3cr3t-hidden',
  's3cr3t-meta',
  's3cr3t-nonce',
  's3cr3t-style',
  's3cr3t-handler',
]

/** Fields, notes and scripts with something to keep, as a page may hold them anywhere. */
const KEPT = `<form><input type="password" name="passwd" value="s3cr3t-typed"><input value="s3cr3t-typed">
  <input type="hidden" name="csrf_token" value="s3cr3t-hidden"><select><option value="s3cr3t-hidden">x</option></select>
  <button onclick="s3cr3t-handler" formaction="https://s3cr3t-handler.test">x</button></form>
  <meta name="csrf-token" content="s3cr3t-meta"><script nonce="s3cr3t-nonce"></script>
  <b style="--x: s3cr3t-style" integrity="s3cr3t-nonce">b</b><iframe srcdoc="s3cr3t-handler"></iframe>`

const GROUNDS = fixtures()
  .filter(({ name }) => ['lobsters--thread', 'phpbb--thread', 'xenforo--thread'].includes(name))
  .map(({ site: id, html, url }) => {
    const site = SITES.find((one) => one.id === id)
    if (site === undefined) throw new Error(`no site ${id}`)
    return { site, html, url: new URL(url) }
  })
type Ground = (typeof GROUNDS)[number]

/** The page, with secrets before everything else in each post, and beside the posts. */
function show({ site, html, url }: Ground): void {
  const page = new DOMParser().parseFromString(html.replaceAll(/<link[^>]*>/g, ''), 'text/html')
  document.head.innerHTML = page.head.innerHTML
  document.body.innerHTML = page.body.innerHTML
  for (const post of [document.body, ...site.containers(openPage(document, url, site.recipe))])
    post.insertAdjacentHTML('afterbegin', KEPT)
}

function readBy({ site, url }: Ground, recipe: Recipe): string {
  const inForce = { source: 'team' as const, version: recipe.version, refused: false }
  const using = siteWith(site, recipe, inForce, () => undefined)
  return JSON.stringify(read(using, document, url))
}

const found = (reading: string) => SECRETS.filter((secret) => reading.includes(secret))

test.each(GROUNDS.map((ground) => [ground.site.id, ground] as const))(
  'of a page of %s no recipe that is taken, however the built-in one was bent, reads a password, a hidden field or a secret',
  (id, ground) => {
    show(ground)
    const { recipe } = ground.site
    // The secrets lie where a recipe that nobody checked would find them.
    const unchecked = ['input@value', 'meta@content', 'button@onclick', 'b@style'].flatMap((place) =>
      Object.keys(recipe.selectors).flatMap((name) =>
        found(readBy(ground, { ...recipe, selectors: { ...recipe.selectors, [name]: place } })),
      ),
    )
    expect(unchecked.length).toBeGreaterThan(3)

    let tried = 0
    fc.assert(
      fc.property(bentPlaces(recipes.filter(({ site }) => site === id)), (mutant) => {
        for (const taken of takeRecipes([mutant]).recipes) {
          expect(found(readBy(ground, taken.recipe as Recipe))).toEqual([])
          tried++
        }
      }),
      runs(150),
    )
    expect(tried).toBeGreaterThan(15)
  },
)
