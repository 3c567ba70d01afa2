import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

interface Import {
  readonly file: string
  /** Path from the root for our own files, else the package's name. */
  readonly target: string
  readonly typeOnly: boolean
}

const SOURCES = globSync(
  ['lib/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'entrypoints/**/*.{ts,tsx}', 'server/**/*.ts'],
  {
    cwd: root,
    exclude: ['**/node_modules/**'],
  },
)

const IMPORTS: readonly Import[] = SOURCES.flatMap((file) => importsOf(file))

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const statements = text.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm,
  )
  return [...statements].map((match) => {
    const specifier = match[2] ?? match[3] ?? ''
    const target = specifier.startsWith('.')
      ? relative(root, join(root, dirname(file), specifier)).replaceAll('\\', '/')
      : specifier
    return { file, target, typeOnly: match[1] !== undefined }
  })
}

function importsFrom(folder: string): readonly Import[] {
  return IMPORTS.filter(({ file }) => file.startsWith(folder))
}

function own(target: string): boolean {
  return /^(lib|components|entrypoints|server|locales|scripts|tests|bench)\//.test(target)
}

/** Layer → what it may import: folders of ours, and packages. */
const ALLOWED: Record<string, readonly RegExp[]> = {
  'lib/model/': [/^lib\/model\//],
  'lib/sites/': [/^lib\/(sites|model)\//],
  'lib/matching/': [/^lib\/(matching|model)\//],
  'lib/listening/': [/^lib\/(listening|model)\//],
  'lib/store/': [
    /^lib\/(store|model|matching|listening)\//,
    // Hashes without a wait: one in a transaction of IndexedDB would end it.
    /^(dexie|uuid|@noble\/hashes\/.*)$/,
  ],
  'lib/sync/': [/^lib\/(sync|model)\//, /^eventsource-parser$/],
  'lib/platform/': [/^lib\/(platform|model|sites)\//, /^(wxt\/.*|webextension-polyfill|uuid)$/],
  'lib/panel/': [/^lib\//, /^@preact\/signals(-core)?$/, /^(dexie|diff)$/],
  // What the background does with what arrives; the counterpart of lib/panel (docs/decisions/0006).
  'lib/background/': [/^lib\/(background|model|matching|store|sync)\//],
  // Joins store, sync and platform for two entrypoints, which may not import one another.
  'lib/wiring/': [/^lib\//, /^uuid$/, /^virtual:site-(index|recipes)$/],
  'components/': [
    /^components\//,
    /^lib\/(model|listening|matching|panel)\//,
    /^lib\/store\/views\.ts$/,
    /^locales\//,
    /^(preact|preact\/.*|@preact\/signals|@lingui\/core)$/,
  ],
  'server/': [
    /^server\//,
    // Matching for one thing: a playbook whose queries do not parse is not put in force (docs/decisions/0008).
    /^lib\/(model|matching)\//,
    /^(hono|hono\/.*|@hono\/.*|jose|pg|pino|prom-client|rate-limiter-flexible|uuid|node:.*)$/,
  ],
}

describe('layers', () => {
  test.each(Object.entries(ALLOWED))('%s imports only what it may', (folder, allowed) => {
    const broken = importsFrom(folder)
      .filter(({ file }) => !(file === 'lib/model/zod.ts'))
      .filter(({ target }) => !target.endsWith('.css'))
      .filter(({ target }) => !allowed.some((pattern) => pattern.test(target)))
    expect(broken.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
  })

  test('nothing imports the server, and entrypoints are imported by nobody', () => {
    const broken = IMPORTS.filter(
      ({ file, target }) =>
        (target.startsWith('server/') && !file.startsWith('server/')) ||
        (target.startsWith('entrypoints/') && dirname(target) !== dirname(file)),
    )
    expect(broken).toEqual([])
  })

  test('Zod is imported in one place, Dexie in the store and the live-query bridge, the browser in lib/platform', () => {
    const places = (pattern: RegExp) => [
      ...new Set(
        IMPORTS.filter(({ target, typeOnly }) => pattern.test(target) && !typeOnly).map(({ file }) => file),
      ),
    ]
    expect(places(/^zod/)).toEqual(['lib/model/zod.ts'])
    for (const file of places(/^dexie/)) expect(file).toMatch(/^lib\/store\/|^lib\/panel\/live\.ts$/)
    for (const file of places(/^(wxt\/browser|webextension-polyfill)/))
      expect(file).toMatch(/^lib\/platform\//)
  })

  test('no code of the product writes markup', () => {
    // The names of every way to write markup, looked for and not used: page text is text.
    const WRITES =
      /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|setHTML|createContextualFragment|document\.write|srcdoc=/
    const drawing = SOURCES.filter((file) => /^(lib|components|entrypoints)\//.test(file))
    expect(drawing.filter((file) => WRITES.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
  })

  test('the reader script reaches neither store, sync, panel, Dexie nor Zod', () => {
    const reached = new Set<string>()
    const queue = ['entrypoints/reader.content.ts']
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      if (reached.has(file)) continue
      reached.add(file)
      for (const { target, typeOnly } of IMPORTS.filter((entry) => entry.file === file))
        if (!typeOnly) queue.push(target)
    }
    expect(reached.has('lib/sites/watch.ts')).toBe(true)
    const barred = [...reached].filter((target) =>
      /^(lib\/(store|sync|panel)\/|dexie|zod|lib\/model\/zod)/.test(target),
    )
    expect(barred).toEqual([])
  })

  test('every file of ours that an import names exists', () => {
    const missing = IMPORTS.filter(
      ({ target }) => own(target) && globSync(target, { cwd: root }).length === 0,
    )
    expect(missing.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
  })
})
