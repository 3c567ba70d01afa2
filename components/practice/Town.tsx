import { formatRelative, t } from '../shared/i18n.ts'
import { Reply } from './Reply.tsx'
import { permalinkOf, type TownPost, type TownThread, timeOf } from './town.ts'

export interface TownProps {
  readonly threads: readonly TownThread[]
  /** Null: the list of threads. */
  readonly open: string | null
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Posts that the person wrote themselves since the page was opened, by thread. */
  readonly own: Readonly<Record<string, readonly TownPost[]>>
  onOpen(thread: string | null): void
  onReply(thread: string, text: string): void
}

/** A small social site, complete enough to practise on. */
export function Town(props: TownProps) {
  const thread = props.threads.find(({ id }) => id === props.open) ?? null
  return (
    <div class="town" data-practice-town="">
      <aside class="town-banner" aria-label={t('practice.title')}>
        <strong>{t('practice.banner.title')}</strong> {t('practice.banner.text')}
      </aside>
      <header class="town-head">
        <a class="town-name" href="practice.html" onClick={follow(() => props.onOpen(null))}>
          Millstone
        </a>
        <span class="town-motto">{t('practice.motto')}</span>
      </header>
      <main>{thread === null ? <Board {...props} /> : <Conversation {...props} thread={thread} />}</main>
    </div>
  )
}

function Board({ threads, now, onOpen }: TownProps) {
  return (
    <>
      <h1>{t('practice.board.title')}</h1>
      <ul class="town-threads">
        {threads.map((thread) => (
          <li key={thread.id}>
            <a href={`practice.html?thread=${thread.id}`} onClick={follow(() => onOpen(thread.id))} lang="en">
              {thread.title}
            </a>
            <span class="town-fine">
              <span lang="en">{thread.board}</span> ·{' '}
              {t('practice.board.posts', { count: thread.posts.length })} ·{' '}
              {formatRelative(lastTime(thread, now), now)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Conversation({ thread, own, now, onOpen, onReply }: TownProps & { readonly thread: TownThread }) {
  const posts = [...thread.posts, ...(own[thread.id] ?? [])]
  return (
    <div itemScope itemType="https://schema.org/DiscussionForumPosting">
      <nav class="town-fine" aria-label={t('practice.trail')}>
        <a href="practice.html" onClick={follow(() => onOpen(null))}>
          {t('practice.board.title')}
        </a>{' '}
        ›{' '}
        <span itemProp="articleSection" lang="en">
          {thread.board}
        </span>
      </nav>
      <h1 itemProp="headline" lang="en">
        {thread.title}
      </h1>
      {posts.map((post, at) => (
        <Post key={post.id} post={post} thread={thread} first={at === 0} posts={posts} now={now} />
      ))}
      <Reply onReply={(text) => onReply(thread.id, text)} />
    </div>
  )
}

interface PostProps {
  readonly post: TownPost
  readonly thread: TownThread
  readonly posts: readonly TownPost[]
  readonly first: boolean
  readonly now: number
}

/** The first post belongs to the thread's own microdata; every other one is a comment on it. */
function Post({ post, thread, posts, first, now }: PostProps) {
  const parent = first ? undefined : posts.find(({ id }) => id === post.parent)
  const time = timeOf(post, now)
  const scope = first ? {} : { itemProp: 'comment', itemScope: true, itemType: 'https://schema.org/Comment' }
  return (
    <article
      {...scope}
      id={post.id}
      class={first ? 'town-post opener' : 'town-post'}
      data-post={post.id}
      data-depth={depthOf(post, posts)}
      {...(post.parent === null ? {} : { 'data-parent': post.parent })}
    >
      <header>
        <span class="town-face" aria-hidden="true" data-hue={hueOf(post.author)}>
          {post.author.slice(0, 1).toUpperCase()}
        </span>
        <span itemProp="author" itemScope itemType="https://schema.org/Person">
          <b itemProp="name">{post.author}</b>
        </span>
        <span class="town-fine">
          {parent !== undefined && <span>{t('practice.post.reply', { name: parent.author })} · </span>}
          <time itemProp="dateCreated" dateTime={time.toISOString()}>
            {formatRelative(time.getTime(), now)}
          </time>{' '}
          ·{' '}
          <a
            itemProp="url"
            href={permalinkOf(thread.id, post.id)}
            aria-label={t('practice.post.link', { name: post.author })}
            onClick={follow((link) => link.closest('article')?.scrollIntoView({ block: 'center' }))}
          >
            #
          </a>
        </span>
      </header>
      <p class="town-text" itemProp="text" lang="en">
        {post.text}
      </p>
    </article>
  )
}

/** How many answers deep a post stands; deeper than three is drawn as three. */
function depthOf(post: TownPost, posts: readonly TownPost[]): number {
  let depth = 0
  for (let at: TownPost | undefined = post; at !== undefined && at.parent !== null && depth < 3; depth++) {
    const parent: string = at.parent
    at = posts.find(({ id }) => id === parent)
  }
  return depth
}

function lastTime(thread: TownThread, now: number): number {
  return Math.max(...thread.posts.map((post) => timeOf(post, now).getTime()))
}

/** Faces differ by colour only for the eye; the name stands beside each. */
function hueOf(name: string): number {
  let sum = 0
  for (const letter of name) sum += letter.codePointAt(0) ?? 0
  return sum % 5
}

/** Links go nowhere outside this page; a click with a key held is the browser's own. */
function follow(go: (link: HTMLAnchorElement) => void) {
  return (event: MouseEvent & { readonly currentTarget: HTMLAnchorElement }) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    go(event.currentTarget)
  }
}
