/** Small invented threads in the markup of each site, served under that site's real addresses. */

export interface Said {
  readonly id: string
  readonly by: string
  readonly text: string
  /** Minutes before now. */
  readonly ago: number
}

export interface SocialPage {
  readonly site: string
  readonly url: string
  /** Pattern of every address that is answered with `html`. */
  readonly pattern: string
  readonly html: string
}

/** The post about the brand, the same on every site; the others say nothing about it. */
export const ABOUT_US: Said = {
  id: '48100002',
  by: 'slowpour_ana',
  text: 'My Quillon Q2 stopped answering to the handle. Is there a trick?',
  ago: 90,
}
export const UNRELATED: readonly Said[] = [
  { id: '48100001', by: 'keel_hauler', text: 'What do you all have for breakfast at sea?', ago: 120 },
  { id: '48100003', by: 'galley_gus', text: 'Porridge with zanzibarflakes, every single day.', ago: 60 },
]
const [FIRST, LAST] = UNRELATED as readonly [Said, Said]
const POSTS = [FIRST, ABOUT_US, LAST]
const TITLE = 'Breakfast at sea'

function iso(said: Said): string {
  return new Date(Date.now() - said.ago * 60_000).toISOString()
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`
}

/** `said`: the comments of the thread. */
export function hackerNews(said: readonly Said[] = POSTS): SocialPage {
  const comment = (said: Said) => `
    <tr class="athing comtr" id="${said.id}"><td><table><tr>
      <td class="ind" indent="0"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" height="1" width="0"></td>
      <td class="default"><div><span class="comhead"><a href="user?id=${said.by}" class="hnuser">${said.by}</a>
        <span class="age" title="${iso(said).slice(0, 19)} ${Math.floor(Date.parse(iso(said)) / 1000)}"><a href="item?id=${said.id}">${said.ago} minutes ago</a></span></span></div>
        <div class="comment"><div class="commtext c00">${said.text}</div></div></td></tr></table></td></tr>`
  return {
    site: 'Hacker News',
    url: 'https://news.ycombinator.com/item?id=48100000',
    pattern: 'https://news.ycombinator.com/**',
    html: page(
      `${TITLE} | Hacker News`,
      `<table id="hnmain"><tr><td><table class="fatitem">
        <tr class="athing submission" id="48100000"><td class="title"><span class="titleline"><a href="https://boats.example/breakfast">${TITLE}</a></span></td></tr>
        <tr><td class="subtext"><span class="score">12 points</span> by <a href="user?id=captain" class="hnuser">captain</a>
          <span class="age" title="${iso(FIRST).slice(0, 19)} 1"><a href="item?id=48100000">2 hours ago</a></span></td></tr></table>
        <table class="comment-tree">${said.map(comment).join('')}</table></td></tr></table>`,
    ),
  }
}

export function oldReddit(): SocialPage {
  const thread = '/r/espresso/comments/1abcd2/breakfast_at_sea/'
  const comment = (said: Said) => `
    <div class="thing id-t1_${said.id} noncollapsed comment" id="thing_t1_${said.id}" data-fullname="t1_${said.id}" data-type="comment" data-author="${said.by}" data-author-fullname="t2_${said.by.length}ab" data-permalink="${thread}${said.id}/" data-subreddit="espresso">
      <div class="entry unvoted"><p class="tagline"><a href="https://old.reddit.com/user/${said.by}" class="author">${said.by}</a> <time datetime="${iso(said)}">earlier</time></p>
      <form class="usertext"><div class="usertext-body"><div class="md"><p>${said.text}</p></div></div></form></div><div class="child"></div></div>`
  return {
    site: 'Reddit',
    url: `https://old.reddit.com${thread}`,
    pattern: 'https://old.reddit.com/**',
    html: page(
      `${TITLE} : espresso`,
      `<div class="content"><div id="siteTable" class="sitetable linklisting">
        <div class="thing id-t3_1abcd2 link self" data-fullname="t3_1abcd2" data-type="link" data-author="captain" data-author-fullname="t2_cap" data-permalink="${thread}" data-timestamp="${Date.now() - 7_200_000}" data-subreddit="espresso">
          <div class="entry"><p class="title"><a class="title" href="${thread}">${TITLE}</a></p><p class="tagline"><time datetime="${iso(FIRST)}">earlier</time> by <a class="author" href="/user/captain">captain</a></p></div></div></div>
        <div class="commentarea"><div class="sitetable nestedlisting">${POSTS.map(comment).join('')}</div></div></div>`,
    ),
  }
}

export function reddit(): SocialPage {
  const thread = '/r/espresso/comments/1abcd2/breakfast_at_sea/'
  const comment = (said: Said) => `
    <shreddit-comment author="${said.by}" thingid="t1_${said.id}" depth="0" created="${iso(said)}" permalink="${thread.replace('breakfast_at_sea', 'comment')}${said.id}/" postid="t3_1abcd2" score="3">
      <div slot="comment" id="t1_${said.id}-comment-rtjson-content"><p>${said.text}</p></div></shreddit-comment>`
  return {
    site: 'Reddit',
    url: `https://www.reddit.com${thread}`,
    pattern: 'https://www.reddit.com/**',
    html: page(
      `${TITLE} : r/espresso`,
      `<main><shreddit-post id="t3_1abcd2" post-title="${TITLE}" author="captain" author-id="t2_cap" permalink="${thread}" created-timestamp="${iso(FIRST)}" subreddit-prefixed-name="r/espresso" comment-count="3" view-context="CommentsPage">
        <h1 slot="title">${TITLE}</h1><div slot="text-body"><p>Two weeks on the water.</p></div></shreddit-post>
        <shreddit-comment-tree>${POSTS.map(comment).join('')}</shreddit-comment-tree></main>`,
    ),
  }
}

export function x(): SocialPage {
  const article = (said: Said) => `
    <div data-testid="cellInnerDiv"><article data-testid="tweet" role="article" tabindex="0">
      <div data-testid="User-Name"><a href="/${said.by}" role="link"><span>${said.by} on deck</span></a><a href="/${said.by}" role="link"><span>@${said.by}</span></a>
        <a href="/${said.by}/status/1${said.id}" role="link"><time datetime="${iso(said)}">earlier</time></a></div>
      <div data-testid="tweetText" lang="en" dir="auto"><span>${said.text}</span></div></article></div>`
  return {
    site: 'X',
    url: `https://x.com/${FIRST.by}/status/1${FIRST.id}`,
    pattern: 'https://x.com/**',
    html: page(
      `brewbert on X: "${FIRST.text}" / X`,
      `<main><section>${POSTS.map(article).join('')}</section></main>`,
    ),
  }
}

export function mastodon(): SocialPage {
  const status = (said: Said, focal: boolean) => {
    const name = (classes: string) =>
      `<a href="/@${said.by}" class="${classes}" data-hover-card-account="1${said.ago}" title="${said.by}"><span class="display-name"><bdi><strong class="display-name__html">${said.by} ashore</strong></bdi> <span class="display-name__account">@${said.by}</span></span></a>`
    const words = `<div class="status__content"><div class="status__content__text status__content__text--visible" lang="en"><p>${said.text}</p></div></div>`
    return focal
      ? `<div class="detailed-status">${name('detailed-status__display-name')}${words}<div class="detailed-status__meta"><a class="detailed-status__datetime" href="/@${said.by}/11${said.id}"><time datetime="${iso(said)}">earlier</time></a></div></div>`
      : `<div class="status__wrapper status__wrapper-public status__wrapper-reply"><div class="status status-public" data-id="11${said.id}"><a href="/@${said.by}/11${said.id}" class="status__relative-time"><time datetime="${iso(said)}">earlier</time></a>${name('status__display-name')}${words}</div></div>`
  }
  return {
    site: 'Mastodon',
    url: `https://harbour.example/@${FIRST.by}/11${FIRST.id}`,
    pattern: 'https://harbour.example/**',
    html: page(
      `${FIRST.by} ashore: "${FIRST.text}" - Harbour`,
      `<div id="mastodon"><div class="scrollable">${POSTS.map((said, at) => status(said, at === 0)).join('')}</div></div>`,
      '<meta name="generator" content="Mastodon"><script id="initial-state" type="application/json">{"meta":{"domain":"harbour.example"}}</script>',
    ),
  }
}

/** A page with posts that only its structured data tells apart. */
export function structuredForum(): SocialPage {
  const comment = (said: Said) => `
    <div itemprop="comment" itemscope itemtype="https://schema.org/Comment" id="c${said.id}">
      <span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/people/${said.by}"><span itemprop="name">${said.by}</span></a></span>
      <time itemprop="dateCreated" datetime="${iso(said)}">earlier</time><a itemprop="url" href="#c${said.id}">link</a><div itemprop="text">${said.text}</div></div>`
  return {
    site: 'forum.example',
    url: 'https://forum.example/t/breakfast/7',
    pattern: 'https://forum.example/**',
    html: page(
      TITLE,
      `<main itemscope itemtype="https://schema.org/DiscussionForumPosting"><h1 itemprop="headline">${TITLE}</h1>
        <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">captain</span></span>
        <time itemprop="datePublished" datetime="${iso(FIRST)}">earlier</time><div itemprop="text">Two weeks on the water.</div>${POSTS.map(comment).join('')}</main>`,
    ),
  }
}
