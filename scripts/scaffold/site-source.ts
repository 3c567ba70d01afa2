/** `stack-exchange` → `stackExchange`: the name that a site's file exports. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function titleCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (part) => ` ${part.replace('-', '').toUpperCase()}`).trim()
}

/** A site that reads nothing yet and says so: its expectations fail on every thread until the recipe fits. */
export function siteSource(name: string, host: string): string {
  const title = titleCase(name)
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
  hosts: ['${host}'],
  origins: ['https://*.${host}/*'],
  recipe,
  authorBy: 'profile',
  pageKind: ({ pathname }) => (THREAD.test(pathname) ? 'thread' : null),
  threadKey: ({ pathname }) => \`/t/\${pathname.match(THREAD)?.[1] ?? ''}\`,
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
export function fixtureHtml(name: string): string {
  return `<!doctype html>
<html lang="en">
<head><title>Which grind for a moka pot? | ${titleCase(name)}</title></head>
<body>
<main>
<div class="entry" id="e1"><a href="/people/slowpour_ana">slowpour_ana</a> <a href="/t/1#e1"><time datetime="2026-03-05T08:00:00Z">5 March</time></a><div>Which grind for a moka pot?</div></div>
<div class="entry" id="e2"><a href="/people/brewbert">brewbert</a> <a href="/t/1#e2"><time datetime="2026-03-05T09:00:00Z">5 March</time></a><div>Finer than for a filter, says my Q2.</div></div>
</main>
</body>
</html>
`
}

/** What must be read from it. */
export function fixtureJson(name: string, host: string): string {
  const url = `https://${host}/t/1`
  const post = (id: string, author: string, time: string, text: string, parent: string | null) => ({
    key: id,
    permalink: `${url}#${id}`,
    author: {
      key: `/people/${author}`,
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
    parent: parent && { key: parent, inferred: true },
    state: 'shown',
    lang: null,
    counts: null,
    sharedBy: null,
    promoted: false,
  })
  const reading = {
    thread: {
      site: name,
      key: '/t/1',
      url,
      page: 'thread',
      title: `Which grind for a moka pot? | ${titleCase(name)}`,
      community: host,
      posts: [
        post('e1', 'slowpour_ana', '2026-03-05T08:00:00.000Z', 'Which grind for a moka pot?', null),
        post('e2', 'brewbert', '2026-03-05T09:00:00.000Z', 'Finer than for a filter, says my Q2.', 'e1'),
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
