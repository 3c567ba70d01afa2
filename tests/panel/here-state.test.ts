import { describe, expect, it } from 'vitest'
import type { Access } from '../../lib/panel/access.ts'
import { hereState, isElsewhere } from '../../lib/panel/here-state.ts'
import type { Live } from '../../lib/panel/live.ts'
import type { HereView } from '../../lib/store/views.ts'
import { hereView, jam, report, wait } from '../support/panel-views.ts'

const TAB = { tabId: 7, url: 'https://www.reddit.com/r/espresso/comments/jam/' }
const SITE = { id: 'reddit', name: 'Reddit', origins: ['https://*.reddit.com/*'] }
const OPEN: Access = { kind: 'open', always: true, site: SITE, reader: 'there' }
const ready = (value: HereView): Live<HereView> => ({ status: 'ready', value })
const NO_ROW = ready({ page: null, mentions: [], setAside: [], alsoHere: [], listening: true })

const kindOf = (access: Access, seen: Live<HereView> = NO_ROW, tab: typeof TAB | null | undefined = TAB) =>
  hereState(tab, access, seen).kind

describe('the state of Here', () => {
  it('starts without a word about the page', () => {
    expect(hereState(undefined, OPEN, NO_ROW).kind).toBe('starting')
    expect(kindOf({ kind: 'asking' })).toBe('starting')
  })

  it('says when the address is hidden, also while an old row of the tab is left', () => {
    expect(kindOf({ kind: 'hidden', sites: [] }, ready(hereView()))).toBe('hidden')
  })

  it('knows its own pages and those of the browser', () => {
    expect(kindOf({ kind: 'own', practice: false })).toBe('own-page')
    expect(kindOf({ kind: 'browser' })).toBe('browser-page')
  })

  it('shows the practice town like any site', () => {
    expect(kindOf({ kind: 'own', practice: true }, ready(hereView()))).toBe('mentions')
  })

  it('asks for a site that is not allowed yet', () => {
    const state = hereState(TAB, { kind: 'closed', site: SITE, known: true }, NO_ROW)
    expect(state).toEqual({ kind: 'not-permitted', site: SITE, known: true })
  })

  it('reads until the first pass is done', () => {
    expect(kindOf(OPEN)).toBe('reading')
    expect(kindOf(OPEN, ready(hereView([], { complete: false })))).toBe('reading')
  })

  it('shows mentions before the page is read to its end', () => {
    expect(hereState(TAB, OPEN, ready(hereView(undefined, { complete: false })))).toMatchObject({
      kind: 'mentions',
      reading: true,
    })
  })

  it('tells nothing about you from a page it does not understand', () => {
    expect(kindOf(OPEN, ready(hereView([])))).toBe('nothing')
    expect(kindOf(OPEN, ready(hereView([], { site: null, report: null })))).toBe('unknown-site')
    expect(kindOf(OPEN, ready(hereView([], { site: 'generic', report: { ...report, posts: 0 } })))).toBe(
      'unknown-site',
    )
  })

  it('does not say "nothing about you" where no topic says what is about anyone', () => {
    expect(kindOf(OPEN, ready({ ...hereView([]), listening: false }))).toBe('no-topics')
  })

  it('says that a site has changed, with and without mentions', () => {
    const changed = { ...report, failed: [{ selector: '.author', least: 1, found: 0 }] }
    expect(kindOf(OPEN, ready(hereView([], { report: changed })))).toBe('degraded')
    expect(kindOf(OPEN, ready(hereView(undefined, { report: changed })))).toBe('degraded')
  })

  it('fails in words when the reader threw, never came, or the store is closed', () => {
    expect(kindOf(OPEN, ready(hereView([], { failed: true })))).toBe('failed')
    const silent: Access = { ...OPEN, reader: { problem: { code: 'unreadable' } } }
    expect(hereState(TAB, silent, NO_ROW)).toEqual({ kind: 'failed', problem: { code: 'unreadable' } })
    const kept: Access = { ...OPEN, reader: { problem: { code: 'not-permitted' } } }
    expect(kindOf(kept)).toBe('refused')
    expect(kindOf(kept, ready(hereView()))).toBe('mentions')
    const closed: Live<HereView> = { status: 'failed', problem: { code: 'store-failed' }, last: null }
    expect(kindOf(OPEN, closed)).toBe('failed')
  })

  it('keeps showing what it had when a later query fails', () => {
    expect(kindOf(OPEN, { status: 'failed', problem: { code: 'store-failed' }, last: hereView() })).toBe(
      'mentions',
    )
  })

  it('does not show the mentions of the page before on another host', () => {
    const moved = { tabId: 7, url: 'https://news.ycombinator.com/item?id=1' }
    expect(kindOf(OPEN, ready(hereView()), moved)).toBe('reading')
  })
})

describe('an open mention', () => {
  const elsewhere = (access: Access, seen: Live<HereView>) =>
    isElsewhere(hereState(TAB, access, seen), jam.mention.key)

  it('is of another page once the page in front was read and does not hold it', () => {
    expect(elsewhere(OPEN, ready(hereView([wait])))).toBe(true)
    expect(elsewhere(OPEN, ready(hereView([])))).toBe(true)
    expect(elsewhere(OPEN, ready(hereView([jam, wait])))).toBe(false)
  })

  it('is of another page when the one in front is not read at all', () => {
    expect(elsewhere({ kind: 'hidden', sites: [] }, NO_ROW)).toBe(true)
    expect(elsewhere({ kind: 'closed', site: SITE, known: true }, NO_ROW)).toBe(true)
  })

  it('says nothing of it while the page is still being read', () => {
    expect(elsewhere({ kind: 'asking' }, NO_ROW)).toBe(false)
    expect(elsewhere(OPEN, NO_ROW)).toBe(false)
    expect(elsewhere(OPEN, ready(hereView([], { complete: false })))).toBe(false)
  })
})
