import { bbpress } from './bbpress.site.ts'
import { bluesky } from './bluesky.site.ts'
import { chooseSite } from './choose-site.ts'
import { discourse } from './discourse.site.ts'
import { facebook } from './facebook.site.ts'
import { flarum } from './flarum.site.ts'
import { generic } from './generic.site.ts'
import { github } from './github.site.ts'
import { hackernews } from './hackernews.site.ts'
import { instagram } from './instagram.site.ts'
import { invision } from './invision.site.ts'
import { khoros } from './khoros.site.ts'
import { lemmy } from './lemmy.site.ts'
import { linkedin } from './linkedin.site.ts'
import { lobsters } from './lobsters.site.ts'
import { mastodon } from './mastodon.site.ts'
import { mybb } from './mybb.site.ts'
import { nodebb } from './nodebb.site.ts'
import { phpbb } from './phpbb.site.ts'
import { phpbb2 } from './phpbb2.site.ts'
import { practice } from './practice.site.ts'
import { producthunt } from './producthunt.site.ts'
import { quora } from './quora.site.ts'
import { reddit } from './reddit.site.ts'
import { redditOld } from './reddit-old.site.ts'
import type { Site } from './site.ts'
import { slashdot } from './slashdot.site.ts'
import { smf } from './smf.site.ts'
import { stackExchange } from './stack-exchange.site.ts'
import { steam } from './steam.site.ts'
import { threads } from './threads.site.ts'
import { tiktok } from './tiktok.site.ts'
import { trustpilot } from './trustpilot.site.ts'
import { vanilla } from './vanilla.site.ts'
import { vbulletin } from './vbulletin.site.ts'
import { wordpress } from './wordpress.site.ts'
import { x } from './x.site.ts'
import { xenforo } from './xenforo.site.ts'
import { youtube } from './youtube.site.ts'

/**
 * Every site that Earshot can read, with its code. For builds, checks and commands: in a page only the code
 * of the page's own site is loaded (docs/decisions/0009-site-code-on-demand.md).
 */
export const SITES: readonly Site[] = [
  youtube,
  bluesky,
  threads,
  instagram,
  tiktok,
  hackernews,
  reddit,
  redditOld,
  x,
  linkedin,
  facebook,
  mastodon,
  lobsters,
  steam,
  mybb,
  smf,
  vanilla,
  slashdot,
  khoros,
  github,
  flarum,
  invision,
  nodebb,
  // Before its successor, whose mark is the line at the foot that both have.
  phpbb2,
  phpbb,
  vbulletin,
  xenforo,
  stackExchange,
  discourse,
  lemmy,
  producthunt,
  quora,
  trustpilot,
  bbpress,
  // After all other software: comments in its manner stand on pages of many makes.
  wordpress,
  practice,
  generic,
]

/** The site that reads this page; null where none does, also on pages of a known site that hold no posts. */
export function siteFor(url: URL, document: Document, without?: ReadonlySet<string>): Site | null {
  const site = chooseSite(url, document, SITES, without)
  return site && site.pageKind(url, document) !== null ? site : null
}
