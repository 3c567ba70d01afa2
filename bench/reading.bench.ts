import type { Bench, Figure } from './figure.ts'
import { openBenchBrowser } from './reading/browser.ts'
import { growingFeed, recycledNodes } from './reading/living-page.ts'
import { makeForumPage } from './reading/make-forum-page.ts'
import { makePage } from './reading/make-page.ts'
import { wholePage } from './reading/whole-page.ts'

const POSTS = 2_000

/**
 * What the reader costs the page. `page-2000` is a forum thread of 2,000 posts as XenForo writes it: 190 nodes a
 * post, near the median of the pages the sites were checked against, read from a recipe alone, with author,
 * stable id, text, time, permalink and likes in every post and a quote in every third. `page-2000 lean` is a thread of old Reddit,
 * whose 80 nodes a post are among the fewest of all sites, so that walking them takes the least time; there a
 * peer reads the same page. Then a feed that grows, and a list that recycles its elements.
 */
export const bench: Bench = { name: 'reading', run }

async function* run(): AsyncIterable<Figure> {
  const browser = await openBenchBrowser()
  try {
    yield* wholePage(browser, {
      name: 'page-2000 lean',
      address: 'https://old.reddit.com/r/handgrinders/comments/bench/a_long_thread/',
      body: makePage(POSTS),
      posts: POSTS + 1,
      peer: true,
    })
    yield* wholePage(browser, {
      name: 'page-2000',
      address: 'https://beans.example/threads/a-long-thread.7/',
      body: makeForumPage(POSTS),
      posts: POSTS,
    })
    yield* growingFeed(browser)
    yield* recycledNodes(browser)
  } finally {
    await browser.close()
  }
}
