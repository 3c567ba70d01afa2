import type { Look } from '../../lib/panel/options-ports.ts'
import { t } from '../shared/i18n.ts'
import { Choice, Section } from './fields.tsx'

interface LookProps {
  readonly look: Look
  onLook(look: Partial<Look>): void
}

/** Look, language and shortcuts. */
export function LookAndLanguage({ look, onLook }: LookProps) {
  return (
    <Section title={t('options.look.title')}>
      <Choice
        legend={t('options.look.appearance')}
        name="appearance"
        value={look.appearance}
        choices={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          label: t(`options.look.${value}`),
        }))}
        onChoose={(appearance) => onLook({ appearance })}
      />
      <Choice
        legend={t('options.look.language')}
        name="locale"
        value={look.locale}
        choices={[
          { value: 'auto', label: t('options.look.auto') },
          // Each language by its own name, for who cannot read the one that is on.
          { value: 'en', label: 'English' },
          { value: 'de', label: 'Deutsch' },
        ]}
        onChoose={(locale) => onLook({ locale })}
      />
      <h3>{t('options.keys.title')}</h3>
      <p class="small">{t('options.keys.text')}</p>
    </Section>
  )
}

/** What is kept where, in plain words. */
export function Privacy() {
  const lines = ['read', 'kept', 'personal', 'team', 'never', 'erase'] as const
  return (
    <Section title={t('options.privacy.title')}>
      <dl class="privacy">
        {lines.map((line) => (
          <div key={line}>
            <dt>{t(`options.privacy.${line}`)}</dt>
            <dd>{t(`options.privacy.${line}.text`)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
