/**
 * npm run docs:sites [-- --check]
 *
 * Writes docs/sites.md from the `facts` of every lib/sites/*.site.ts and from what tests/sites/saved-pages.ts
 * knows of the saved pages. With --check it writes nothing and exits 1 when the file is not what they say.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { FALLBACK } from '../lib/sites/choose-site.ts'
import { SITES } from '../lib/sites/registry.ts'
import type { Certainty, Site, SiteFacts } from '../lib/sites/site.ts'
import { CORRECTIONS, type Correction } from '../tests/sites/saved-pages.ts'
import { type Counts, PARTS } from './read/count-found.ts'

const path = fileURLToPath(new URL('../docs/sites.md', import.meta.url))

/** Strongest first. */
const CERTAINTIES: Readonly<Record<Certainty, string>> = {
  seen: 'on a real saved page, and counted there',
  source: 'read in the open source of the site’s software; no saved page shows it',
  agreed: 'several independent programs that read the site agree on it; no saved page shows it',
  claimed:
    'one source says so, or we remember it so: it may be wrong, and another way to find the field stands behind it',
  none: 'the page does not give it, so Earshot gives nothing',
}

const FIELDS: Readonly<Record<keyof SiteFacts['reads'], readonly [name: string, meaning: string]>> = {
  author: ['author', 'who wrote the post, as the page names them'],
  stableId: ['lasting id', 'an id of the author that outlives a change of name'],
  text: ['text', 'the words, with their paragraphs and without what they quote'],
  time: [
    'exact time',
    'to the second, in UTC; where it is not there, the page’s own words for it (“3 days ago”) are kept',
  ],
  permalink: ['permalink', 'the address of the post alone'],
  parent: ['parent', 'which post it answers; shown as inferred where only order or indentation tells'],
  quote: ['quote', 'a post or passage that it quotes, kept apart from its text'],
  counts: ['counts', 'likes, answers, shares, views: those that the site shows in full'],
  language: ['language', 'as the page marks it'],
  replyBox: ['reply box', 'the site’s own box to answer, where “Insert” puts a draft'],
  unloaded: ['unloaded', 'how many posts the page says there are beyond those in it'],
}

const text = await write()
if (!process.argv.includes('--check')) {
  writeFileSync(path, text)
} else if (readIfThere(path) !== text) {
  console.error('docs/sites.md is not what the facts of the sites say. Run: npm run docs:sites')
  process.exitCode = 1
}

async function write(): Promise<string> {
  const known = await Promise.all(
    SITES.filter(({ ownPage }) => !ownPage).map(async (site) => ({ site, facts: await factsOf(site) })),
  )
  // The general reader is what stands behind all others, so it comes last.
  known.sort(
    (one, other) =>
      Number(isFallback(one.site)) - Number(isFallback(other.site)) ||
      one.site.name.localeCompare(other.site.name, 'en'),
  )
  return `${[
    ...introduction(),
    '## All sites',
    table(
      ['Site', 'Where', 'Page kinds', 'Fields read, by certainty', 'Last checked'],
      known.map(({ site, facts }) => [
        `[${site.name}](#${anchor(site.name)})`,
        where(site),
        facts.kinds.join(', '),
        byCertainty(facts),
        facts.checked,
      ]),
    ),
    ...known.flatMap(({ site, facts }) => section(site, facts)),
    ...outOfReach(),
    ...wrongCounts(),
  ].join('\n\n')}\n`
}

async function factsOf({ id }: Site): Promise<SiteFacts> {
  const { facts } = (await import(`../lib/sites/${id}.site.ts`)) as { facts?: SiteFacts }
  if (!facts)
    throw new Error(`lib/sites/${id}.site.ts exports no facts, which docs/sites.md is written from.`)
  return facts
}

function introduction(): string[] {
  return [
    '<!-- Written by `npm run docs:sites` from lib/sites/*.site.ts and tests/sites/saved-pages.ts: change those. -->',
    '# Sites',
    'Earshot reads posts out of the page that you have open and allowed it to read: what stands in the page and what the page carries for its own scripts. It fetches nothing, opens nothing and scrolls nothing. A post that the page has not loaded is not read until the page loads it.',
    'How the site of a page is chosen: first by the host of its address, then, for software that runs on any host, by marks that only its pages bear. Only the code of the chosen site is put into the page. Where no site knows the page, or its software is known but its reader finds no post, the general reader (“Other sites”, last in the list) looks for posts that the page describes itself or that its shape gives away. Left alone are pages of a named host without posts, and those that a known software keeps for one person or for no words at all: letters, settings, log-in. The shape alone is not asked where the address speaks of letters or of goods on offer.',
    'Page kinds: a **thread** is one conversation, a **feed** a list of posts of many, a **profile** the posts of one person, a **search** the results of one.',
    'The fields of a post:',
    list(Object.values(FIELDS).map(([name, meaning]) => `**${name}**: ${meaning}`)),
    'How sure a field is:',
    list(Object.entries(CERTAINTIES).map(([name, meaning]) => `**${labelOf(name)}**: ${meaning}`)),
    '**Last checked** is the month in which somebody last held the reader against a real page of the site or against its source. Sites change without notice: when a page no longer shows what its kind always shows, Earshot says so in the panel, and a repaired set of selectors can be shipped as data ([recipes.md](recipes.md)).',
  ]
}

function section(site: Site, facts: SiteFacts): string[] {
  const marks = site.marks === undefined ? [] : [`Told by \`${site.marks}\``]
  return [`## ${site.name}`, list([...facts.notes.map(plain), ...marks])]
}

function outOfReach(): string[] {
  return [
    '## Out of reach',
    list([
      'Comments in an embedded frame, as Disqus, Jetpack, giscus, utterances, Remark42, Hyvor Talk, Coral, Ghost and the Facebook comments plugin show them: the frame is a page of another origin, with a permission of its own, and Earshot reads the page that you opened.',
      'Pages that only people with an account see, on sites where we never had one. Where they share the layout of public pages they are read; where they do not, what is said of them here is at best “agreed”.',
      'Private messages and chats. No reader is written for them, and on a named site their pages are left alone.',
      'Apps on a phone, and the mobile layouts of Facebook and YouTube.',
      'Words inside pictures, films and sound.',
    ]),
  ]
}

function wrongCounts(): string[] {
  return [
    '## Pages whose count by a plain selector is wrong',
    'The readers are tested against a set of real saved pages. They are other people’s words, so they are kept outside of the project; the tests that need them run where the set is. Its table, INDEX.tsv, counts the posts of each page by what one selector matches. On the pages below that is not what the page holds. Each was looked at, and the tests expect the corrected numbers here and the table’s own everywhere else: posts exactly, the other parts at least.',
    `Numbers are ${PARTS.join(' / ')}. A time in words counts as a time.`,
    table(['Page', 'INDEX.tsv', 'In the page', 'Why'], CORRECTIONS.map(correctionRow)),
  ]
}

function correctionRow({ file, indexed, counts, why }: Correction): string[] {
  return [`\`${file}\``, inNumbers(indexed), inNumbers(counts), plain(why)]
}

function inNumbers(counts: Counts): string {
  return PARTS.every((part) => counts[part] === null)
    ? 'not counted'
    : PARTS.map((part) => counts[part] ?? '–').join(' / ')
}

function where(site: Site): string {
  if (site.hosts.length > 0) return site.hosts.join(', ')
  return isFallback(site)
    ? 'any host, told by what the page says or its shape'
    : 'any host, told by its markup'
}

/** "**seen** author, text; **claimed** reply box": strongest certainty first, what is not there last. */
function byCertainty({ reads }: SiteFacts): string {
  const names = Object.keys(FIELDS) as (keyof typeof FIELDS)[]
  return (Object.keys(CERTAINTIES) as Certainty[])
    .map((certainty) => ({
      label: labelOf(certainty),
      fields: names.filter((name) => reads[name] === certainty).map((name) => FIELDS[name][0]),
    }))
    .filter(({ fields }) => fields.length > 0)
    .map(({ label, fields }) => `**${label}** ${fields.join(', ')}`)
    .join('; ')
}

function labelOf(certainty: string): string {
  return certainty === 'none' ? 'not there' : certainty
}

function isFallback({ id }: Site): boolean {
  return id === FALLBACK
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function list(points: readonly string[]): string {
  return points.map((point) => `- ${point}`).join('\n')
}

/** A sentence in which nothing is Markdown but code between backticks. */
function plain(sentence: string): string {
  return sentence
    .split(/(`[^`]*`)/)
    .map((piece) => (piece.startsWith('`') ? piece : piece.replace(/[\\*_<>[\]]/g, '\\$&')))
    .join('')
}

/** As GitHub makes one of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-')
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
