// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { expect, test, vi } from 'vitest'
import { Panel } from '../../components/panel/Panel.tsx'
import { createPanelStore } from '../../entrypoints/sidepanel/panel-store.ts'
import { LIMITS } from '../../lib/model/limits.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import { setFields } from '../../lib/store/edit-contact.ts'
import { addFact } from '../../lib/store/facts.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { keepUnsavedNote, publishNote } from '../../lib/store/notes.ts'
import { addTag } from '../../lib/store/tags.ts'
import { mentionBy, must, SAM } from '../store/quillon.ts'
import { doing, drawPanels, life, place } from '../support/draw-panel.ts'
import { fakeWorld } from '../support/panel-ports.ts'
import { device, deviceElsewhere } from '../sync/device.ts'
import { serveInMemory } from '../sync/serve-in-memory.ts'

drawPanels()

const ACTS = ['alert(1)', 'fetch("//evil.test")', 'document.title=1']
const TAGS = [
  (act: string) => `<script>${act}</script>`,
  (act: string) => `<img src=x onerror=${act}>`,
  (act: string) => `<svg onload=${act}>`,
  (act: string) => `<svg><animate onbegin=${act} attributeName=x>`,
  (act: string) => `<iframe srcdoc="<script>${act}</script>"></iframe>`,
  (act: string) => `<details open ontoggle=${act}>`,
  (act: string) => `<a href="javascript:${act}">press</a>`,
  (act: string) => `<math><mtext><style><img src=x onerror=${act}>`,
  (act: string) => `<form action=javascript:${act}><button>Go`,
  (act: string) => `<input autofocus onfocus=${act}>`,
  (act: string) => `<style>@import '//evil.test'</style><b style="x:${act}">`,
  (act: string) => `<template><script>${act}</script></template>`,
]
const ROUNDS = [
  (tag: string) => tag,
  (tag: string) => `"><${tag}`,
  (tag: string) => `'--></title></textarea>${tag}`,
  (tag: string) => `{{${tag}}} \${${tag}} <%= ${tag} %>`,
  (tag: string) => `\u202e${tag}\u2066`,
  (tag: string) => tag.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
]
/** A value put into a sentence loses its marks of direction: components/shared/i18n.ts. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g
const PAYLOADS = ACTS.flatMap((act) => TAGS.flatMap((tag) => ROUNDS.map((round) => round(tag(act)))))

/** Everything about one person in which a colleague's words may stand. */
type Words = readonly [name: string, tag: string, fact: string, note: string, learned: string, gave: string]

/** Sam writes about people; what Maya's panel shows of them after a sync, as one string for each. */
async function shownToMaya(people: readonly Words[]) {
  const workspaceId = crypto.randomUUID()
  const server = serveInMemory(workspaceId)
  const sam = deviceElsewhere(server, workspaceId, SAM)
  const ids: string[] = []
  for (const [at, [name, tag, fact, note, learned, gave]] of people.entries()) {
    const mention = await mentionBy(sam.db, `person-${at}`, { text: `Quillon ${note}` })
    const draft = { outcome: 'answered', learned, gave } as const
    const { contactId } = must(await logInteraction(sam.db, sam.actor, mention, draft))
    ids.push(contactId)
    must(await setFields(sam.db, sam.actor, contactId, { name: { value: name, base: null } }))
    must(await addTag(sam.db, sam.actor, contactId, tag))
    const known = { kind: 'interest', text: fact, source: null, expires: null, audience: 'team' } as const
    must(await addFact(sam.db, sam.actor, contactId, known))
    const noteId = sam.actor.newId()
    must(await keepUnsavedNote(sam.db, { noteId, contactId, text: note, audience: 'team' }))
    must(await publishNote(sam.db, sam.actor, noteId))
  }
  await sam.round()
  const maya = device(server, workspaceId)
  await maya.round()
  expect(await maya.db.contacts.count()).toBe(people.length)
  const drawn: string[] = []
  const nothing = () => undefined
  const { ports } = fakeWorld({ store: createPanelStore(maya.db, maya.actor, 'team') })
  const state = createPanelState(ports, { order: 'page' }, life.signal)
  const actions = createPanelActions(state, ports)
  const props = { state, actions, sites: ports.sites, siteNames: new Map(), team: true }
  await doing(() => render(<Panel {...props} onOptions={nothing} onPractice={nothing} />, place))
  for (const contactId of ids) {
    await doing(() => actions.open({ screen: 'person', contactId, from: null }))
    await vi.waitFor(() => doing(nothing).then(() => expect(place.querySelector('#note')).not.toBeNull()), {
      timeout: 8_000,
    })
    // Read, not written: the markup that was drawn is what must hold no element of theirs.
    drawn.push(place.innerHTML)
    await doing(actions.back)
  }
  return drawn
}

/** The kinds of element in a drawing, each with the names of its attributes; and where its links lead. */
function made(html: string): { kinds: ReadonlySet<string>; links: readonly string[] } {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const all = [...body.querySelectorAll('*')]
  const kinds = all.map((one) => [one.tagName, ...one.getAttributeNames().sort()].join(' '))
  const links = all.flatMap((one) =>
    ['href', 'src', 'action'].flatMap((name) => one.getAttribute(name) ?? []),
  )
  return { kinds: new Set(kinds), links }
}

test('two hundred hostile texts go through a colleague’s store and the server to a panel, and make no element and no attribute', async () => {
  expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(200)
  const people = Array.from({ length: PAYLOADS.length / 6 }, (_, at): Words => {
    const [name = '', tag = '', fact = '', note = '', learned = '', gave = ''] = PAYLOADS.slice(at * 6)
    return [name, tag.slice(0, LIMITS.tag), fact, note, learned, gave]
  })
  const [harmless] = await shownToMaya([
    ['Ana', 'regular', 'roasts at home', 'asked twice', 'a lot', 'a set'],
  ])
  const { kinds } = made(harmless ?? '')
  render(null, place)
  const drawn = await shownToMaya(people)
  for (const [at, html] of drawn.entries()) {
    const found = made(html)
    expect([...found.kinds].filter((kind) => !kinds.has(kind))).toEqual([])
    expect(found.links.filter((link) => !/^(https?:|#|$)/.test(link))).toEqual([])
    // Each word is there to read, as it was written.
    const shown = new DOMParser().parseFromString(html, 'text/html').body.textContent.replace(TURNING, '')
    for (const word of people[at] ?? []) expect(shown).toContain(word.replace(TURNING, '').trim())
  }
})
