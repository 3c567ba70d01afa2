import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import type { PackagedRecipe } from '../lib/model/kept-recipes.ts'
import { SITES } from '../lib/sites/registry.ts'
import type { SiteIdentity } from '../lib/sites/site.ts'

const FOLDER = join(import.meta.dirname, '..', 'lib', 'sites')
const INDEX = 'virtual:site-index'
const RECIPES = 'virtual:site-recipes'

/** What every site is known by, without its code. */
export function siteIndex(): readonly SiteIdentity[] {
  return SITES.map(({ id, name, hosts, origins, people, marks, ownPage }) => ({
    id,
    name,
    hosts,
    origins,
    ...(people !== undefined && { people }),
    ...(marks !== undefined && { marks }),
    ...(ownPage !== undefined && { ownPage }),
  }))
}

/** Every site with the version of its recipe, without its code. */
export function siteRecipes(): readonly PackagedRecipe[] {
  return SITES.filter(({ ownPage }) => !ownPage).map(({ id, hosts, recipe }) => ({
    id,
    hosts,
    version: recipe.version,
  }))
}

/**
 * Vite plugin: `virtual:site-index` is what sites are known by, so that the reader and the panel can name a
 * page's site without carrying the code that reads it. `virtual:site-recipes` is which versions of their
 * recipes are built in.
 */
export function siteIndexModule(): Plugin {
  return {
    name: 'earshot:site-index',
    resolveId: (id) => (id === INDEX || id === RECIPES ? `\0${id}` : null),
    load: (id) => {
      if (id === `\0${INDEX}`) return `export const SITE_INDEX = ${JSON.stringify(siteIndex())}`
      if (id === `\0${RECIPES}`) return `export const SITE_RECIPES = ${JSON.stringify(siteRecipes())}`
      return null
    },
  }
}

/**
 * Builds each site's code to a script of its own, `sites/<id>.js`, that the background puts into a page of
 * that site. It leaves the adapter in the extension's own world (lib/platform/load-site.ts).
 */
export async function buildSiteScripts(): Promise<readonly { path: string; contents: string }[]> {
  const scripts = []
  for (const { id, ownPage } of SITES)
    if (!ownPage) scripts.push({ path: `sites/${id}.js`, contents: await buildSiteScript(id) })
  return scripts
}

/** Builds the code that makes reports, which is put into a page that is to be reported. */
export async function buildReportScript(): Promise<{ path: string; contents: string }> {
  const source = `import { makeReport } from ${JSON.stringify(join(FOLDER, 'make-report.ts'))}
globalThis.earshotReport = makeReport`
  return { path: 'reader/report.js', contents: await buildScript('report', source) }
}

async function buildSiteScript(id: string): Promise<string> {
  const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const source = `import { ${name} as site } from ${JSON.stringify(join(FOLDER, `${id}.site.ts`))}
;(globalThis.earshotSites ??= {})[site.id] = site`
  return buildScript(id, source)
}

async function buildScript(id: string, source: string): Promise<string> {
  const entry = `virtual:site-script/${id}`
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'earshot:site-script',
        resolveId: (wanted) => (wanted === entry ? `\0${entry}` : null),
        load: (wanted) => (wanted === `\0${entry}` ? source : null),
      },
    ],
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error(`${id} was not built to one script`)
  return chunk.code
}
