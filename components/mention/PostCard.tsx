import type { ComponentChildren } from 'preact'
import type { MentionView } from '../../lib/panel/screens.ts'
import { Icon } from '../shared/Icon.tsx'
import { t } from '../shared/i18n.ts'
import { Marked } from '../shared/Marked.tsx'
import { Needs } from './Needs.tsx'
import { authorName, postTime } from './post-words.ts'

interface PostCardProps {
  readonly view: MentionView
  readonly now: number
  /** Null: the post is not on the page in front. */
  readonly onLocate: (() => void) | null
  /** The second opinion on this post, where one can be had. */
  readonly opinion: ComponentChildren
  /** What it is about, and saying so. */
  readonly verdicts: ComponentChildren
}

/** What they said: the parent, where we hold it, then the post in full with the matched words marked. */
export function PostCard({ view, now, onLocate, opinion, verdicts }: PostCardProps) {
  const { post, matches, isReply } = view.mention
  const spans = matches.flatMap(({ evidence }) => evidence)
  return (
    <section class="card stack" aria-label={t('panel.post.label')}>
      {view.parent !== null && (
        <blockquote class="parent small" dir="auto">
          {t('panel.post.reply-to', {
            name: authorName(view.parent.post.author),
            text: view.parent.post.text.slice(0, 200),
          })}
        </blockquote>
      )}
      {view.parent === null && isReply && <p class="small">{t('panel.post.is-reply')}</p>}
      <p class="post-text" dir="auto">
        <Marked text={post.text} spans={spans} />
      </p>
      {post.truncated && <p class="small">{t('panel.post.truncated')}</p>}
      {post.quoted !== null && post.quoted !== '' && (
        <blockquote class="parent small" dir="auto">
          {t('panel.post.quotes', { text: post.quoted.slice(0, 400) })}
        </blockquote>
      )}
      <Needs view={view} />
      {verdicts}
      {opinion}
      <div class="row post-foot">
        <span class="small">{postTime(post, now)}</span>
        <span class="cluster">
          {onLocate !== null && (
            <button type="button" class="button plain" onClick={onLocate}>
              <Icon name="locate" />
              {t('panel.post.locate')}
            </button>
          )}
          {post.permalink !== null && (
            <a class="button plain" href={post.permalink} target="_blank" rel="noopener noreferrer">
              <Icon name="open" />
              {t('panel.post.open')}
            </a>
          )}
        </span>
      </div>
    </section>
  )
}
