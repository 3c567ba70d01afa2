/**
 * Pages that go from one conversation to another without a load, each in the way of its site: what stays in the
 * document, what is put in its place, and when the address changes. All words are invented.
 */

export interface Conversation {
  readonly path: string
  readonly by: string
  readonly text: string
}

export interface LivingPage {
  /** The site, and what is peculiar in how it moves. */
  readonly name: string
  readonly origin: string
  readonly first: Conversation
  readonly second: Conversation
  /** The whole page for one of the two; its script has `go(at)`, and listens to "back". */
  html(at: 0 | 1): string
}

interface Pattern {
  readonly name: string
  readonly origin: string
  readonly paths: readonly [string, string]
  /** The part of the page that holds the conversation. */
  readonly screen: (said: Conversation, at: number) => string
  /** What stands around it, with `SCREEN` in its place. */
  readonly shell?: string
  readonly head?: string
  /** Body of `show(at)`: `screens[at]` is the part to show, `root` the element that holds the one shown before. */
  readonly show: string
  /** How `show` is called after the address changed. Left out: at once. */
  readonly after?: string
}

const WORDS = ['My Quillon Q2 jams after a week.', 'Which Quillon setting for a moka pot?'] as const
const PEOPLE = ['slowpour_ana', 'brewbert'] as const
const HOUR_AGO = () => new Date(Date.now() - 3_600_000).toISOString()

/**
 * The scripts of this file are the invented pages' own, run by the page and never by Earshot: the sites that they stand
 * for swap their content by `innerHTML`, and that is what a reader must follow.
 */
const FILL = 'function fill(into, html) { into.innerHTML = html; return into }'

function living({
  name,
  origin,
  paths,
  screen,
  shell = '<main id="root">SCREEN</main>',
  head = '',
  show,
  after,
}: Pattern): LivingPage {
  const said = paths.map((path, at) => ({ path, by: PEOPLE[at] ?? '', text: WORDS[at] ?? '' }))
  const [first, second] = said as [Conversation, Conversation]
  const screens = said.map((one, at) => screen(one, at))
  const script = `const screens = ${JSON.stringify(screens)}, paths = ${JSON.stringify(paths)}
${FILL}
let shown = paths.indexOf(location.pathname + location.search)
function show(at) { const root = document.getElementById('root'); ${show}; shown = at }
function arrive(at) { ${after ?? 'show(at)'} }
function go(at) { history.pushState(null, '', paths[at]); arrive(at) }
addEventListener('popstate', () => arrive(paths.indexOf(location.pathname + location.search)))`.replaceAll(
    '</',
    '<\\/',
  )
  return {
    name,
    origin,
    first,
    second,
    html: (at) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>${head}<script>${script}</script></head><body>${shell.replace('SCREEN', screens[at] ?? '')}</body></html>`,
  }
}

const REPLACE = 'fill(root, screens[at])'

const x = living({
  name: 'X: the address first, an empty timeline, then the cells of the next conversation',
  origin: 'https://x.com',
  paths: ['/slowpour_ana/status/1900000000000000001', '/brewbert/status/1900000000000000002'],
  screen: ({ by, text, path }) =>
    `<div data-testid="cellInnerDiv" style="transform: translateY(0px)"><article data-testid="tweet" role="article" tabindex="-1"><div data-testid="User-Name"><a href="/${by}" role="link"><span>${by} at home</span></a><a href="/${by}" role="link"><span>@${by}</span></a><a href="${path}" role="link"><time datetime="${HOUR_AGO()}">1h</time></a></div><div data-testid="tweetText" lang="en" dir="auto"><span>${text}</span></div></article></div>`,
  show: REPLACE,
  after: `setTimeout(() => { fill(document.getElementById('root'), '<div role="progressbar"></div>') }, 120); setTimeout(() => show(at), 500)`,
})

const reddit = living({
  name: 'Reddit: the next page is fetched and put in place of the whole app',
  origin: 'https://www.reddit.com',
  paths: ['/r/espresso/comments/1aaaa1/a_jam/', '/r/espresso/comments/1bbbb2/a_moka_pot/'],
  screen: ({ by, text, path }, at) =>
    `<shreddit-post id="t3_${at ? '1bbbb2' : '1aaaa1'}" post-title="${text}" author="${by}" author-id="t2_${by.length}" permalink="${path}" created-timestamp="${HOUR_AGO()}" subreddit-prefixed-name="r/espresso" comment-count="0" view-context="CommentsPage"><h1 slot="title">${text}</h1></shreddit-post><shreddit-comment-tree></shreddit-comment-tree>`,
  shell: '<shreddit-app><main id="root">SCREEN</main></shreddit-app>',
  show: `const app = document.querySelector('shreddit-app'), next = document.createElement('shreddit-app'); fill(next, '<main id="root">' + screens[at] + '</main>'); app.replaceWith(next)`,
  after: 'setTimeout(() => show(at), 300)',
})

const youtube = living({
  name: 'YouTube: the same elements are given to the next video',
  origin: 'https://www.youtube.com',
  paths: ['/watch?v=firstvideo1', '/watch?v=secondvideo'],
  screen: ({ by, text, path }, at) =>
    `<ytd-comment-thread-renderer><ytd-comment-view-model id="comment"><a id="author-text" href="/@${by}"><span>@${by}</span></a><span id="published-time-text"><a href="${path}&amp;lc=UgxComment${at}AaABAg">1 hour ago</a></span><yt-attributed-string id="content-text">${text}</yt-attributed-string></ytd-comment-view-model></ytd-comment-thread-renderer>`,
  shell:
    '<ytd-app><ytd-watch-flexy><ytd-comments id="comments"><div id="root">SCREEN</div></ytd-comments></ytd-watch-flexy></ytd-app>',
  show: `const next = fill(document.createElement('div'), screens[at])
const re = (id) => [root.querySelector('[id="' + id + '"]'), next.querySelector('[id="' + id + '"]')]
{ const [o, n] = re('author-text'); o.setAttribute('href', n.getAttribute('href')); o.firstChild.firstChild.data = n.textContent }
{ const [o, n] = re('published-time-text'); o.firstChild.setAttribute('href', n.firstChild.getAttribute('href')) }
{ const [o, n] = re('content-text'); o.firstChild.data = n.textContent }
document.dispatchEvent(new CustomEvent('yt-navigate-finish'))`,
  after: 'setTimeout(() => show(at), 250)',
})

const linkedin = living({
  name: 'LinkedIn: empty shells first, words when they are scrolled to',
  origin: 'https://www.linkedin.com',
  paths: [
    '/feed/update/urn:li:activity:7435255283712004097/',
    '/feed/update/urn:li:activity:7435255283712004555/',
  ],
  screen: ({ by, text, path }) =>
    `<div data-id="${path.slice(13, -1)}"><div class="feed-shared-update-v2" role="article" data-urn="${path.slice(13, -1)}"><div class="update-components-actor"><a class="update-components-actor__meta-link" href="https://www.linkedin.com/in/${by.replace('_', '-')}"><span class="update-components-actor__title"><span aria-hidden="true">${by}</span><span class="visually-hidden">${by}</span></span></a><span class="update-components-actor__sub-description"><span aria-hidden="true">1h •</span></span></div><div class="update-components-update-v2__commentary"><span dir="ltr">${text}</span></div></div></div>`,
  show: `const next = fill(document.createElement('div'), screens[at]); const urn = next.firstChild.dataset.id
fill(root, '<div class="occludable-update"><div data-id="' + urn + '"></div></div>')
setTimeout(() => { fill(root, screens[at]) }, 300)`,
})

const github = living({
  name: 'GitHub: Turbo puts a new body into the same document',
  origin: 'https://github.com',
  paths: ['/quillon/firmware/pull/61', '/quillon/firmware/pull/62'],
  screen: ({ by, text }, at) =>
    `<div class="js-discussion"><div class="TimelineItem js-comment-container"><div id="pullrequest-500006${at}" class="timeline-comment-group js-minimizable-comment-group js-targetable-element TimelineItem-body"><div class="timeline-comment js-comment"><div class="timeline-comment-header"><h3><strong><a class="author Link--primary" data-hovercard-type="user" data-hovercard-url="/users/${by}/hovercard" href="/${by}">${by}</a></strong> commented <a href="#issue-400006${at}" id="issue-400006${at}-permalink" class="Link--secondary js-timestamp"><relative-time datetime="${HOUR_AGO()}">1 hour ago</relative-time></a></h3></div><div class="edit-comment-hide"><task-lists><table><tbody><tr><td class="comment-body markdown-body js-comment-body"><p dir="auto">${text}</p></td></tr></tbody></table></task-lists></div></div></div></div></div>`,
  show: `const body = document.createElement('body'); fill(body, '<main id="root">' + screens[at] + '</main>'); document.documentElement.replaceChild(body, document.body); document.dispatchEvent(new CustomEvent('turbo:load'))`,
  after: 'setTimeout(() => show(at), 200)',
})

const discourse = living({
  name: 'Discourse: posts are cloaked to a height and filled again',
  origin: 'https://talk.example',
  paths: ['/t/a-jam/812', '/t/a-moka-pot/813'],
  head: '<meta name="generator" content="Discourse 3.6.0 - https://github.com/discourse/discourse">',
  screen: ({ by, text, path }, at) =>
    `<div id="topic-title"><h1 data-topic-id="${812 + at}"><a class="fancy-title" href="${path}">A topic</a></h1></div><div class="post-stream"><div class="topic-post clearfix regular" data-post-number="1"><article id="post_1" class="boxed onscreen-post" data-post-id="${5001 + at}" data-topic-id="${812 + at}" data-user-id="${41 + at}"><div class="row"><div class="topic-body clearfix"><div class="topic-meta-data"><div class="names trigger-user-card"><span class="first username"><a href="/u/${by}" data-user-card="${by}">${by}</a></span></div><div class="post-infos"><div class="post-info post-date"><a class="post-date" href="${path}/1"><span class="relative-date" data-time="${Date.parse(HOUR_AGO())}">1h</span></a></div></div></div><div class="regular contents"><div class="cooked"><p>${text}</p></div></div></div></div></article></div></div>`,
  shell: '<div id="main-outlet"><div id="root">SCREEN</div></div>',
  show: `fill(root, '<div class="post-stream"><div class="post-stream--cloaked" style="height: 200px"></div></div>'); setTimeout(() => { fill(root, screens[at]) }, 250)`,
})

const nodebb = living({
  name: 'NodeBB: the content is fetched and replaced, then told by an event',
  origin: 'https://mill.example',
  paths: ['/topic/18/a-jam', '/topic/19/a-moka-pot'],
  screen: ({ by, text }, at) =>
    `<ul component="topic" class="posts timeline" data-tid="${18 + at}" data-cid="3"><li component="post" data-index="0" data-pid="${101 + at}" data-uid="${31 + at}" data-timestamp="${Date.parse(HOUR_AGO())}" data-username="${by}" data-userslug="${by}"><div class="post-header"><a class="fw-bold" href="/user/${by}" data-username="${by}" data-uid="${31 + at}">${by}</a><a href="/post/${101 + at}" class="timeago"></a></div><div class="content" component="post/content"><p dir="auto">${text}</p></div></li></ul>`,
  shell: '<main id="panel"><div id="content"><div id="root">SCREEN</div></div></main>',
  head: '<link rel="stylesheet" href="/assets/client.css">',
  show: `${REPLACE}; dispatchEvent(new CustomEvent('action:ajaxify.end'))`,
  after: 'setTimeout(() => show(at), 350)',
})

const mastodon = living({
  name: 'Mastodon: what is off the screen keeps its frame and loses its words',
  origin: 'https://harbour.example',
  paths: ['/@slowpour_ana/114100000000000001', '/@brewbert/114100000000000002'],
  head: '<meta name="generator" content="Mastodon"><script id="initial-state" type="application/json">{"meta":{"domain":"harbour.example"}}</script>',
  screen: ({ by, text, path }) =>
    `<div class="detailed-status"><a href="/@${by}" class="detailed-status__display-name" data-hover-card-account="1${by.length}" title="${by}"><span class="display-name"><bdi><strong class="display-name__html">${by} ashore</strong></bdi> <span class="display-name__account">@${by}</span></span></a><div class="status__content"><div class="status__content__text status__content__text--visible" lang="en"><p>${text}</p></div></div><div class="detailed-status__meta"><a class="detailed-status__datetime" href="${path}"><time datetime="${HOUR_AGO()}">1h</time></a></div></div>`,
  shell: '<div id="mastodon"><div class="scrollable" id="root">SCREEN</div></div>',
  show: `fill(root, '<article data-id="1141" style="height: 90px; opacity: 0"></article>'); setTimeout(() => { fill(root, screens[at]) }, 250)`,
})

const bluesky = living({
  name: 'Bluesky: the screen that was left stays in the document, hidden',
  origin: 'https://bsky.app',
  paths: ['/profile/slowpour-ana.example/post/3mgbrnzbsl22l', '/profile/brewbert.example/post/3mgbrh7ek222l'],
  screen: ({ by, text, path }) => {
    const handle = `${by.replace('_', '-')}.example`
    return `<div class="screen"><div data-testid="postThreadScreen"><div><div role="link" tabindex="0" data-testid="postThreadItem-by-${handle}"><div style="flex-direction: row;"><div><a href="/profile/${handle}" aria-label="View profile" role="link">${by}</a><a href="/profile/${handle}" role="link">@${handle}</a></div><a href="${path}" aria-label="a date" role="link" data-tooltip="a date">1h</a><div dir="auto" data-word-wrap="1">${text}</div><div><button data-testid="replyBtn"></button><button data-testid="likeBtn"></button></div></div></div></div></div></div>`
  },
  shell: '<div id="root">SCREEN</div>',
  show: `for (const old of root.children) { old.style.display = 'none'; old.setAttribute('aria-hidden', 'true') }
const kept = [...root.children].find((one) => one.dataset.at === String(at))
if (kept) { kept.style.display = ''; kept.removeAttribute('aria-hidden') } else { if (root.children[0]) root.children[0].dataset.at ??= String(1 - at); root.insertAdjacentHTML('beforeend', screens[at]); root.lastElementChild.dataset.at = at }`,
  after: 'setTimeout(() => show(at), 150)',
})

export const LIVING_PAGES = [x, reddit, youtube, linkedin, github, discourse, nodebb, mastodon, bluesky]
