import type { ExampleRun } from '../../lib/matching/run-examples.ts'
import { t } from '../shared/i18n.ts'

/** Each example with whether it holds: in words, not by a colour alone. */
export function ExampleRuns({ runs }: { readonly runs: readonly ExampleRun[] }) {
  if (runs.length === 0) return null
  return (
    <ul class="runs small">
      {runs.map(({ kind, n, text, holds }) => (
        <li key={n} class={holds ? undefined : 'wrong'}>
          <b>{holds ? `✓ ${t('options.topic.holds')}` : `✗ ${t(`options.topic.fails.${kind}`)}`}</b>
          <span dir="auto">{text}</span>
        </li>
      ))}
    </ul>
  )
}
