import type { Playbook, Topic } from '../model/playbook.ts'
import { fail, ok, type Result } from '../model/problem.ts'
import { withTopic } from './edit-playbook.ts'

interface PlaybookDoors {
  readPlaybook(): Promise<Playbook | null>
  savePlaybook(playbook: Playbook): Promise<Result<Playbook>>
}

/**
 * Puts `to` in the place of `from` and answers with the topic as it is kept. Nothing is written, and the problem is
 * `changed-since`, where the playbook no longer holds `from` as it was. `now`: milliseconds since the epoch.
 */
export async function changeTopic(
  { readPlaybook, savePlaybook }: PlaybookDoors,
  from: Topic,
  to: Topic,
  now: number,
): Promise<Result<Topic>> {
  const playbook = await readPlaybook()
  const kept = playbook?.topics.find(({ id }) => id === from.id)
  if (playbook === null || JSON.stringify(kept) !== JSON.stringify(from)) return fail('changed-since')
  const updated = new Date(now).toISOString().slice(0, 10)
  const saved = await savePlaybook({ ...withTopic(playbook, to), version: playbook.version + 1, updated })
  if (!saved.ok) return saved
  return ok(saved.value.topics.find(({ id }) => id === to.id) ?? to)
}
