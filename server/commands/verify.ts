import type { Verification } from '../store.ts'
import { type Command, counted, findWorkspace, misused, Refusal, withStore } from './command.ts'

export const verifying: Command = {
  usage: '[WORKSPACE]',
  says: 'reads every entry of one workspace, or of all: numbers without gap, contents as they were stored',
  takes: [],
  async run(asked) {
    const [name, ...rest] = asked.operands
    if (rest.length > 0) throw misused('Say one workspace, or none for all.')
    await withStore(asked.config, async ({ store }) => {
      const workspaces =
        name === undefined ? await store.workspaces() : [await findWorkspace({ store }, name)]
      let unsound = 0
      for (const workspace of workspaces) {
        const verified = await store.verify(workspace.id)
        const { sound, words } = soundness(verified)
        if (!sound) unsound += 1
        asked.say(`${workspace.name}: ${words}`, { event: 'verified', ...workspace, sound, ...verified })
      }
      if (workspaces.length === 0) asked.say('There is no workspace yet.', { event: 'none' })
      if (unsound > 0) throw new Refusal(`${unsound} log(s) are not sound: restore from a backup.`, 1)
    })
  },
}

/** What a verification means, in words. */
export function soundness(verified: Verification): { readonly sound: boolean; readonly words: string } {
  const { events, head, gaps, duplicates, hashMismatches, damage } = verified
  const faults = [
    ...(head === events ? [] : [`the log ends at ${head} and holds ${counted(events, 'entry')}`]),
    ...(gaps === 0 ? [] : [`${gaps} number(s) are missing`]),
    ...(duplicates === 0 ? [] : [`there twice: ${counted(duplicates, 'entry')}`]),
    ...(hashMismatches === 0 ? [] : [`not what was stored: ${counted(hashMismatches, 'entry')}`]),
    ...damage.map((line) => `the database says: ${line}`),
  ]
  if (faults.length > 0) return { sound: false, words: `NOT SOUND: ${faults.join('; ')}.` }
  return { sound: true, words: `sound, ${counted(events, 'entry')} without gap, each as it was stored.` }
}
