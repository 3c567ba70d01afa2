import { z } from '../lib/model/zod.ts'
import type { NewToken } from './people-store.ts'
import { append } from './rows/append.ts'
import { audit, auditTrail } from './rows/audit.ts'
import { liveClaims } from './rows/claims.ts'
import { contactsCalled } from './rows/contacts-called.ts'
import { contactsMarked, erase, eraseConfirmed, erasuresAfter, eventsAbout } from './rows/erase.ts'
import { newEpoch, nextOwnNumber, readLog, setFloor } from './rows/log-row.ts'
import { addMember, linkSubject, memberOfSubject, members, setMember } from './rows/members.ts'
import { page, snapshot } from './rows/page.ts'
import { personOf } from './rows/person-of.ts'
import { playbook, savePlaybook } from './rows/playbook.ts'
import {
  acknowledge,
  addDevice,
  addInvitation,
  device,
  devices,
  invitations,
  isAckNews,
  redeem,
  revokeDevice,
  withdrawInvitation,
} from './rows/redeem.ts'
import { noteUse, session } from './rows/session.ts'
import { readAll, type Steps } from './rows/step.ts'
import { issueTokens, personalTokens, revokeToken, rotate } from './rows/tokens.ts'
import { trim } from './rows/trim.ts'
import { verifyLog } from './rows/verify.ts'
import type { EventStore, WorkspaceRecord } from './store.ts'

/** Runs steps on the rows of one workspace, in one transaction each. */
export interface Runner {
  /** False: nothing can be found there. True need not mean that the workspace exists. */
  knows(workspaceId: string): Promise<boolean>
  /** Everything on one state of the rows; keeps no writer out. */
  read<T>(workspaceId: string, steps: () => Steps<T>): Promise<T>
  /**
   * Committed and flushed when it answers; nothing done when it rejects, but for one case: the connection broke in
   * the commit itself, and nobody knows. `repeatable` steps, which done twice are done once, are then tried again.
   */
  write<T>(workspaceId: string, steps: () => Steps<T>, repeatable?: boolean): Promise<T>
}

/** What is not a workspace's own: names, and to which workspace a secret leads that does not name one. */
export interface Directory extends Pick<EventStore, 'createWorkspace' | 'findWorkspace' | 'workspaces'> {
  /** Written before the row it leads to, so that no crash leaves a row that cannot be found. */
  point(hashes: readonly Uint8Array[], workspaceId: string): Promise<void>
  /** The workspace that `point` was told of. */
  pointed(hash: Uint8Array): Promise<WorkspaceRecord | null>
}

/** What each database does in its own way. */
export type OwnWay = Pick<EventStore, 'copyTo' | 'restoreFrom' | 'ping' | 'close'> & {
  damage(workspaceId: string): Promise<readonly string[]>
}

/** The port over any database that can run steps: one text of the rules, whatever keeps the rows. */
export function storeOver(runner: Runner, directory: Directory, own: OwnWay): EventStore {
  const { read, write } = runner
  const { createWorkspace, findWorkspace, workspaces, point, pointed } = directory
  const { copyTo, restoreFrom, ping, close } = own
  return {
    ...{ createWorkspace, findWorkspace, workspaces, copyTo, restoreFrom, ping, close },
    ...peopleOver(runner, { point, pointed }),
    ...logOver(runner, own),
    playbook: (id) => read(id, playbook),
    savePlaybook: (id, stored, now) => write(id, () => savePlaybook(stored, now)),
    audit: (id, entry) => write(id, () => audit(entry)),
    auditTrail: (id, { before, limit }) => read(id, () => auditTrail(before, limit)),
  }
}

function logOver({ read, write }: Runner, { damage }: OwnWay) {
  return {
    append: (id, entries, now) => write(id, () => append(entries, now), true),
    page: (id, request) => read(id, () => page(request)),
    snapshot: (id, request) => read(id, () => snapshot(request)),
    head: async (id) => {
      const { epoch, head, floor } = await read(id, readLog)
      return { epoch, head, floor }
    },
    authors: (id, eventIds) => read(id, () => authors(eventIds)),
    eventsAbout: (id, contactIds) => read(id, () => eventsAbout(contactIds)),
    claims: (id, now) => read(id, () => liveClaims(now)),
    newEpoch: (id, epoch) => write(id, () => newEpoch(epoch), true),
    setFloor: (id, seq) => write(id, () => setFloor(seq), true),
    trim: (id, before) => write(id, () => trim(before), true),
    verify: async (id) => ({ ...(await read(id, verifyLog)), damage: await damage(id) }),
    erasureKey: async (id) => (await read(id, readLog)).erasure_key,
    erase: (id, erasure) => write(id, () => erase(erasure), true),
    personOf: (id, contactIds) => read(id, () => personOf(contactIds)),
    contactsCalled: (id, word) => read(id, () => contactsCalled(word)),
    erasures: (id, after) => read(id, () => erasuresAfter(after)),
    eraseConfirmed: (id) => write(id, eraseConfirmed),
    contactsMarked: (id, marks) => read(id, () => contactsMarked(marks)),
  } satisfies Partial<EventStore>
}

function peopleOver(
  { knows, read, write }: Runner,
  { point, pointed }: Pick<Directory, 'point' | 'pointed'>,
) {
  return {
    addMember: async (id, member, now) => {
      await write(id, () => addMember(member, now))
    },
    members: (id) => read(id, members),
    setMember: (id, memberId, given) => write(id, () => setMember(memberId, given), true),
    memberOfSubject: (id, issuer, subject) => read(id, () => memberOfSubject(issuer, subject)),
    linkSubject: (id, link, now) => write(id, () => linkSubject(link, now)),
    addInvitation: async (invitation, now) => {
      const { codeHash, workspaceId } = invitation
      await point([codeHash], workspaceId)
      await write(workspaceId, () => addInvitation(invitation, now))
    },
    invitations: (id, now) => read(id, () => invitations(now)),
    withdrawInvitation: (id, codeHash, now) => write(id, () => withdrawInvitation(codeHash, now)),
    invitedTo: async (codeHash) => (await pointed(codeHash))?.id ?? null,
    redeem: async (redemption) => {
      const workspace = await pointed(redemption.codeHash)
      if (workspace === null) return { status: 'unknown' }
      await point(longLived(redemption.tokens), workspace.id)
      return write(workspace.id, () => redeem(workspace, redemption))
    },
    addDevice: async (id, device, now) => {
      await point(longLived(device.tokens), id)
      return write(id, () => addDevice(device, now))
    },
    device: async (id, deviceId) => ((await knows(id)) ? read(id, () => device(deviceId)) : null),
    devices: (id) => read(id, devices),
    revokeDevice: (id, deviceId, now) => write(id, () => revokeDevice(deviceId, now)),
    acknowledge: async (id, deviceId, seq, now) => {
      // Most polls tell nothing new, and a write is a flush.
      if (await read(id, () => isAckNews(deviceId, seq)))
        await write(id, () => acknowledge(deviceId, seq, now))
    },
    nextOwnNumber: (id) => write(id, nextOwnNumber),
    session: async (workspaceId, hash, now) => {
      const id = workspaceId ?? (await pointed(hash))?.id
      if (id === undefined || !(await knows(id))) return { status: 'unknown' }
      const { outcome, news } = await read(id, () => session(id, hash, now))
      if (outcome.status === 'valid' && news) await write(id, () => noteUse(outcome.session.deviceId, now))
      return outcome
    },
    issueTokens: async (tokens) => {
      for (const [id, own] of Map.groupBy(tokens, ({ workspaceId }) => workspaceId)) {
        await point(longLived(own), id)
        await write(id, () => issueTokens(own))
      }
    },
    rotate: ({ workspaceId, ...rotation }) => write(workspaceId, () => rotate(rotation)),
    tokens: (id, memberId) => read(id, () => personalTokens(memberId)),
    revokeToken: (id, tokenId, now) => write(id, () => revokeToken(tokenId, now)),
  } satisfies Partial<EventStore>
}

/** The others name their workspace in their text. */
function longLived(tokens: readonly NewToken[]): readonly Uint8Array[] {
  return tokens.filter(({ kind }) => kind === 'device').map(({ hash }) => hash)
}

function* authors(eventIds: readonly string[]): Steps<ReadonlyMap<string, string>> {
  const rows = yield* readAll(
    z.object({ id: z.string(), actor_id: z.string() }),
    'select id, actor_id from event where {ws} and id {in ?1}',
    eventIds,
  )
  return new Map(rows.map(({ id, actor_id }) => [id, actor_id]))
}
