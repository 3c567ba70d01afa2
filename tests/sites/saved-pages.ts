import type { Counts } from '../../scripts/read/count-found.ts'

/**
 * A page of the saved set whose count is wrong. The set's table was made by counting what one selector per
 * site matches; whoever looks at the page comes to other numbers.
 */
export interface Correction {
  /** As the set's INDEX.tsv names it. */
  readonly file: string
  /** What INDEX.tsv says; null: it has no count. */
  readonly indexed: Counts
  /** What the page holds, told by looking at the page, not by what Earshot finds in it. */
  readonly counts: Counts
  /** A sentence or two for docs/sites.md. */
  readonly why: string
}

const NOT_COUNTED = counted(null, null, null, null, null)

/** Every page of the saved set whose count in INDEX.tsv is not what the page holds, in the order of INDEX.tsv. */
export const CORRECTIONS: readonly Correction[] = [
  {
    file: 'bluesky/thread-2026.html',
    indexed: counted(52, 52, 52, 51, 52),
    counts: counted(52, 52, 52, 52, 52),
    why: 'The post that the page is about shows its date in another place than the answers.',
  },
  {
    file: 'facebook/post-with-comments-2025.html',
    indexed: counted(11, 11, 11, 10, 11),
    counts: counted(11, 11, 11, 11, 11),
    why: 'The post itself shows its date too, not only the comments.',
  },
  {
    file: 'flarum/discuss-2068.html',
    indexed: counted(20, 20, 20, 0, 0),
    counts: counted(20, 20, 20, 20, 20),
    why: 'Times and the numbers that make addresses are not in the markup but in the data that the page carries for its app.',
  },
  {
    file: 'github/gist-comments-2026.html',
    indexed: counted(30, 30, 29, 30, 30),
    counts: counted(31, 31, 30, 30, 31),
    why: 'Only comments were counted: the gist is a post too (without the time at which it was written). One comment is a picture and has no text.',
  },
  {
    file: 'github/issue-56-2025.html',
    indexed: counted(6, 6, 6, 6, 6),
    counts: counted(7, 7, 7, 7, 7),
    why: 'Only comments were counted: the body of the issue is a post too.',
  },
  {
    file: 'instagram/post-photo-2024.html',
    indexed: NOT_COUNTED,
    counts: counted(0, 0, 0, 0, 0),
    why: 'The first answer for guests: a shell without any post. It is known as Instagram’s, and nothing is there to read.',
  },
  {
    file: 'invision/corsair.html',
    indexed: counted(2, 0, 2, 2, 2),
    counts: counted(2, 2, 2, 2, 2),
    why: 'Both authors are shown, in elements that the selector did not name.',
  },
  {
    file: 'lemmy/lemmy-ml-21018364.html',
    indexed: counted(22, 22, 21, 22, 22),
    counts: counted(23, 23, 22, 23, 23),
    why: 'Only comments were counted: the post above them is one too. One comment has no text.',
  },
  {
    file: 'lobsters/dwip3v.html',
    indexed: counted(12, 12, 12, 12, 12),
    counts: counted(13, 13, 13, 13, 13),
    why: 'Only comments were counted: the story is a post too, with its title as text.',
  },
  {
    file: 'mastodon/trimmed-thread.html',
    indexed: counted(6, 6, 6, 5, 5),
    counts: counted(6, 6, 6, 6, 6),
    why: 'The post that the page is about shows its date and its address in another place than the answers.',
  },
  {
    file: 'microformats/h-entry-ascraeus.html',
    indexed: counted(20, 0, 20, 20, 20),
    counts: counted(20, 20, 20, 20, 20),
    why: 'The author stands once, for the page as a whole, and counts for every entry.',
  },
  {
    file: 'microformats/h-feed-waterpigs.html',
    indexed: counted(20, 4, 20, 20, 20),
    counts: counted(20, 20, 20, 20, 20),
    why: 'The author stands once, beside the feed, and counts for every entry. The four that were counted are the authors of what some entries answer.',
  },
  {
    file: 'producthunt/home-2026.html',
    indexed: counted(20, 0, 20, 0, 20),
    counts: counted(19, 0, 19, 0, 19),
    why: 'One launch stands in the page twice. No person is named: Earshot gives the product as the author.',
  },
  {
    file: 'quora/question-ww2.html',
    indexed: counted(13, 13, 13, 13, 13),
    counts: counted(14, 13, 14, 13, 14),
    why: 'Only answers were counted: the question is a post too, without an author and a time.',
  },
  {
    file: 'schemaorg/forumposting-jsonld-24comments-kerbal.html',
    indexed: NOT_COUNTED,
    counts: counted(25, 25, 25, 25, 25),
    why: 'Not counted. The page is one of Invision Community, is read as that, and holds 25 posts; its structured data has the first and 24 answers.',
  },
  {
    file: 'schemaorg/reviews-jsonld-ikea.html',
    indexed: NOT_COUNTED,
    counts: counted(20, 20, 20, 20, 0),
    why: 'Not counted. The structured data holds 20 reviews, which have no addresses.',
  },
  {
    file: 'threads/post-zuck-2026.html',
    indexed: NOT_COUNTED,
    counts: counted(26, 26, 22, 26, 26),
    why: 'Not counted. The posts are in the page as JSON, in 25 lists, one of which holds two; four have no text. Five are related posts and answer nothing.',
  },
  {
    file: 'tiktok/foryou-video-2025.html',
    indexed: counted(13, 2, 2, 0, 0),
    counts: counted(2, 2, 2, 2, 2),
    why: 'Of 13 containers 11 are empty places, whose videos are not drawn. The two others have their times in the page’s data, and the numbers that make their addresses on the player.',
  },
  {
    file: 'vbulletin/doom9-v3.html',
    indexed: counted(6, 4, 2, 4, 6),
    counts: counted(2, 2, 2, 2, 2),
    why: 'The selector also matched elements inside a post whose ids begin as a post’s does: two posts are in the page.',
  },
  {
    file: 'vbulletin/simplydiscus-v5.html',
    indexed: counted(11, 11, 11, 11, 0),
    counts: counted(11, 11, 11, 11, 11),
    why: 'The number of each post links to it.',
  },
  {
    file: 'wordpress/girleatworld-72.html',
    indexed: counted(72, 72, 72, 72, 72),
    counts: counted(36, 36, 36, 36, 36),
    why: 'Each comment is a list entry with an article inside it, both of the class “comment”, and both were counted. The page itself says 36. Its article is not read: who wrote it is told only in a box of the theme’s own.',
  },
  {
    file: 'wordpress/live-6.1.9-block-theme.html',
    indexed: counted(4, 0, 0, 4, 4),
    counts: counted(5, 5, 5, 5, 5),
    why: 'Authors and texts of comments stand in blocks that the selectors did not name; the article above them names its author and is a post too.',
  },
  {
    file: 'wordpress/live-6.1.9-classic-theme.html',
    indexed: counted(4, 4, 4, 4, 4),
    counts: counted(5, 5, 5, 5, 5),
    why: 'Only comments were counted: the article above them names its author and is a post too.',
  },
  {
    file: 'x/xg-conversation-deleted-post.html',
    indexed: counted(3, 3, 3, 3, 3),
    counts: counted(4, 3, 3, 3, 3),
    why: 'A post that was deleted leaves a placeholder in the conversation. It is kept, without author, text, time and address.',
  },
  {
    file: 'youtube/watch-comments-2018.html',
    indexed: counted(20, 20, 20, 20, 20),
    counts: counted(36, 36, 36, 36, 36),
    why: 'Threads of comments were counted: in them stand 20 comments and 15 replies that were unfolded, and the video is a post too.',
  },
]

function counted(
  posts: number | null,
  authors: number | null,
  texts: number | null,
  times: number | null,
  permalinks: number | null,
): Counts {
  return { posts, authors, texts, times, permalinks }
}
