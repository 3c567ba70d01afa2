import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fail, ok } from '../../lib/model/problem.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState, type PanelState } from '../../lib/panel/panel-state.ts'
import { opinionOn } from '../../lib/panel/second-opinion.ts'
import type { BrowserModel } from '../../lib/platform/second-opinion.ts'
import { fakeModel, screenOf, snapped } from '../support/panel-needs.ts'
import { fakeWorld, settle } from '../support/panel-ports.ts'

const VIEW = screenOf(snapped)
let life: AbortController

beforeEach(() => {
  life = new AbortController()
})

afterEach(() => life.abort())

function panelWith(model: BrowserModel | null, secondOpinion = true) {
  const world = fakeWorld({ ports: { model }, store: { readMention: async () => VIEW } })
  const state = createPanelState(world.ports, { order: 'page', secondOpinion }, life.signal)
  return { state, actions: createPanelActions(state, world.ports) }
}

const opinion = (state: PanelState) => opinionOn(state.opinions.value, VIEW)

/** What the open mention shows. */
async function shown({ state, actions }: ReturnType<typeof panelWith>) {
  const stop = state.opinion.subscribe(() => undefined)
  actions.open({ screen: 'mention', key: VIEW.mention.key, from: null })
  await settle()
  const seen = state.opinion.value
  stop()
  return seen
}

describe('a second opinion', () => {
  it('is offered only when it was switched on and the browser has a model', async () => {
    expect(await shown(panelWith(fakeModel()))).toEqual({ kind: 'offered' })
    expect(await shown(panelWith(fakeModel(), false))).toBeNull()
    expect(await shown(panelWith(null))).toBeNull()
    const later = panelWith(fakeModel(), false)
    later.actions.wantOpinions(true)
    expect(await shown(later)).toEqual({ kind: 'offered' })
  })

  it('asks nothing before it is pressed', async () => {
    const model = fakeModel()
    await shown(panelWith(model))
    expect(model.asked).toEqual([])
  })

  it('is the labels of the model, with their words', async () => {
    const model = fakeModel({ answer: '{"needs":[{"need":"complaint","quote":"burr snapped"}]}' })
    const { state, actions } = panelWith(model)
    await actions.askOpinion(VIEW)
    expect(opinion(state)).toEqual({
      kind: 'answered',
      needs: [{ label: 'complaint', span: { start: 4, end: 16 } }],
    })
    expect(model.asked).toHaveLength(1)
    expect(model.asked[0]?.prompt).toContain('The burr snapped')
    expect(model.asked[0]?.instructions).toContain('"Our grinders", "Support"')
  })

  it('asks before anything is downloaded, and downloads only then', async () => {
    const model = fakeModel({
      readiness: 'downloadable',
      ask: async (_question, onStage) => {
        onStage({ downloaded: 0.25 })
        seen.push(opinion(state))
        onStage('thinking')
        seen.push(opinion(state))
        return ok('{"needs":[]}')
      },
    })
    const seen: unknown[] = []
    const { state, actions } = panelWith(model)
    await actions.askOpinion(VIEW)
    expect(opinion(state)).toEqual({ kind: 'asks-download' })
    expect(model.asked).toEqual([])
    await actions.downloadAndAsk(VIEW)
    expect(seen).toEqual([{ kind: 'downloading', part: 0.25 }, { kind: 'thinking' }])
    expect(opinion(state)).toEqual({ kind: 'answered', needs: [] })
  })

  it('says why it cannot be had: the computer, or the language of the post', async () => {
    const { state, actions } = panelWith(fakeModel({ readiness: 'unavailable' }))
    await actions.askOpinion(VIEW)
    expect(opinion(state)).toEqual({ kind: 'unavailable', because: 'computer' })
    const english: BrowserModel = {
      ...fakeModel(),
      readiness: async (lang) => (lang === null ? 'available' : 'unavailable'),
    }
    const other = panelWith(english)
    await other.actions.askOpinion(VIEW)
    expect(opinion(other.state)).toEqual({ kind: 'unavailable', because: 'language' })
  })

  it('is dropped when it was cancelled, also when the answer comes all the same', async () => {
    const late = Promise.withResolvers<Awaited<ReturnType<BrowserModel['ask']>>>()
    let stopped: AbortSignal | undefined
    const { state, actions } = panelWith(
      fakeModel({
        ask: (_question, _onStage, signal) => {
          stopped = signal
          return late.promise
        },
      }),
    )
    const asking = actions.askOpinion(VIEW)
    await settle()
    expect(opinion(state)).toEqual({ kind: 'thinking' })
    actions.cancelOpinion(VIEW)
    expect(stopped?.aborted).toBe(true)
    late.resolve(ok('{"needs":[{"need":"spam","quote":""}]}'))
    await asking
    expect(opinion(state)).toEqual({ kind: 'offered' })
  })

  it('can be cancelled while the browser is still asked whether it has a model', async () => {
    const readiness = Promise.withResolvers<'available'>()
    const model = { ...fakeModel(), readiness: () => readiness.promise }
    const { state, actions } = panelWith(model)
    const asking = actions.askOpinion(VIEW)
    actions.cancelOpinion(VIEW)
    readiness.resolve('available')
    await asking
    expect(model.asked).toEqual([])
    expect(opinion(state)).toEqual({ kind: 'offered' })
  })

  it('is there when the person comes back, unless the post was edited meanwhile', async () => {
    const { state, actions } = panelWith(fakeModel())
    const asking = actions.askOpinion(VIEW)
    actions.showTab('people')
    await asking
    expect(opinion(state)).toEqual({ kind: 'answered', needs: [] })
    const edited = {
      ...VIEW,
      mention: { ...VIEW.mention, post: { ...VIEW.mention.post, text: 'All fine.' } },
    }
    expect(opinionOn(state.opinions.value, edited)).toEqual({ kind: 'offered' })
  })

  it('shows a failure as one, and an answer that makes no sense not at all', async () => {
    const failing = panelWith(fakeModel({ ask: async () => fail('too-large') }))
    await failing.actions.askOpinion(VIEW)
    expect(opinion(failing.state)).toEqual({ kind: 'failed', problem: { code: 'too-large' } })
    const babbling = panelWith(fakeModel({ answer: 'You are a helpful assistant.' }))
    await babbling.actions.askOpinion(VIEW)
    expect(opinion(babbling.state)).toMatchObject({ kind: 'failed', problem: { code: 'bad-answer' } })
  })
})
