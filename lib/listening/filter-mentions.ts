import type { Mention } from '../model/mention.ts'
import type { Need, Topic } from '../model/playbook.ts'
import { URGENCY } from './urgency.ts'

/** A need to choose by; `none`: posts without any label. */
export type NeedChoice = Need | 'none'

/** What a person chose to see. Empty lists choose everything. */
export interface MentionFilter {
  readonly needs: readonly NeedChoice[]
  /** Topic ids. */
  readonly topics: readonly string[]
}

/** What filtering looks at; a mention's card has it all. */
export interface FilterableMention {
  readonly mention: Pick<Mention, 'needs' | 'matches'>
  readonly topics: readonly Pick<Topic, 'id' | 'name'>[]
}

/** What can be chosen, and how many mentions each choice would show beside what is chosen in the other list. */
export interface FilterChoices {
  /** Most pressing first, `none` last. */
  readonly needs: readonly { readonly need: NeedChoice; readonly count: number }[]
  /** By name. */
  readonly topics: readonly { readonly id: string; readonly name: string; readonly count: number }[]
}

export const NO_FILTER: MentionFilter = { needs: [], topics: [] }

export function isFiltering({ needs, topics }: MentionFilter): boolean {
  return needs.length > 0 || topics.length > 0
}

/** The mentions with one of the needs, sure or not, and about one of the topics, in the order given. */
export function filterMentions<M extends FilterableMention>(
  mentions: readonly M[],
  filter: MentionFilter,
): readonly M[] {
  return mentions.filter((one) => hasNeed(one, filter.needs) && hasTopic(one, filter.topics))
}

/** Choices that the mentions offer, and those that were made, also where no mention is left for them. */
export function filterChoices(mentions: readonly FilterableMention[], filter: MentionFilter): FilterChoices {
  const order: readonly NeedChoice[] = [...URGENCY, 'none']
  const names = new Map(mentions.flatMap(({ topics }) => topics.map(({ id, name }) => [id, name] as const)))
  for (const id of filter.topics) if (!names.has(id)) names.set(id, id)
  const beside = {
    needs: mentions.filter((one) => hasTopic(one, filter.topics)),
    topics: mentions.filter((one) => hasNeed(one, filter.needs)),
  }
  return {
    needs: order
      .filter((need) => filter.needs.includes(need) || mentions.some((one) => hasNeed(one, [need])))
      .map((need) => ({ need, count: beside.needs.filter((one) => hasNeed(one, [need])).length })),
    topics: [...names]
      .map(([id, name]) => ({
        id,
        name,
        count: beside.topics.filter((one) => hasTopic(one, [id])).length,
      }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  }
}

function hasNeed({ mention }: FilterableMention, wanted: readonly NeedChoice[]): boolean {
  if (wanted.length === 0) return true
  if (mention.needs.length === 0) return wanted.includes('none')
  return mention.needs.some(({ label }) => wanted.includes(label))
}

function hasTopic({ topics }: FilterableMention, wanted: readonly string[]): boolean {
  return wanted.length === 0 || topics.some(({ id }) => wanted.includes(id))
}
