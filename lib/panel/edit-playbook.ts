/** Changes to a playbook that leave every reference in it whole. Pure. */
import type { GuidanceCard, Playbook, Route, Topic } from '../model/playbook.ts'

/** The playbook of a personal workspace in which nothing was written yet. */
export function emptyPlaybook(organisation: string): Playbook {
  return {
    id: 'personal',
    organisation,
    version: 1,
    locale: 'en',
    topics: [],
    cards: [],
    routes: [],
    replies: [],
    policy: { forbidden: [], sensitive: [] },
  }
}

/** Puts a topic in the place of the one with its id, or at the end. */
export function withTopic(playbook: Playbook, topic: Topic): Playbook {
  return { ...playbook, topics: replaced(playbook.topics, topic) }
}

/** Without the topic, and without what spoke of it alone: a card that is left with no topic goes as well. */
export function withoutTopic(playbook: Playbook, id: string): Playbook {
  const others = (topics: readonly string[]) => topics.filter((topic) => topic !== id)
  return {
    ...playbook,
    topics: playbook.topics.filter((topic) => topic.id !== id),
    cards: playbook.cards.flatMap((card) => {
      const topics = others(card.topics)
      return topics.length === 0 ? [] : [{ ...card, topics }]
    }),
    // A reply without a topic would become one for every topic, which nobody asked for.
    replies: playbook.replies.flatMap((reply) => {
      const topics = others(reply.topics)
      return topics.length === 0 && reply.topics.length > 0 ? [] : [{ ...reply, topics }]
    }),
  }
}

/** Puts a card in the place of the one with its id, or at the end. */
export function withCard(playbook: Playbook, card: GuidanceCard): Playbook {
  return { ...playbook, cards: replaced(playbook.cards, card) }
}

export function withoutCard(playbook: Playbook, id: string): Playbook {
  return { ...playbook, cards: playbook.cards.filter((card) => card.id !== id) }
}

/** Gives each route the name written, making those that are new. Names that differ only in case are one. */
export function withRoutes(
  playbook: Playbook,
  wanted: readonly { readonly when: string; readonly name: string }[],
): { readonly playbook: Playbook; readonly routes: GuidanceCard['routes'] } {
  const routes: Route[] = [...playbook.routes]
  const lines = wanted.map(({ when, name }) => {
    const known = routes.find((route) => route.name.toLowerCase() === name.trim().toLowerCase())
    if (known !== undefined) return { when, to: known.id }
    const route = { id: idFrom(name, new Set(routes.map(({ id }) => id))), name: name.trim() }
    routes.push(route)
    return { when, to: route.id }
  })
  return { playbook: { ...playbook, routes }, routes: lines }
}

/** An id that a person can read, made from a name, and not among `taken`. */
export function idFrom(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 56)
      .replace(/-+$/, '') || 'entry'
  let id = plain
  for (let n = 2; taken.has(id); n++) id = `${plain}-${n}`
  return id
}

function replaced<T extends { readonly id: string }>(list: readonly T[], one: T): T[] {
  return list.some(({ id }) => id === one.id)
    ? list.map((other) => (other.id === one.id ? one : other))
    : [...list, one]
}
