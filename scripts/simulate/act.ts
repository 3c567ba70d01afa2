import type { Result } from '../../lib/model/problem.ts'
import { releaseClaim, takeClaim } from '../../lib/store/claims.ts'
import { deleteContact, restoreContact, setFields } from '../../lib/store/edit-contact.ts'
import { addFact, retractFact } from '../../lib/store/facts.ts'
import { amendInteraction, logByHand, retractInteraction } from '../../lib/store/log-interaction.ts'
import { mergeContacts, unmergeContacts } from '../../lib/store/merge-contacts.ts'
import { deleteNote, joinNoteSiblings, keepUnsavedNote, publishNote } from '../../lib/store/notes.ts'
import { addTag, removeTag } from '../../lib/store/tags.ts'
import type { Chance } from './chance.ts'
import type { SimulatedDevice } from './device.ts'

/** The people who are met: few, so that devices meet the same ones. */
const MET = ['slowpour_ana', 'brewbert', 'grindlord'] as const
const TAGS = ['regular', 'helps others'] as const
const THREADS = ['practice/third-set', 'practice/wobble'] as const
const OUTCOMES = ['listened', 'let-stand', 'answered'] as const

/**
 * A person does something: one of everything that can be written into the log. What cannot be done now (no note to
 * edit yet) is done as something that can. Answers what the action answered, null when there was nothing to do.
 */
export async function act(device: SimulatedDevice, chance: Chance): Promise<Result<unknown> | null> {
  const made = await chance.pick(ACTS)(device, chance)
  return made ?? meet(device, chance)
}

type Act = (device: SimulatedDevice, chance: Chance) => Promise<Result<unknown> | null>

const meet: Act = (device, chance) => {
  const handle = chance.pick(MET)
  const met = {
    site: 'practice',
    author: { name: handle, handle },
    text: 'The inner burr wobbles.',
    permalink: null,
  }
  return logByHand(device.db(), device.actor(), met, {
    outcome: chance.pick(OUTCOMES),
    audience: chance.oneIn(4) ? 'me' : 'team',
  })
}

const amend: Act = async (device, chance) => {
  const own = await interactionOf(device, chance)
  return own === null
    ? null
    : amendInteraction(device.db(), device.actor(), own, { learned: `uses it daily, ${chance.below(100)}` })
}

const retract: Act = async (device, chance) => {
  const own = await interactionOf(device, chance)
  return own === null ? null : retractInteraction(device.db(), device.actor(), own)
}

const note: Act = async (device, chance) => {
  const contactId = await contactOf(device, chance)
  return contactId === null ? null : write(device, chance, chance.uuidAt(device.actor().now()), contactId)
}

const editNote: Act = async (device, chance) => {
  const notes = await device.db().notes.toArray()
  const [one] = notes.length === 0 ? [] : [notes[chance.below(notes.length)]]
  return one === undefined ? null : write(device, chance, one.id, one.contactId)
}

const join: Act = async (device) => {
  const torn = await device
    .db()
    .notes.filter(({ heads }) => heads.length > 1)
    .first()
  if (torn === undefined) return null
  const body = torn.heads.map((head) => head.body).join('\n')
  return joinNoteSiblings(device.db(), device.actor(), torn.id, body)
}

const removeNote: Act = async (device) => {
  const one = await device
    .db()
    .notes.filter(({ deleted }) => !deleted)
    .first()
  return one === undefined ? null : deleteNote(device.db(), device.actor(), one.id)
}

const field: Act = async (device, chance) => {
  const contactId = await contactOf(device, chance)
  if (contactId === null) return null
  const contact = await device.db().contacts.get(contactId)
  const base = contact?.fields.role?.hlc ?? null
  return setFields(device.db(), device.actor(), contactId, {
    role: { value: `roaster ${chance.below(9)}`, base },
  })
}

const tag: Act = async (device, chance) => {
  const contactId = await contactOf(device, chance)
  return contactId === null ? null : addTag(device.db(), device.actor(), contactId, chance.pick(TAGS))
}

const untag: Act = async (device, chance) => {
  const contactId = await contactOf(device, chance)
  return contactId === null ? null : removeTag(device.db(), device.actor(), contactId, chance.pick(TAGS))
}

const merge: Act = async (device, chance) => {
  const [a, b] = [await contactOf(device, chance), await contactOf(device, chance)]
  return a === null || b === null || a === b ? null : mergeContacts(device.db(), device.actor(), a, b)
}

const unmerge: Act = async (device) => {
  const merged = await device
    .db()
    .contacts.filter(({ mergedIds }) => mergedIds.length > 0)
    .first()
  const [mergedId] = merged?.mergedIds ?? []
  if (merged === undefined || mergedId === undefined) return null
  return unmergeContacts(device.db(), device.actor(), merged.id, mergedId)
}

const remove: Act = async (device, chance) => {
  const contactId = await contactOf(device, chance)
  return contactId === null ? null : deleteContact(device.db(), device.actor(), contactId)
}

const putBack: Act = async (device) => {
  const gone = await device
    .db()
    .contacts.filter(({ deleted }) => deleted)
    .first()
  return gone === undefined ? null : restoreContact(device.db(), device.actor(), gone.id)
}

const fact: Act = async (device, chance) => {
  const contactId = await contactOf(device, chance)
  if (contactId === null) return null
  const said = {
    kind: 'interest',
    text: `light roasts ${chance.below(9)}`,
    source: null,
    expires: null,
  } as const
  return addFact(device.db(), device.actor(), contactId, {
    ...said,
    audience: chance.oneIn(4) ? 'me' : 'team',
  })
}

const unfact: Act = async (device) => {
  const one = await device
    .db()
    .facts.filter(({ retracted }) => !retracted)
    .first()
  return one === undefined ? null : retractFact(device.db(), device.actor(), one.id)
}

const claim: Act = (device, chance) =>
  takeClaim(device.db(), device.actor(), { site: 'practice', threadKey: chance.pick(THREADS), title: null })

const release: Act = (device, chance) =>
  releaseClaim(device.db(), device.actor(), { site: 'practice', threadKey: chance.pick(THREADS) })

/** More of what people do more of. */
const ACTS: readonly [Act, ...Act[]] = [
  meet,
  meet,
  note,
  field,
  ...[meet, amend, retract, note, editNote, join, removeNote],
  ...[field, tag, untag, merge, unmerge, remove, putBack, fact, unfact, claim, release],
]

async function write(
  device: SimulatedDevice,
  chance: Chance,
  noteId: string,
  contactId: string,
): Promise<Result<unknown>> {
  const text = `Asked about the burr ${chance.below(1_000)}`
  const kept = await keepUnsavedNote(device.db(), { noteId, contactId, text, audience: 'team' })
  return kept.ok ? publishNote(device.db(), device.actor(), noteId) : kept
}

async function contactOf(device: SimulatedDevice, chance: Chance): Promise<string | null> {
  const ids = await device.db().contacts.toCollection().primaryKeys()
  return ids[chance.below(Math.max(1, ids.length))] ?? null
}

async function interactionOf(device: SimulatedDevice, chance: Chance): Promise<string | null> {
  const own = await device
    .db()
    .interactions.filter(({ actorId, retracted }) => actorId === device.actor().memberId && !retracted)
    .primaryKeys()
  return own[chance.below(Math.max(1, own.length))] ?? null
}
