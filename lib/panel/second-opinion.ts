import { type OpinionNeed, opinionQuestion, readOpinion } from '../listening/second-opinion.ts'
import type { Problem } from '../model/problem.ts'
import type { BrowserModel } from '../platform/second-opinion.ts'
import type { MentionView } from '../store/views.ts'
import type { PanelState } from './panel-state.ts'
import type { PanelPorts } from './ports.ts'

/** How far the second opinion on one post is. */
export type SecondOpinion =
  /** Nothing asked yet. */
  | { readonly kind: 'offered' }
  /** The browser says that its model does not work on this computer, or not in the language of the post. */
  | { readonly kind: 'unavailable'; readonly because: 'computer' | 'language' }
  /** The model must be downloaded first: the person is asked. */
  | { readonly kind: 'asks-download' }
  /** `part`: 0 to 1; null: not known yet. */
  | { readonly kind: 'downloading'; readonly part: number | null }
  | { readonly kind: 'thinking' }
  | { readonly kind: 'answered'; readonly needs: readonly OpinionNeed[] }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** Opinions by mention, each with the text that it is about: a post that was edited since is asked about anew. */
export type Opinions = ReadonlyMap<string, { readonly text: string; readonly opinion: SecondOpinion }>

/** The second opinion to show on a mention: `offered`, as long as nobody asked about its text as it is now. */
export function opinionOn(opinions: Opinions, { mention }: MentionView): SecondOpinion {
  const held = opinions.get(mention.key)
  return held?.text === mention.post.text ? held.opinion : { kind: 'offered' }
}

export interface OpinionActions {
  /** The switch in the options was turned. */
  wantOpinions(on: boolean): void
  /** Asks, where that costs no download; else offers the download. */
  askOpinion(view: MentionView): Promise<void>
  /** Called straight from a click, before any await: the browser downloads only then. */
  downloadAndAsk(view: MentionView): Promise<void>
  /** Stops the thinking, the waiting for a download, or the question about one. */
  cancelOpinion(view: MentionView): void
}

/**
 * One question at a time for each mention. Leaving the screen does not stop one: an answer may take a
 * minute, and stands there when the person comes back.
 */
export function createOpinionActions(state: PanelState, ports: PanelPorts): OpinionActions {
  const running = new Map<string, AbortController>()

  function put({ mention }: MentionView, opinion: SecondOpinion): void {
    const next = new Map(state.opinions.value)
    next.set(mention.key, { text: mention.post.text, opinion })
    state.opinions.value = next
  }

  function stop({ mention }: MentionView): void {
    running.get(mention.key)?.abort()
    running.delete(mention.key)
  }

  /** A question of this mention, in place of any before it. What it puts after it was stopped is dropped. */
  function begin(view: MentionView, first: SecondOpinion) {
    stop(view)
    const mine = new AbortController()
    running.set(view.mention.key, mine)
    put(view, first)
    const say = (opinion: SecondOpinion) => {
      if (!mine.signal.aborted) put(view, opinion)
    }
    return { signal: mine.signal, say }
  }

  async function ask(model: BrowserModel, view: MentionView, turn: ReturnType<typeof begin>): Promise<void> {
    const { post } = view.mention
    const topics = view.topics.map(({ name }) => name)
    const answer = await model.ask(
      opinionQuestion(post, topics),
      (stage) =>
        turn.say(
          stage === 'thinking' ? { kind: 'thinking' } : { kind: 'downloading', part: stage.downloaded },
        ),
      turn.signal,
    )
    const read = answer.ok ? readOpinion(answer.value, post.text) : answer
    turn.say(read.ok ? { kind: 'answered', needs: read.value } : { kind: 'failed', problem: read.problem })
  }

  return {
    wantOpinions(on) {
      state.wantsOpinion.value = on
    },
    async askOpinion(view) {
      const { model } = ports
      if (model === null) return
      const turn = begin(view, { kind: 'thinking' })
      const { lang } = view.mention.post
      const readiness = await model.readiness(lang)
      if (turn.signal.aborted) return
      if (readiness === 'unavailable') {
        const inEnglish = await model.readiness(null)
        turn.say({ kind: 'unavailable', because: inEnglish === 'unavailable' ? 'computer' : 'language' })
      } else if (readiness === 'downloadable') turn.say({ kind: 'asks-download' })
      else {
        if (readiness === 'downloading') turn.say({ kind: 'downloading', part: null })
        await ask(model, view, turn)
      }
    },
    async downloadAndAsk(view) {
      if (ports.model !== null) await ask(ports.model, view, begin(view, { kind: 'downloading', part: null }))
    },
    cancelOpinion(view) {
      stop(view)
      put(view, { kind: 'offered' })
    },
  }
}
