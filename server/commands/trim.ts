import { z } from '../../lib/model/zod.ts'
import { type Command, counted, findWorkspace, misused, operandsOf, withStore, written } from './command.ts'

export const trimming: Command = {
  usage: 'WORKSPACE --before YYYY-MM-DD',
  says: 'drops what is older and no longer counts: earlier revisions, retracted entries, deleted notes',
  takes: ['before'],
  async run(asked) {
    const [name = ''] = operandsOf(asked, 1, 'Say which workspace.')
    const day = asked.options.before ?? ''
    // Date.parse alone takes the 30th of February for a day in March.
    if (!z.iso.date().safeParse(day).success) throw misused('--before is a day of the calendar: YYYY-MM-DD.')
    const before = Date.parse(`${day}T00:00:00Z`)
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
      const anew =
        trimmed.floor === 0
          ? ''
          : ` Devices that know nothing newer than entry ${trimmed.floor} begin anew with a snapshot.`
      asked.say(
        `Without their content now: ${counted(trimmed.events, 'entry')} from before ${written(before)}.${anew}`,
        { event: 'trimmed', workspaceId: workspace.id, before, ...trimmed },
      )
    })
  },
}
