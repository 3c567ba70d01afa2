/** What the form of a guidance card holds, and the card it stands for. Pure. */
import { type GuidanceCard, NEEDS, type Playbook } from '../model/playbook.ts'
import { z } from '../model/zod.ts'
import { idFrom } from './edit-playbook.ts'
import { linesOf } from './options-topic.ts'

/** Lists are one entry a line. */
export const CardDraftSchema = z.object({
  title: z.string(),
  topics: z.array(z.string()).readonly(),
  needs: z.array(z.enum(NEEDS)).readonly(),
  listenFor: z.string(),
  ask: z.string(),
  tone: z.string(),
  do: z.string(),
  dont: z.string(),
  disclose: z.string(),
  /** "when: where", one a line. */
  routes: z.string(),
})
export type CardDraft = Readonly<z.infer<typeof CardDraftSchema>>

/** Boxes of one entry a line that the card keeps as they are. */
export const CARD_LINES = ['ask', 'tone', 'do', 'dont'] as const

export interface RouteLine {
  readonly when: string
  readonly name: string
}

export function cardDraftOf(card: GuidanceCard | null, playbook: Playbook): CardDraft {
  const [only, ...more] = playbook.topics
  return {
    title: card?.title ?? '',
    topics: card?.topics ?? (only !== undefined && more.length === 0 ? [only.id] : []),
    needs: card?.needs ?? [],
    listenFor: card?.listenFor.join('\n') ?? '',
    ask: card?.ask.join('\n') ?? '',
    tone: card?.tone.join('\n') ?? '',
    do: card?.do.join('\n') ?? '',
    dont: card?.dont.join('\n') ?? '',
    disclose: card?.disclose.map(({ wording }) => wording).join('\n') ?? '',
    routes:
      card?.routes
        .map(({ when, to }) => `${when}: ${playbook.routes.find(({ id }) => id === to)?.name ?? to}`)
        .join('\n') ?? '',
  }
}

/** Lines that are not "when: where". */
export function brokenRoutes(draft: CardDraft): readonly string[] {
  return linesOf(draft.routes).filter((line) => routeOf(line) === null)
}

/** What keeps the card from being saved. */
export function missingIn(draft: CardDraft): readonly ('title' | 'topics' | 'listenFor')[] {
  return [
    ...(draft.title.trim() === '' ? (['title'] as const) : []),
    ...(draft.topics.length === 0 ? (['topics'] as const) : []),
    ...(linesOf(draft.listenFor).length === 0 ? (['listenFor'] as const) : []),
  ]
}

/** The card to save; its routes by name, since some may be new. Fields that the form does not show stay as they were. */
export function cardFrom(
  draft: CardDraft,
  before: GuidanceCard | null,
  taken: ReadonlySet<string>,
): { readonly card: GuidanceCard; readonly routes: readonly RouteLine[] } {
  const rest = before ?? { facts: [], reviewEvery: 90 }
  const relations = new Map(before?.disclose.map(({ wording, relation }) => [wording, relation]))
  const card: GuidanceCard = {
    ...rest,
    id: before?.id ?? idFrom(draft.title, taken),
    title: draft.title.trim(),
    topics: [...draft.topics],
    needs: [...draft.needs],
    listenFor: linesOf(draft.listenFor),
    ask: linesOf(draft.ask),
    tone: linesOf(draft.tone),
    do: linesOf(draft.do),
    dont: linesOf(draft.dont),
    disclose: linesOf(draft.disclose).map((wording) => ({
      relation: relations.get(wording) ?? 'employee',
      wording,
    })),
    routes: [],
  }
  return { card, routes: linesOf(draft.routes).flatMap((line) => routeOf(line) ?? []) }
}

function routeOf(line: string): RouteLine | null {
  const at = line.lastIndexOf(':')
  const [when, name] = [line.slice(0, at).trim(), line.slice(at + 1).trim()]
  return at < 0 || when === '' || name === '' ? null : { when, name }
}
