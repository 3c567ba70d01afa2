import { contactIdFor } from '../../lib/model/contact-id.ts'
import { LIMITS } from '../../lib/model/limits.ts'
import { z } from '../../lib/model/zod.ts'
import { eraseContacts } from '../erase-contacts.ts'
import { erasureMark } from '../erasure-mark.ts'
import type { CalledContact, PersonIds } from '../store.ts'
import {
  type Asked,
  type Command,
  counted,
  findWorkspace,
  misused,
  operandsOf,
  Refusal,
  refuseMissingList,
  type Tools,
  withStore,
} from './command.ts'

/** For ever, and in two steps: what would go is shown first. */
export const erasing: Command = {
  usage: 'WORKSPACE (--site SITE --key KEY | --contact ID …) [--yes]',
  says: 'erases a person for ever, with every contact merged with them; without --yes it only says how much would go. KEY: the handle, or the site’s lasting id',
  takes: ['site', 'key', 'contact', 'yes'],
  async run(asked) {
    const [name = ''] = operandsOf(asked, 1, 'Say which workspace.')
    const whom = whomIn(asked)
    await withStore(asked.config, async (tools) => {
      const { id: workspaceId } = await findWorkspace(tools, name)
      refuseMissingList(tools.list)
      const given = await contactsGiven(tools, workspaceId, whom)
      if (given === 'erased before') {
        const words = 'They were erased before, and nothing about them came back. Nothing was done.'
        asked.say(words, { event: 'erased-before', workspaceId })
        return
      }
      const person = await tools.store.personOf(workspaceId, given.contactIds)
      refuseTooMany(person)
      await eraseOrPreview(asked, tools, { workspaceId, given, person })
    })
  },
}

type Whom = { readonly site: string; readonly key: string } | { readonly contact: readonly string[] }

function whomIn({ options: { site, key, contact = [] } }: Asked): Whom {
  if ((site === undefined) !== (key === undefined)) throw misused('Give --site and --key together.')
  if ((site === undefined) === (contact.length === 0))
    throw misused('Say whom: --site SITE --key KEY, or --contact ID as often as needed.')
  if (contact.some((id) => !z.uuid().safeParse(id).success))
    throw misused('--contact is the id of a contact, a UUID.')
  return site === undefined || key === undefined ? { contact } : { site, key }
}

interface Given {
  readonly contactIds: readonly string[]
  /** What whoever asked should know before they go on. */
  readonly remarks: readonly string[]
}

/**
 * Whom the words mean: the one with exactly this key; else the only one whom the log calls so on that site.
 * @throws Refusal for nobody and for several. A name that was mistyped must not read as one that was erased.
 */
async function contactsGiven(
  tools: Tools,
  workspaceId: string,
  whom: Whom,
): Promise<Given | 'erased before'> {
  if ('contact' in whom) return { contactIds: whom.contact, remarks: [] }
  const { site, key } = whom
  const exact = await contactIdFor(workspaceId, site, key)
  const called = await tools.store.contactsCalled(workspaceId, key)
  const here = called.filter((contact) => contact.site === site.toLowerCase())
  const others = here.filter(({ contactId }) => contactId !== exact)
  if (others.length < here.length || (await tools.store.eventsAbout(workspaceId, [exact])) > 0) {
    const remarks = others.length === 0 ? [] : [`Others on ${site} are called so too: ${listed(others)}.`]
    return { contactIds: [exact], remarks }
  }
  const [only, ...more] = here
  if (only !== undefined && more.length === 0)
    return { contactIds: [only.contactId], remarks: [`On ${site} they are known as ${only.key}.`] }
  if (only !== undefined)
    throw new Refusal(`Several on ${site} are called so: ${listed(here)}. Say which: --contact ID.`, 1)
  if (await wasErased(tools, workspaceId, exact)) return 'erased before'
  const elsewhere = called.length === 0 ? '' : ` Elsewhere somebody is: ${listed(called)}.`
  throw new Refusal(
    `Nobody on ${site} is called so in this log, and nothing was erased.${elsewhere} If a browser may hold entries about them that it has not sent yet, have those refused: --contact ${exact}`,
    1,
  )
}

function listed(contacts: readonly CalledContact[]): string {
  return contacts.map(({ contactId, site, key }) => `${contactId} (${key}, ${site})`).join(', ')
}

async function wasErased({ store }: Tools, workspaceId: string, contactId: string): Promise<boolean> {
  const mark = erasureMark(await store.erasureKey(workspaceId), contactId)
  return (await store.erasures(workspaceId, 0)).some(({ marks }) => marks.includes(mark))
}

function refuseTooMany({ contactIds }: PersonIds): void {
  if (contactIds.length <= LIMITS.erasedContacts) return
  throw new Refusal(
    `${contactIds.length} contacts are merged with them, and at most ${LIMITS.erasedContacts} are erased at once. Look at the merges before you go on.`,
    1,
  )
}

async function eraseOrPreview(
  { say, options }: Asked,
  tools: Tools,
  { workspaceId, given, person }: { workspaceId: string; given: Given; person: PersonIds },
): Promise<void> {
  const { contactIds, perhaps } = person
  const named = new Set(given.contactIds.map((id) => id.toLowerCase()))
  const merged = contactIds.filter((id) => !named.has(id))
  const events = await tools.store.eventsAbout(workspaceId, contactIds)
  const found = { workspaceId, contacts: contactIds.length, contactIds, perhaps, events }
  const others = [
    ...given.remarks,
    ...(merged.length > 0 ? [`Merged with them, and erased with them: ${merged.join(', ')}.`] : []),
    ...(perhaps.length > 0
      ? [
          `Merged with them for one member alone, and left as they are: ${perhaps.join(', ')}. To erase one of these too, add --contact ID.`,
        ]
      : []),
  ]
  if (options.yes) {
    const erased = await eraseContacts(tools, workspaceId, contactIds, workspaceId)
    const words = [
      `Erased: ${counted(erased.events, 'entry')} without content from now on. Devices follow as they sync; "devices" says how far each has confirmed (needed: ${erased.seq}).`,
      ...others,
    ]
    say(words.join(' '), { event: 'erased', ...found, ...erased })
    return
  }
  const words = [
    events === 0
      ? 'The log holds no entry about them.'
      : `About them: ${counted(events, 'entry')}, to lose the content for ever, here and on every device.`,
    ...others,
    'Nothing was erased. To do it: the same with --yes.',
  ]
  say(words.join(' '), { event: 'erasure-preview', ...found })
}
