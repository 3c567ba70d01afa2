import { useMemo, useRef, useState } from 'preact/hooks'
import type { Suggestion } from '../../lib/matching/suggest-terms.ts'
import { suggestionsFor } from '../../lib/panel/options-topic.ts'
import { t } from '../shared/i18n.ts'

interface SuggestionsProps {
  readonly name: string
  /** A query that can be read. */
  readonly query: string
  /** Signs decide for the topic. */
  readonly weighs: boolean
  onAccept(suggestion: Suggestion): void
}

/** Other ways to write the name, accepted one by one: none is ever looked for unasked. */
export function Suggestions({ name, query, weighs, onAccept }: SuggestionsProps) {
  const offered = useMemo(() => suggestionsFor(name, query, weighs), [name, query, weighs])
  const heading = useRef<HTMLParagraphElement>(null)
  const [added, setAdded] = useState<string | null>(null)
  const kinds = [...new Set(offered.map(({ kind }) => kind))]
  return (
    <div class="suggestions">
      <p class="visually-hidden" role="status">
        {added !== null && t('options.suggest.added', { text: added })}
      </p>
      {offered.length > 0 && (
        <p class="label" ref={heading} tabIndex={-1}>
          {t('options.suggest.title')}
        </p>
      )}
      <dl>
        {kinds.map((kind) => (
          <div key={kind}>
            <dt class="small">{t(`options.suggest.${kind}`)}</dt>
            <dd class="cluster">
              {offered
                .filter((one) => one.kind === kind)
                .map((one) => (
                  <button
                    key={one.text}
                    type="button"
                    class="button"
                    aria-label={t('options.suggest.add', { text: one.text })}
                    onClick={() => {
                      // The button goes away with what it did.
                      heading.current?.focus()
                      setAdded(one.text)
                      onAccept(one)
                    }}
                  >
                    <span aria-hidden="true">+ </span>
                    <bdi>{one.text}</bdi>
                  </button>
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
