import { useRef } from 'preact/hooks'
import type { Post } from '../../lib/model/thread.ts'
import type { SecondOpinion as Opinion } from '../../lib/panel/second-opinion.ts'
import { NeedChip } from '../shared/Chip.tsx'
import { t } from '../shared/i18n.ts'

interface SecondOpinionProps {
  readonly opinion: Opinion
  readonly post: Post
  readonly onAsk: () => void
  readonly onDownload: () => void
  readonly onCancel: () => void
}

/**
 * What the browser's own model makes of the post, beside our labels and never in their place: under its own
 * name, and only when asked. Its heading takes the focus where the pressed button goes away.
 */
export function SecondOpinion(props: SecondOpinionProps) {
  const title = useRef<HTMLHeadingElement>(null)
  const kept = (press: () => void) => () => {
    title.current?.focus()
    press()
  }
  return (
    <section class="opinion stack" aria-labelledby="opinion-title">
      <h2 id="opinion-title" ref={title} tabIndex={-1}>
        {t('panel.opinion.title')}
      </h2>
      <div role="status" class="stack">
        <Said {...props} />
      </div>
      <Buttons
        {...props}
        onAsk={kept(props.onAsk)}
        onDownload={kept(props.onDownload)}
        onCancel={kept(props.onCancel)}
      />
    </section>
  )
}

function Said({ opinion, post }: SecondOpinionProps) {
  switch (opinion.kind) {
    case 'offered':
      return null
    case 'unavailable':
      return <p class="small">{t(`panel.opinion.unavailable.${opinion.because}`)}</p>
    case 'asks-download':
      return <p class="small">{t('panel.opinion.asks-download')}</p>
    case 'downloading':
      return <Downloading part={opinion.part} />
    case 'thinking':
      return <p class="small">{t('panel.opinion.thinking')}</p>
    case 'failed':
      return <p class="small">{t(`panel.opinion.failed.${causeOf(opinion.problem.code)}`)}</p>
    case 'answered':
      return <Answer needs={opinion.needs} text={post.text} />
  }
}

/** A screen reader hears that it began and when it ends; each step in between would drown everything else. */
function Downloading({ part }: { readonly part: number | null }) {
  return (
    <>
      <p class="small">{t('panel.opinion.downloading')}</p>
      <progress
        aria-label={t('panel.opinion.downloading')}
        max={1}
        {...(part === null ? {} : { value: part })}
      />
    </>
  )
}

function Answer({
  needs,
  text,
}: {
  readonly needs: Extract<Opinion, { kind: 'answered' }>['needs']
  readonly text: string
}) {
  return (
    <>
      {needs.length === 0 ? (
        <p class="small">{t('panel.opinion.none')}</p>
      ) : (
        <ul class="small needs">
          {needs.map(({ label, span }) => (
            <li key={label}>
              <NeedChip need={label} />{' '}
              <span dir="auto">
                {span === null
                  ? t('panel.opinion.no-words')
                  : t('panel.quoted', { text: text.slice(span.start, span.end) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class="small">{t('panel.opinion.caution')}</p>
    </>
  )
}

function Buttons({ opinion, onAsk, onDownload, onCancel }: SecondOpinionProps) {
  const cancel = (
    <button type="button" class="button plain" onClick={onCancel}>
      {t('panel.opinion.cancel')}
    </button>
  )
  switch (opinion.kind) {
    case 'offered':
      return (
        <button type="button" class="button" onClick={onAsk}>
          {t('panel.opinion.ask')}
        </button>
      )
    case 'asks-download':
      return (
        <div class="cluster">
          <button type="button" class="button" onClick={onDownload}>
            {t('panel.opinion.download')}
          </button>
          {cancel}
        </div>
      )
    case 'downloading':
    case 'thinking':
      return cancel
    case 'failed':
    case 'answered':
      return (
        <button type="button" class="button plain start" onClick={onAsk}>
          {t('panel.opinion.again')}
        </button>
      )
    case 'unavailable':
      return null
  }
}

const CAUSES = ['offline', 'too-large', 'bad-answer'] as const

function causeOf(code: string): (typeof CAUSES)[number] | 'other' {
  return CAUSES.find((known) => known === code) ?? 'other'
}
