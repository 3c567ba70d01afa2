import { useState } from 'preact/hooks'
import type { TopicMatch } from '../../lib/model/mention.ts'
import { type TopicCheck, type Tried, tryOut } from '../../lib/panel/options-topic.ts'
import { formatSigned, t } from '../shared/i18n.ts'
import { Marked } from '../shared/Marked.tsx'
import { Field } from './fields.tsx'

/** Paste a post, see whether it would match and by which words and signs. */
export function TryIt({ check }: { readonly check: TopicCheck }) {
  const [text, setText] = useState('')
  const isReadable = check.problems.length === 0 && check.signs.wrong.size === 0
  return (
    <div class="sunk stack">
      <Field
        label={t('options.topic.try')}
        hint={check.asksFields ? t('options.topic.try.fields') : t('options.topic.try.hint')}
        rows={2}
        value={text}
        onInput={setText}
      />
      <div role="status">
        {isReadable && text !== '' && <Outcome tried={tryOut(check, text)} text={text} />}
      </div>
    </div>
  )
}

function Outcome({ tried, text }: { readonly tried: Tried | null; readonly text: string }) {
  const holds = tried?.holds === true
  return (
    <>
      <p class="small">
        <b>{holds ? t('options.topic.try.hit') : t('options.topic.try.miss')}</b>
      </p>
      {tried !== null && (
        <p class="tried" dir="auto">
          <Marked text={text} spans={tried.evidence} />
        </p>
      )}
      {tried !== null && tried.signs !== null && (
        <p class="small">
          {[
            ...tried.signs.parts.map((part) => signWords(part, text)),
            t('options.signs.sum', {
              sum: formatSigned(tried.signs.sum),
              needed: formatSigned(tried.signs.needed),
            }),
          ].join('; ')}
        </p>
      )}
    </>
  )
}

function signWords({ name, weight, span }: TopicMatch['parts'][number], text: string): string {
  const sign = t(`options.signs.number.${name}`)
  const words = span === undefined ? '' : text.slice(span.start, span.end)
  const added = formatSigned(weight)
  return words === ''
    ? t('options.signs.part', { sign, weight: added })
    : t('options.signs.part.shown', { sign, words, weight: added })
}
