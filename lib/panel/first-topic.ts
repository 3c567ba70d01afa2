import { queryFromBoxes } from '../matching/boxes.ts'
import type { Playbook, Topic } from '../model/playbook.ts'

/** The id of the topic that Welcome makes: doing it again changes that one and adds no second. */
const FIRST = 'first'

/** Names between commas. */
export function namesIn(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/**
 * The topic for somebody who gives nothing but names: each as a word, and one-word names also as a handle
 * and a tag. `none`: words that show that something else is meant. Null: no name in it.
 */
export function brandTopic(names: string, none: string, playbook: Playbook | null): Topic | null {
  const any = namesIn(names)
  const query = queryFromBoxes({
    any: any.flatMap((name) => (/^[\p{L}\p{N}_]+$/u.test(name) ? [name, `@${name}`, `#${name}`] : [name])),
    all: [],
    none: namesIn(none),
  })
  const [first] = any
  if (first === undefined || query === '') return null
  const before = playbook?.topics.find(({ id }) => id === FIRST)
  return { ...(before ?? { kind: 'own', priority: 1 }), id: FIRST, name: first.slice(0, 300), query }
}
