/**
 * A thread of `count` posts on one page as XenForo writes it, with everything that stands around the words of
 * each: the author's card, buttons, shares, reactions, a signature. About 200 nodes a post, which is the median
 * of the real pages that the sites were checked against. Text and names are invented.
 */
export function makeForumPage(count: number): string {
  const posts = Array.from({ length: count }, (_, at) => post(at))
  return `<!doctype html><html id="XF" data-app="public" data-template="thread_view"><head><title>A long thread | Beans</title><meta property="og:site_name" content="Beans"><meta property="og:title" content="A long thread"></head>
<body><div class="p-body"><h1 class="p-title-value">A long thread</h1><div class="block-body js-replyNewMessageContainer">${posts.join('\n')}</div></div><script type="application/ld+json">{"@context":"https://schema.org","@type":"DiscussionForumPosting","headline":"A long thread","interactionStatistic":{"@type":"InteractionCounter","interactionType":"https://schema.org/CommentAction","userInteractionCount":${count - 1}}}</script></body></html>`
}

const WORDS =
  'the burrs of my grinder slipped again after a week so I set the Quillon finer and the shot ran slow but sweet'.split(
    ' ',
  )

function words(from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => WORDS[(from * 3 + at * 5) % WORDS.length]).join(' ')
}

function post(at: number): string {
  const id = 5_000 + at
  const member = 40 + (at % 97)
  const name = `grindlord_${at % 97}`
  return `<article class="message message--post js-post" data-author="${name}" data-content="post-${id}" id="js-post-${id}">
<span class="u-anchorTarget" id="post-${id}"></span><div class="message-inner"><div class="message-cell message-cell--user">${card(name, member)}</div>
<div class="message-cell message-cell--main"><div class="message-main js-quickEditTarget">${header(id, at)}
<div class="message-content js-messageContent"><div class="message-userContent lbContainer" data-lb-id="post-${id}"><article class="message-body js-selectToQuote"><div class="bbWrapper">${at % 3 === 1 ? quote(at) : ''}${words(at, 24)}.<br>
<br>
${words(at + 1, 30)} <a href="https://example.test/${at}" class="link link--external">a page about it</a>, <b>really</b>.</div><div class="js-selectToQuoteEnd">&nbsp;</div></article></div></div>
<aside class="message-signature"><div class="bbWrapper">${words(at + 2, 8)}<br>Q2, two kettles</div></aside>${footer(id)}</div></div></div></article>`
}

function card(name: string, member: number): string {
  const rows = ['Joined', 'Messages', 'Solutions', 'Reaction score', 'Points', 'Location', 'Grinder']
    .map(
      (label, n) => `<dl class="pairs pairs--justified"><dt>${label}</dt>\n<dd>${member * (n + 1)}</dd></dl>`,
    )
    .join('\n')
  const stars = '<i class="fa--xf far fa-star"></i>'.repeat(5)
  return `<section class="message-user"><div class="message-avatar"><div class="message-avatar-wrapper"><a href="/members/${name}.${member}/" class="avatar avatar--m" data-user-id="${member}"><img alt="${name}" class="avatar-u${member}-m"></a></div></div>
<div class="message-userDetails"><h4 class="message-name"><a href="/members/${name}.${member}/" class="username" data-user-id="${member}"><span>${name}</span></a></h4><h5 class="userTitle message-userTitle">Well-known member</h5><div class="userBanner"><span class="userBanner-before"></span><strong>Regular</strong><span class="userBanner-after"></span></div><div class="stars">${stars}</div></div>
<div class="message-userExtras">${rows}</div><span class="message-userArrow"></span></section>`
}

function header(id: number, at: number): string {
  return `<header class="message-attribution message-attribution--split"><ul class="message-attribution-main listInline"><li class="u-concealed"><a href="/threads/a-long-thread.7/post-${id}" rel="nofollow"><time class="u-dt" dir="auto" datetime="2026-03-04T19:${String(at % 60).padStart(2, '0')}:00+0000" data-timestamp="${1_772_650_000 + at}" title="4 March 2026">4 March 2026</time></a></li></ul>
<ul class="message-attribution-opposite message-attribution-opposite--list"><li><a href="/threads/a-long-thread.7/post-${id}" class="message-attribution-gadget" title="Share"><i class="fa--xf far fa-share-alt"></i></a></li><li class="u-hidden js-embedCopy"><a href="#"><i class="fa--xf far fa-code"></i></a></li><li><a href="/posts/${id}/bookmark" class="bookmarkLink"><span class="js-bookmarkText u-srOnly">Add bookmark</span></a></li><li><a href="/threads/a-long-thread.7/post-${id}" rel="nofollow">#${at + 1}</a></li></ul></header>`
}

function quote(at: number): string {
  return `<blockquote class="bbCodeBlock bbCodeBlock--expandable bbCodeBlock--quote" data-attributes="member: ${40 + ((at - 1) % 97)}" data-quote="grindlord_${(at - 1) % 97}" data-source="post: ${4_999 + at}"><div class="bbCodeBlock-title"><a href="/goto/post?id=${4_999 + at}" class="bbCodeBlock-sourceJump">grindlord_${(at - 1) % 97} said:</a></div><div class="bbCodeBlock-content"><div class="bbCodeBlock-expandContent">${words(at - 1, 12)}.</div></div></blockquote>`
}

function footer(id: number): string {
  const buttons = ['Like', 'Quote', 'Reply', 'Report', 'Warn', 'Edit', 'History']
    .map(
      (label) =>
        `<a href="/posts/${id}/${label.toLowerCase()}" class="actionBar-action actionBar-action--${label.toLowerCase()}"><i class="fa--xf far"></i><bdi>${label}</bdi></a>`,
    )
    .join('\n')
  return `<footer class="message-footer"><div class="message-microdata" itemprop="interactionStatistic" itemtype="https://schema.org/InteractionCounter" itemscope><meta itemprop="userInteractionCount" content="${id % 7}"><meta itemprop="interactionType" content="https://schema.org/LikeAction"></div><div class="message-actionBar actionBar"><div class="actionBar-set actionBar-set--external">${buttons}</div><div class="actionBar-set actionBar-set--internal"><span class="actionBar-action"><input type="checkbox" value="${id}"></span></div></div>
<div class="reactionsBar js-reactionsList is-active"><ul class="reactionSummary"><li><span class="reaction reaction--small" data-reaction-id="1"><i></i><img alt="Like"></span></li></ul><span class="u-srOnly">Reactions:</span><a class="reactionsBar-link" href="/posts/${id}/reactions"><bdi>brewbert</bdi>, <bdi>crema_kai</bdi> and <bdi>tamper_tom</bdi></a></div><div class="js-historyTarget message-historyTarget toggleTarget"></div></footer>`
}
