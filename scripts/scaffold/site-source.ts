/** `stack-exchange` → `stackExchange`: the name that a site's file exports. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function titleCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (part) => ` ${part.replace('-', '').toUpperCase()}`).trim()
}

/** By which pages of software that runs on any host are told in the pair that the scaffold writes. */
function generator(name: string): string {
  return `<meta name="generator" content="${titleCase(name)} 1.0">`
}

/**
 * A site that reads nothing yet and says so: its expectations fail on every thread until the recipe fits.
 * @param host null: software that runs on any host
 */
export function siteSource(name: string, host: string | null): string {
  const title = titleCase(name)
  const place =
    host === null
      ? `  // Runs on any host: its pages are known by what no other software writes.
  hosts: [],
  origins: [],
  marks: 'meta[name="generator"][content^="${title}"]',
  perHost: true,
  authorBy: 'handle',
  authorId: /\\/people\\/([^/?#]+)/,`
      : `  hosts: ['${host}'],
  origins: ['https://*.${host}/*'],
  authorBy: 'profile',`
  const thread = `/t/\${pathname.match(THREAD)?.[1] ?? ''}`
  const key =
    host === null ? `({ origin, pathname }) => \`\${origin}${thread}\`` : `({ pathname }) => \`${thread}\``
  return `import { siteFromRecipe } from './from-recipe.ts'
import type { Recipe, Site, SiteFacts } from './site.ts'

const recipe: Recipe = {
  version: 1,
  selectors: {
    post: '[data-${name}-post]',
    key: '@data-${name}-post',
    author: '[data-${name}-author]',
    profile: '[data-${name}-author]@href',
    text: '[data-${name}-text]',
    time: 'time@datetime',
    timeText: 'time',
    permalink: 'a:has(time)@href',
    parent: '@data-${name}-parent',
    replyBox: 'form textarea',
  },
  expects: [{ selector: '[data-${name}-post]', least: 1, on: ['thread'] }],
}

const THREAD = /^\\/t\\/(\\d+)/

/** ${title}. */
export const ${camelCase(name)}: Site = siteFromRecipe({
  id: '${name}',
  name: '${title}',
${place}
  recipe,
  pageKind: ({ pathname }) => (THREAD.test(pathname) ? 'thread' : null),
  threadKey: ${key},
})

export const facts: SiteFacts = {
  kinds: ['thread'],
  checked: '${new Date().toISOString().slice(0, 7)}',
  reads: {
    author: 'claimed',
    stableId: 'none',
    text: 'claimed',
    time: 'claimed',
    permalink: 'claimed',
    parent: 'claimed',
    quote: 'none',
    counts: 'none',
    language: 'none',
    replyBox: 'claimed',
    unloaded: 'none',
  },
  notes: ['Not held against a real page yet.'],
}
`
}

/** Two posts in nobody's structure: the site reads neither until both are made to fit. */
export function fixtureHtml(name: string, host: string | null): string {
  return `<!doctype html>
<html lang="en">
<head>${host === null ? generator(name) : ''}<title>Which grind for a moka pot? | ${titleCase(name)}</title></head>
<body>
<main>
<div class="entry" id="e1"><a href="/people/slowpour_ana">slowpour_ana</a> <a href="/t/1#e1"><time datetime="2026-03-05T08:00:00Z">5 March</time></a><div>Which grind for a moka pot?</div></div>
<div class="entry" id="e2"><a href="/people/brewbert">brewbert</a> <a href="/t/1#e2"><time datetime="2026-03-05T09:00:00Z">5 March</time></a><div>Finer than for a filter, says my Q2.</div></div>
</main>
</body>
</html>
`
}

/** What must be read from it once its places are in the recipe. */
export function fixtureJson(name: string, siteHost: string | null): string {
  const host = siteHost ?? `${name}.example`
  const url = `https://${host}/t/1`
  const post = (id: string, author: string, time: string, text: string) => ({
    key: id,
    permalink: `${url}#${id}`,
    author: {
      key: siteHost === null ? `${host}/${author}` : `/people/${author}`,
      handle: author,
      name: author,
      url: `https://${host}/people/${author}`,
      stableId: null,
    },
    text,
    truncated: false,
    quoted: null,
    time,
    timeText: null,
    parent: null,
    state: 'shown',
    lang: null,
    counts: null,
    sharedBy: null,
    promoted: false,
  })
  const reading = {
    thread: {
      site: name,
      key: siteHost === null ? url : '/t/1',
      url,
      page: 'thread',
      title: `Which grind for a moka pot? | ${titleCase(name)}`,
      community: host,
      posts: [
        post('e1', 'slowpour_ana', '2026-03-05T08:00:00.000Z', 'Which grind for a moka pot?'),
        post('e2', 'brewbert', '2026-03-05T09:00:00.000Z', 'Finer than for a filter, says my Q2.'),
      ],
    },
    report: {
      site: name,
      posts: 2,
      missing: { author: 0, text: 0, time: 0, permalink: 0 },
      failed: [],
      collapsed: 0,
      unloaded: null,
      recipe: { source: 'packaged', version: 1, refused: false },
    },
  }
  return `${JSON.stringify({ url, reading }, null, 2)}\n`
}
