import { useEffect, useRef } from 'preact/hooks'
import {
  NO_SIGNS,
  SIGN_LISTS,
  SIGN_NUMBERS,
  type SignList,
  type SignsCheck,
  type SignsDraft,
  splitListed,
} from '../../lib/panel/topic-signs.ts'
import { t } from '../shared/i18n.ts'
import { Field } from './fields.tsx'

interface SignsProps {
  readonly signs: SignsDraft
  readonly check: SignsCheck
  /** Counts up when the person was sent here, so that the focus follows. */
  readonly asked: number
  onSigns(signs: SignsDraft): void
}

/** For a name that is also an ordinary word: which signs in a post say that it is meant. */
export function Signs({ signs, check, asked, onSigns }: SignsProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (asked > 0) box.current?.focus()
  }, [asked])
  return (
    <details open={signs.on || asked > 0}>
      <summary>{t('options.signs.title')}</summary>
      <div class="stack">
        <p class="small">{t('options.signs.lead')}</p>
        <label class="pick">
          <input
            ref={box}
            type="checkbox"
            checked={signs.on}
            onChange={(event) => onSigns({ ...signs, on: event.currentTarget.checked })}
          />
          {t('options.signs.on')}
        </label>
        {signs.on && (
          <>
            {SIGN_LISTS.map((list) => (
              <SignWords key={list} list={list} signs={signs} check={check} onSigns={onSigns} />
            ))}
            <p class="small wrong" role="status">
              {check.note !== null && t(`options.signs.note.${check.note}`)}
            </p>
            <FineTuning signs={signs} check={check} onSigns={onSigns} />
          </>
        )}
      </div>
    </details>
  )
}

interface SignWordsProps extends Omit<SignsProps, 'asked'> {
  readonly list: SignList
}

/** The words that speak for us, or against: one a line. */
function SignWords({ list, signs, check, onSigns }: SignWordsProps) {
  const set = (value: string) => onSigns({ ...signs, [list]: value })
  const impossible = check.impossible[list]
  const listed = check.listed[list]
  const wrong =
    impossible === null
      ? t('options.signs.lines.wrong')
      : t('options.signs.entry.wrong', { entry: impossible })
  return (
    <div>
      <Field
        label={t(`options.signs.${list}`)}
        hint={t(`options.signs.${list}.hint`)}
        wrong={check.wrong.has(list) ? wrong : null}
        rows={3}
        value={signs[list]}
        onInput={set}
      />
      <div role="status">
        {listed !== null && (
          <div class="stack">
            <p class="small">{t('options.signs.listed', { entry: listed })}</p>
            <button type="button" class="button start" onClick={() => set(splitListed(signs[list]))}>
              {t('options.signs.listed.split')}
            </button>
          </div>
        )}
      </div>
    </div>
  )
}

/** What each sign adds, and the sum from which a post counts. */
function FineTuning({ signs, check, onSigns }: Omit<SignsProps, 'asked'>) {
  const { numbers } = signs
  const isTuned = SIGN_NUMBERS.some((name) => numbers[name] !== NO_SIGNS.numbers[name])
  return (
    <details open={isTuned}>
      <summary>{t('options.signs.tuning')}</summary>
      <div class="stack">
        <p class="small">{t('options.signs.tuning.lead')}</p>
        <div class="numbers">
          {SIGN_NUMBERS.map((name) => (
            <Field
              key={name}
              label={t(`options.signs.number.${name}`)}
              hint={t('options.signs.default', { number: NO_SIGNS.numbers[name].replace('-', '−') })}
              wrong={check.wrong.has(name) ? t(`options.signs.wrong.${name}`) : null}
              value={numbers[name]}
              onInput={(value) => onSigns({ ...signs, numbers: { ...numbers, [name]: value } })}
            />
          ))}
        </div>
        {isTuned && (
          <button
            type="button"
            class="button start"
            onClick={() => onSigns({ ...signs, numbers: NO_SIGNS.numbers })}
          >
            {t('options.signs.reset')}
          </button>
        )}
      </div>
    </details>
  )
}
