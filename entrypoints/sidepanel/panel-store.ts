import { fail } from '../../lib/model/problem.ts'
import { changeTopic } from '../../lib/panel/change-topic.ts'
import { dayOf } from '../../lib/panel/day.ts'
import type { PanelStore } from '../../lib/panel/ports.ts'
import { awaitReply, declineReply } from '../../lib/store/awaiting-reply.ts'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import { saveDraft } from '../../lib/store/drafts.ts'
import {
  amendInteraction,
  logByHand,
  logInteraction,
  retractInteraction,
} from '../../lib/store/log-interaction.ts'
import { logNoticedReply } from '../../lib/store/log-noticed-reply.ts'
import { readNoteFate } from '../../lib/store/note-fate.ts'
import {
  contactForMention,
  deleteNote,
  joinNoteSiblings,
  keepUnsavedNote,
  publishNote,
} from '../../lib/store/notes.ts'
import { readPlaybook, savePlaybook } from '../../lib/store/playbook.ts'
import { readHere } from '../../lib/store/read-here.ts'
import { readMention } from '../../lib/store/read-mention.ts'
import { findContacts } from '../../lib/store/read-people.ts'
import { readPerson } from '../../lib/store/read-person.ts'
import { readSyncStatus } from '../../lib/store/read-sync-status.ts'
import { readSeenMentions, setVerdict } from '../../lib/store/verdicts.ts'
import type { Actor, SyncStatus } from '../../lib/store/views.ts'
import { createPersonDoors } from './person-doors.ts'
import { createSetAsideDoors } from './set-aside-doors.ts'

/** The store's doors for one workspace and the person who writes in it. */
export function createPanelStore(db: EarshotDatabase, actor: Actor, kind: SyncStatus['kind']): PanelStore {
  const me = actor.memberId
  return {
    ...createPersonDoors(db, actor),
    ...createSetAsideDoors(db, actor),
    readHere: (tabId) => readHere(db, tabId, me),
    readMention: (key) => readMention(db, key, me, dayOf(actor.now())),
    findContacts: (text) => findContacts(db, text, me),
    readPerson: (contactId) => readPerson(db, contactId, me, dayOf(actor.now())),
    readSyncStatus: () => readSyncStatus(db, kind),
    logInteraction: (mention, draft) => logInteraction(db, actor, mention, draft),
    amendInteraction: (id, changes) => amendInteraction(db, actor, id, changes),
    retractInteraction: (id) => retractInteraction(db, actor, id),
    logByHand: (met, draft) => logByHand(db, actor, met, draft),
    contactForMention: (key) => contactForMention(db, actor, key),
    keepUnsavedNote: (note) => keepUnsavedNote(db, note),
    readNoteFate: (note) => readNoteFate(db, note),
    publishNote: (noteId) => publishNote(db, actor, noteId),
    joinNoteSiblings: (noteId, body) => joinNoteSiblings(db, actor, noteId, body),
    deleteNote: (noteId) => deleteNote(db, actor, noteId),
    awaitReply: (mention, text, present) => awaitReply(db, mention, text, present, actor.now()),
    logNoticedReply: (mention) => logNoticedReply(db, actor, mention),
    declineReply: (key) => declineReply(db, key),
    setVerdict: (about, verdict) => setVerdict(db, about, verdict, actor.now()),
    readSeenMentions: (topic) => readSeenMentions(db, topic),
    changeTopic: async (from, to) =>
      kind === 'team' ? fail('not-permitted') : changeTopic(playbookDoors(db, actor), from, to, actor.now()),
    saveDraft: (key, text, base) => saveDraft(db, key, text, actor.now(), base),
  }
}

function playbookDoors(db: EarshotDatabase, actor: Actor): Parameters<typeof changeTopic>[0] {
  return {
    readPlaybook: async () => (await readPlaybook(db))?.playbook ?? null,
    savePlaybook: (playbook) => savePlaybook(db, playbook, null, actor.now()),
  }
}
