/**
 * A thread of `count` posts as old.reddit.com writes one: nested replies, and around each text the buttons,
 * links and forms that a real page has, about 60 elements a post. Text and names are invented.
 */
export function makePage(count: number): string {
  const posts: string[] = []
  let depth = 0
  for (let at = 0; at < count; at++) {
    const next = at === 0 ? 0 : (at * 7) % 5
    while (depth > next) {
      posts.push('</div></div></div>')
      depth--
    }
    posts.push(comment(at))
    depth++
  }
  posts.push('</div></div></div>'.repeat(depth))
  return `<!doctype html><title>A long thread</title><div class="content"><div class="sitetable">${link(count)}</div>
<div class="commentarea"><div class="sitetable nestedlisting">${posts.join('')}</div></div></div>`
}

/** A feed of `count` posts to begin with. */
export function makeFeed(count: number): string {
  const posts = Array.from({ length: count }, (_, at) => feedPost(at))
  return `<!doctype html><title>New posts</title><div class="content"><div class="sitetable">${posts.join('')}</div></div>`
}

/** One post of that feed, with all that stands around it. */
export function feedPost(at: number): string {
  return `${comment(at)}</div></div></div>`
}

const WORDS =
  'the burrs of my grinder slipped again after a week so I set the Quillon finer and the shot ran slow but sweet'.split(
    ' ',
  )

function words(from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => WORDS[(from * 3 + at * 5) % WORDS.length]).join(' ')
}

function link(count: number): string {
  return `<div class="thing link" data-fullname="t3_bench" data-author="slowpour_ana" data-author-fullname="t2_1" data-subreddit-prefixed="r/handgrinders" data-permalink="/r/handgrinders/comments/bench/a_long_thread/" data-timestamp="1772650712000" data-comments-count="${count}"><div class="entry"><p class="title"><a class="title" href="/x">A long thread</a></p><p class="tagline">submitted <time datetime="2026-03-04T18:58:32+00:00">17 hours ago</time></p></div></div>`
}

function comment(at: number): string {
  const id = `c${at.toString(36)}`
  const name = `grindlord_${at % 97}`
  const path = `/r/handgrinders/comments/bench/a_long_thread/${id}/`
  const buttons = [
    'permalink',
    'embed',
    'save',
    'parent',
    'report',
    'award',
    'reply',
    'share',
    'block',
    'context',
  ]
    .map(
      (label) =>
        `<li class="${label}"><a href="${path}" data-event-action="${label}" class="bylink">${label}</a></li>`,
    )
    .join('')
  return `<div class="thing comment noncollapsed" id="thing_t1_${id}" data-fullname="t1_${id}" data-type="comment" data-subreddit="handgrinders" data-author="${name}" data-author-fullname="t2_${at % 97}" data-permalink="${path}"><p class="parent"><a name="${id}"></a></p>
<div class="midcol unvoted"><div class="arrow up" role="button" tabindex="0"></div><div class="arrow down" role="button" tabindex="0"></div></div>
<div class="entry unvoted"><p class="tagline"><a href="#" class="expand">[–]</a><a href="/user/${name}" class="author may-blank">${name}</a><span class="userattrs"></span> <span class="score dislikes">${at}</span><span class="score unvoted">${at + 1}</span><span class="score likes">${at + 2}</span> <time title="Wed Mar 4" datetime="2026-03-04T19:${String(at % 60).padStart(2, '0')}:00+00:00" class="live-timestamp">16 hours ago</time> <a href="#" class="numchildren">(2 children)</a></p>
<form action="#" class="usertext"><input type="hidden" name="thing_id" value="t1_${id}"><div class="usertext-body"><div class="md"><p>${words(at, 14)}, <em>really</em>.</p>

<p>${words(at + 1, 22)} <a href="https://example.test/${at}">a page about it</a>.</p>
</div></div></form><ul class="flat-list buttons">${buttons}</ul><div class="reportform"></div></div>
<div class="child"><div class="sitetable listing">`
}
