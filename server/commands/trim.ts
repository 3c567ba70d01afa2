import { type Command, findWorkspace, misused, operandsOf, withStore, written } from './command.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/

export const trimming: Command = {
  usage: 'WORKSPACE --before YYYY-MM-DD',
  says: 'drops what is older and no longer counts: earlier revisions, retracted entries, deleted notes',
  takes: ['before'],
  async run(asked) {
    const [name = ''] = operandsOf(asked, 1, 'Say which workspace.')
    const day = asked.options.before ?? ''
    const before = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
    if (Number.isNaN(before)) throw misused('--before is a day: YYYY-MM-DD.')
    await withStore(asked.config, async ({ store, now }) => {
      if (before > now()) throw misused('--before is a day that has been.')
      const workspace = await findWorkspace({ store }, name)
      const trimmed = await store.trim(workspace.id, before)
      await store.audit(workspace.id, {
        actorId: null,
        action: 'log.trimmed',
        detail: { before: day, ...trimmed },
        at: now(),
      })
      asked.say(
        `${trimmed.events} entries from before ${written(before)} have no content any more. Devices that know nothing newer than entry ${trimmed.floor} begin anew with a snapshot.`,
        { event: 'trimmed', workspaceId: workspace.id, before, ...trimmed },
      )
    })
  },
}
