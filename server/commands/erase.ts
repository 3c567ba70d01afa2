import { contactIdFor } from '../../lib/model/contact-id.ts'
import { LIMITS } from '../../lib/model/limits.ts'
import { z } from '../../lib/model/zod.ts'
import { eraseContacts } from '../erase-contacts.ts'
import { type Command, findWorkspace, misused, operandsOf, Refusal, withStore } from './command.ts'

/** For ever, and in two steps: what would go is shown first. */
export const erasing: Command = {
  usage: 'WORKSPACE (--site SITE --key KEY | --contact ID …) [--yes]',
  says: 'erases a person for ever, with every contact merged with them; without --yes it only says how much would go. KEY: the handle, or the site’s lasting id',
  takes: ['site', 'key', 'contact', 'yes'],
  async run(asked) {
    const [name = ''] = operandsOf(asked, 1, 'Say which workspace.')
    const { site, key, contact = [], yes = false } = asked.options
    if ((site === undefined) !== (key === undefined)) throw misused('Give --site and --key together.')
    if ((site === undefined) === (contact.length === 0))
      throw misused('Say whom: --site SITE --key KEY, or --contact ID as often as needed.')
    if (contact.some((id) => !z.uuid().safeParse(id).success))
      throw misused('--contact is the id of a contact, a UUID.')
    await withStore(asked.config, async (tools) => {
      const workspace = await findWorkspace(tools, name)
      const given =
        site === undefined || key === undefined ? contact : [await contactIdFor(workspace.id, site, key)]
      const { contactIds: ids, perhaps } = await tools.store.personOf(workspace.id, given)
      if (ids.length > LIMITS.erasedContacts)
        throw new Refusal(
          `${ids.length} contacts are merged with them, and at most ${LIMITS.erasedContacts} are erased at once. Look at the merges before you go on.`,
          1,
        )
      const merged = ids.filter((id) => !given.some((one) => one.toLowerCase() === id))
      const events = await tools.store.eventsAbout(workspace.id, ids)
      const found = { workspaceId: workspace.id, contacts: ids.length, contactIds: ids, perhaps, events }
      const others = [
        ...(merged.length > 0 ? [`Merged with them, and erased with them: ${merged.join(', ')}.`] : []),
        ...(perhaps.length > 0
          ? [
              `Merged with them for one member alone, and left as they are: ${perhaps.join(', ')}. To erase one of these too, add --contact ID.`,
            ]
          : []),
      ]
      if (!yes) {
        const words = [
          `${events} entries about them would lose their content, here and on every device, for ever.`,
          ...others,
          'Nothing was erased. To do it: the same with --yes.',
        ]
        asked.say(words.join(' '), { event: 'erasure-preview', ...found })
        return
      }
      const erased = await eraseContacts(tools, workspace.id, ids, workspace.id)
      const words = [
        `Erased: ${erased.events} entries have no content any more. Devices follow as they sync; "devices" says how far each has confirmed (needed: ${erased.seq}).`,
        ...others,
      ]
      asked.say(words.join(' '), { event: 'erased', ...found, ...erased })
    })
  },
}
