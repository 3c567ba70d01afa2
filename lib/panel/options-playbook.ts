import { effect, signal } from '@preact/signals'
import type { PlaybookProblem } from '../matching/explain-issue.ts'
import type { GuidanceCard, Playbook, Topic } from '../model/playbook.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { Workspace } from '../model/workspace.ts'
import { emptyPlaybook, withCard, withoutCard, withoutTopic, withRoutes, withTopic } from './edit-playbook.ts'
import { live, newestOf } from './live.ts'
import { CardDraftSchema } from './options-card.ts'
import { createKeptForm } from './options-form.ts'
import type { OptionsPorts } from './options-ports.ts'
import { TopicDraftSchema } from './options-topic.ts'

/** What was just removed or replaced; undone by putting the playbook of before back. */
interface Undoable {
  readonly what: 'topic-removed' | 'card-removed' | 'imported'
  readonly name: string
  readonly before: Playbook
}

export type PlaybookState = ReturnType<typeof createPlaybookState>

/** Topics and guidance of the current workspace: editable in a personal one, read-only in a team's. */
export function createPlaybookState(ports: OptionsPorts) {
  const workspace = signal<Workspace | null>(null)
  const playbook = signal<Playbook | null>(null)
  /** False until the first read has ended. */
  const loaded = signal(false)
  const problem = signal<Problem | null>(null)
  const undoable = signal<Undoable | null>(null)
  const importProblems = signal<readonly PlaybookProblem[]>([])
  const forms = keptForms(ports)

  let stop = (): void => undefined

  /** Follows the playbook of a workspace: a team's arrives and changes while the page is open. */
  function follow(of: Workspace): void {
    stop()
    workspace.value = of
    loaded.value = false
    for (const form of Object.values(forms)) form.follow(of.id)
    const kept = live(() => ports.storeOf(of).readPlaybook(), ports.wait)
    stop = effect(() => {
      if (kept.value.status === 'loading') return
      if (kept.value.status === 'failed') problem.value = kept.value.problem
      const none = of.kind === 'personal' ? emptyPlaybook(of.name) : null
      playbook.value = newestOf(kept.value)?.playbook ?? none
      loaded.value = true
    })
  }

  /** False: nothing was changed, and `problem` says why. */
  async function save(next: Playbook, undo: Undoable | null = null): Promise<boolean> {
    const of = workspace.value
    if (of?.kind !== 'personal') return false
    const updated = new Date(ports.now()).toISOString().slice(0, 10)
    const version = Math.max(playbook.value?.version ?? 0, 0) + 1
    const saved = await ports.storeOf(of).savePlaybook({ ...next, version, updated })
    if (!saved.ok) {
      problem.value = saved.problem
      return false
    }
    playbook.value = saved.value
    problem.value = null
    undoable.value = undo
    await ports.tellChange()
    return true
  }

  const current = (): Playbook => playbook.value ?? emptyPlaybook(workspace.value?.name ?? '')

  const edits = editActions(current, save)
  const files = fileActions(ports, importProblems, current, save)
  return {
    workspace,
    playbook,
    loaded,
    problem,
    undoable,
    importProblems,
    ...forms,
    follow,
    saveTopic: edits.saveTopic,
    removeTopic: edits.removeTopic,
    saveCard: edits.saveCard,
    removeCard: edits.removeCard,
    importFile: files.importFile,
    exportFile: files.exportFile,
    async undo() {
      if (undoable.value !== null) await save(undoable.value.before)
    },
    dismiss() {
      undoable.value = null
      problem.value = null
      importProblems.value = []
    },
  }
}

function keptForms({ scratch }: OptionsPorts) {
  return {
    topicForm: createKeptForm(scratch, 'topic-form', TopicDraftSchema),
    cardForm: createKeptForm(scratch, 'card-form', CardDraftSchema),
  }
}

type Save = (next: Playbook, undo?: Undoable) => Promise<boolean>

function editActions(current: () => Playbook, save: Save) {
  return {
    saveTopic: (topic: Topic) => save(withTopic(current(), topic)),
    removeTopic(topic: Topic) {
      const before = current()
      return save(withoutTopic(before, topic.id), { what: 'topic-removed', name: topic.name, before })
    },
    /** `routes` are by name: one that is new is made. */
    saveCard(card: GuidanceCard, routes: readonly { readonly when: string; readonly name: string }[]) {
      const routed = withRoutes(current(), routes)
      return save(withCard(routed.playbook, { ...card, routes: routed.routes }))
    },
    removeCard(card: GuidanceCard) {
      const before = current()
      return save(withoutCard(before, card.id), { what: 'card-removed', name: card.title, before })
    },
  }
}

function fileActions(
  ports: OptionsPorts,
  importProblems: { value: readonly PlaybookProblem[] },
  current: () => Playbook,
  save: Save,
) {
  return {
    /** Takes a playbook file in the place of the whole playbook; false when it was refused. */
    async importFile(file: Blob): Promise<boolean> {
      importProblems.value = []
      const parsed = parsedJson(await file.text())
      if (!parsed.ok) {
        importProblems.value = [parsed.problem]
        return false
      }
      const checked = ports.checkPlaybook(parsed.value)
      if (!checked.ok) {
        importProblems.value = checked.problems
        return false
      }
      const before = current()
      return save(checked.playbook, { what: 'imported', name: checked.playbook.organisation, before })
    },
    exportFile(): void {
      const text = `${JSON.stringify(current(), null, 2)}\n`
      ports.saveFile(`${current().id}.playbook.json`, new Blob([text], { type: 'application/json' }))
    },
  }
}

/** The browser's own complaint about a file that is no JSON: it names the place. */
function parsedJson(text: string): Result<unknown, PlaybookProblem> {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const mend = 'Choose the file that was saved here, or mend it at that place.'
    return { ok: false, problem: { path: '', message: `This is not JSON: ${reason}`, mend } }
  }
}
