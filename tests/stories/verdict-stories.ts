import type { SeenMention } from '../../lib/matching/propose-rule.ts'
import type { MentionView } from '../../lib/store/views.ts'
import { fakeWorld, settle } from '../support/panel-ports.ts'
import { SEEN, SEEN_ALIKE, swordView } from '../support/panel-verdicts.ts'
import { hereView, jam } from '../support/panel-views.ts'
import type { Story } from './stories.ts'

const never = <T>() => new Promise<T>(() => undefined)

/** A verdict on a post about a sword, as far as `then` takes it. */
function verdict(
  view: MentionView,
  then: 'offer' | 'not-us' | 'us' | 'change' | 'hide',
  more: { readonly team?: boolean; readonly seen?: () => Promise<readonly SeenMention[]> } = {},
): Story {
  return {
    team: more.team ?? false,
    world: () =>
      fakeWorld({
        store: {
          readMention: async () => view,
          readSeenMentions: more.seen ?? (async () => SEEN),
          readHere: async () => hereView([jam]),
        },
      }),
    async act(_state, actions) {
      actions.open({ screen: 'mention', key: view.mention.key, from: null })
      const [topic] = view.topics
      if (topic === undefined || then === 'offer') return
      void (then === 'us' ? actions.sayUs(view, topic) : actions.sayNotUs(view, topic))
      await settle()
      for (const one of document.querySelectorAll<HTMLDetailsElement>('.proposal details')) one.open = true
      if (then === 'change') await actions.changeRule(view)
      if (then === 'hide') await actions.hideOnly(view)
    },
  }
}

const aside = (others: boolean): Story => ({
  world: () =>
    fakeWorld({
      store: {
        readHere: async () => ({
          ...hereView(others ? [jam] : []),
          setAside: [swordView({ said: { grinders: 'not-us' } })],
        }),
      },
    }),
  async act() {
    await settle()
    for (const one of document.querySelectorAll<HTMLDetailsElement>('details.aside')) one.open = others
  },
})

/** Saying what a post is about, what is proposed then, and what was set aside. */
export const VERDICT_STORIES: Readonly<Record<string, Story>> = {
  'verdict-offered': verdict(swordView(), 'offer'),
  'verdict-topics': verdict(
    swordView({ topics: ['grinders', 'rivals'], said: { rivals: 'not-us' } }),
    'offer',
  ),
  'verdict-said': verdict(swordView({ said: { grinders: 'us' } }), 'offer'),
  'verdict-weighing': verdict(swordView(), 'not-us', { seen: never }),
  'rule-proposed': verdict(swordView(), 'not-us'),
  'rule-proposed-team': verdict(swordView(), 'not-us', { team: true }),
  'rule-proposed-team-keeper': verdict(swordView({ owner: false, weighs: true }), 'not-us', { team: true }),
  'rule-proposed-context': verdict(swordView({ weighs: true }), 'us'),
  'rule-none': verdict(swordView({ topics: ['grinders', 'rivals'] }), 'not-us', {
    seen: async () => SEEN_ALIKE,
  }),
  'rule-failed': verdict(swordView(), 'not-us', { seen: () => Promise.reject(new Error('closed')) }),
  'rule-changed': verdict(swordView(), 'change'),
  'post-hidden': verdict(swordView(), 'hide'),
  'set-aside': aside(true),
  'all-set-aside': aside(false),
}
