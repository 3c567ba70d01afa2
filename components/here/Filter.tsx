import {
  type FilterChoices,
  isFiltering,
  type MentionFilter,
  type NeedChoice,
} from '../../lib/listening/filter-mentions.ts'
import { EmptyState } from '../shared/EmptyState.tsx'
import { Icon } from '../shared/Icon.tsx'
import { t } from '../shared/i18n.ts'
import { controlNamed } from '../shared/Screen.tsx'

export interface FilterProps {
  readonly choices: FilterChoices
  readonly chosen: MentionFilter
  readonly open: boolean
  /** Mentions that are drawn, and all of them. */
  readonly shown: number
  readonly all: number
  readonly onToggle: () => void
  readonly onChoose: (chosen: MentionFilter) => void
  readonly onShowAll: () => void
}

/** Is there more than one mention and more than one thing to choose by? A filter that is on can always be taken off. */
export function isWorthFiltering({ choices, chosen, all }: FilterProps): boolean {
  if (isFiltering(chosen)) return true
  return all > 1 && (choices.needs.length > 1 || choices.topics.length > 1)
}

/** The filter hides everything: says so, with the way out. */
export function FilteredOut({ all, onShowAll }: Pick<FilterProps, 'all' | 'onShowAll'>) {
  return (
    <EmptyState title={t('panel.filter.empty.title')} text={t('panel.filter.empty.text')}>
      <button
        type="button"
        class="button primary"
        data-row
        onClick={() => {
          controlNamed('filter')?.focus()
          onShowAll()
        }}
      >
        {t('panel.filter.empty.show', { count: all })}
      </button>
    </EmptyState>
  )
}

/** Choosing among the mentions: a button, the choices when they are laid out, and what is hidden, always in words. */
export function Filter(props: FilterProps) {
  const { chosen, open } = props
  return (
    <div class="filter">
      <div class="row">
        <button
          type="button"
          class="button plain"
          data-focus="filter"
          aria-expanded={open}
          aria-controls="filter-choices"
          aria-keyshortcuts="f"
          onClick={props.onToggle}
        >
          <Icon name="filter" />
          {t('panel.filter.title')}
        </button>
        <p class="small" role="status">
          {isFiltering(chosen) && t('panel.filter.shown', { shown: props.shown, all: props.all })}
        </p>
        {isFiltering(chosen) && (
          <button
            type="button"
            class="button plain end"
            aria-keyshortcuts="Escape"
            onClick={() => {
              // It goes away with what it did.
              controlNamed('filter')?.focus()
              props.onShowAll()
            }}
          >
            {t('panel.filter.show-all')}
          </button>
        )}
      </div>
      <div id="filter-choices" hidden={!open}>
        {open && <Choices {...props} />}
      </div>
    </div>
  )
}

function Choices({ choices, chosen, onChoose }: FilterProps) {
  return (
    <div class="stack choices">
      <fieldset class="chip-choice">
        <legend class="label">{t('panel.filter.needs')}</legend>
        {choices.needs.map(({ need, count }) => (
          <ChoiceChip
            key={need}
            label={nameOf(need)}
            count={count}
            pressed={chosen.needs.includes(need)}
            onPress={() => onChoose({ ...chosen, needs: toggled(chosen.needs, need) })}
          />
        ))}
      </fieldset>
      {choices.topics.length > 1 && (
        <fieldset class="chip-choice">
          <legend class="label">{t('panel.filter.topics')}</legend>
          {choices.topics.map(({ id, name, count }) => (
            <ChoiceChip
              key={id}
              label={name}
              count={count}
              pressed={chosen.topics.includes(id)}
              onPress={() => onChoose({ ...chosen, topics: toggled(chosen.topics, id) })}
            />
          ))}
        </fieldset>
      )}
      <p class="small">{t('panel.filter.unsure')}</p>
    </div>
  )
}

interface ChoiceChipProps {
  readonly label: string
  readonly count: number
  readonly pressed: boolean
  readonly onPress: () => void
}

function ChoiceChip({ label, count, pressed, onPress }: ChoiceChipProps) {
  return (
    <button type="button" class="button choice-chip" aria-pressed={pressed} onClick={onPress}>
      <span dir="auto">{label}</span> <span class="count">{count}</span>
    </button>
  )
}

function nameOf(need: NeedChoice): string {
  return need === 'none' ? t('panel.filter.none') : t(`shared.need.${need}`)
}

function toggled<T>(chosen: readonly T[], one: T): readonly T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]
}
