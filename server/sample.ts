import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contactIdFor } from '../lib/model/contact-id.ts'
import type { SyncEvent } from '../lib/model/event.ts'
import { tickHlc } from '../lib/model/hlc.ts'
import { PlaybookSchema } from '../lib/model/playbook.ts'
import { addMember, createWorkspace } from './administer.ts'
import { contentHash } from './content-hash.ts'
import type { Ports } from './ports.ts'
import { publishPlaybook } from './publish-playbook.ts'
import { asInteraction, MEETINGS, type Meeting, NOTE, SITE } from './sample-story.ts'
import type { WorkspaceRecord } from './store.ts'
import { StoreRefusal } from './store-refusal.ts'

/** The company's own name; the other where a workspace that somebody works in has it. */
const NAMES = ['Quillon', 'Quillon (sample)']
const MADE = 'workspace.made'
const DAY_MS = 86_400_000

const PLAYBOOK_FILE = join(import.meta.dirname, '..', 'samples', 'quillon.playbook.json')

/**
 * The sample workspace of an invented company: its playbook, two colleagues, and what they logged about
 * people of the practice town. Made once; an existing one is left as it is, and so is every workspace that is no
 * sample, whatever it is called: whoever tries the server out gets an invitation to this one.
 */
export async function ensureSample(ports: Ports, givenPlaybook?: unknown): Promise<WorkspaceRecord> {
  const { store, now } = ports
  const named = await Promise.all(NAMES.map((name) => store.findWorkspace(name)))
  for (const workspace of named)
    if (workspace !== null && (await isSample(store, workspace.id))) return workspace
  const free = NAMES[named.indexOf(null)]
  if (free === undefined)
    throw new StoreRefusal(
      `Workspaces that are no sample are called ${NAMES.join(' and ')} here. Use another EARSHOT_DATA_DIR.`,
    )
  // Read and checked first: a broken file must not leave half a sample behind.
  const playbook = PlaybookSchema.parse(givenPlaybook ?? JSON.parse(await readFile(PLAYBOOK_FILE, 'utf8')))
  const workspace = await createWorkspace(ports, free)
  if (workspace === null) throw new Error('the sample workspace was made by another process just now')
  const made = { actorId: null, action: MADE, detail: { sample: true }, at: now() }
  await store.audit(workspace.id, made)
  const published = await publishPlaybook(ports, workspace.id, playbook)
  if (published.status === 'invalid') throw new Error(`the sample playbook: ${published.faults.join('; ')}`)
  if (published.status === 'changed-since') throw new Error('the sample workspace is used by another process')
  const at = now()
  const colleagues = new Map<string, Colleague>()
  for (const name of new Set(MEETINGS.map((meeting) => meeting.by))) {
    const member = await addMember(ports, workspace.id, name, at - 60 * DAY_MS)
    colleagues.set(name, { memberId: member.id, deviceId: ports.newRandomId(), events: 0 })
  }
  const write = await createWriter(ports, workspace.id, colleagues, published.version)
  const events = [...MEETINGS.flatMap(write.meeting), write.note()].sort((a, b) => (a.time < b.time ? -1 : 1))
  await store.append(
    workspace.id,
    events.map((event) => ({ event, contentHash: contentHash(event) })),
    at,
  )
  return workspace
}

/** What the first line of its audit trail says. */
async function isSample(store: Ports['store'], workspaceId: string): Promise<boolean> {
  const [first] = await store.auditTrail(workspaceId, { before: 2, limit: 1 })
  return first?.action === MADE && first.detail.sample === true
}

interface Colleague {
  readonly memberId: string
  readonly deviceId: string
  events: number
}

async function createWriter(
  { now, newId, newRandomId }: Ports,
  workspaceId: string,
  colleagues: ReadonlyMap<string, Colleague>,
  playbookVersion: number,
) {
  const handles = MEETINGS.map((meeting) => meeting.with)
  const contacts = new Map<string, string>()
  for (const handle of handles) contacts.set(handle, await contactIdFor(workspaceId, SITE, handle))
  const before = (days: number) => now() - days * DAY_MS
  const contactOf = (handle: string) => contacts.get(handle) ?? ''

  const event = (
    by: string,
    type: string,
    handle: string,
    at: number,
    data: SyncEvent['data'],
  ): SyncEvent => {
    const colleague = colleagues.get(by)
    if (colleague === undefined) throw new Error('a sample event by nobody')
    const { memberId, deviceId } = colleague
    return {
      specversion: '1.0',
      id: newId(),
      source: `urn:device:${deviceId}`,
      type,
      subject: contactOf(handle),
      time: new Date(at).toISOString(),
      workspaceid: workspaceId,
      actorid: memberId,
      deviceid: deviceId,
      devicen: colleague.events++,
      hlc: tickHlc(null, at, deviceId),
      ev: 1,
      audience: 'team',
      data,
    }
  }
  const meeting = (met: Meeting): SyncEvent[] => {
    const { with: handle, by } = met
    const at = before(met.daysAgo)
    const contactId = contactOf(handle)
    const identity = { site: SITE, key: handle, handle, name: handle, url: null, stableId: null }
    const interaction = asInteraction(met, contactId, playbookVersion, before)
    return [
      event(by, 'contact.created', handle, at, { contactId, identity }),
      event(by, 'interaction.logged', handle, at + 1, interaction),
    ]
  }
  const note = () =>
    event(NOTE.by, 'note.revised', NOTE.about, before(NOTE.daysAgo), {
      noteId: newRandomId(),
      contactId: contactOf(NOTE.about),
      base: null,
      body: NOTE.body,
    })
  return { meeting, note }
}
