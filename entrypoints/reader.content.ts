import { SITE_INDEX } from 'virtual:site-index'
import { defineContentScript } from 'wxt/utils/define-content-script'
import { answerReader } from '../lib/platform/answer-reader.ts'
import { reportPage } from '../lib/platform/load-report.ts'
import { createSiteLoader } from '../lib/platform/load-site.ts'
import { isOrphaned } from '../lib/platform/orphaned.ts'
import { send } from '../lib/platform/send.ts'
import { watchAddress } from '../lib/platform/watch-address.ts'
import { writeInto } from '../lib/platform/write-into.ts'
import { watchPage } from '../lib/sites/watch.ts'

/** The extension's own world in this page: page scripts see nothing of it, a second copy of the reader does. */
const world = globalThis as { earshotReader?: AbortController }

/** Longest wait for an idle moment on a page that has none, milliseconds. */
const PATIENCE = 1_000

export default defineContentScript({
  // Only where a person permits it: see lib/platform/reader-scripts.ts.
  registration: 'runtime',
  matches: ['*://*/*'],
  runAt: 'document_idle',
  main() {
    if (window.top !== window) return
    world.earshotReader?.abort()
    const stopped = new AbortController()
    world.earshotReader = stopped
    const { signal } = stopped
    const stop = () => stopped.abort()
    const loader = createSiteLoader({ sites: SITE_INDEX, onLoaded: () => reader.look() })
    const reader = watchPage({
      document,
      siteFor: loader.siteFor,
      offersOf: loader.offersOf,
      url: new URL(location.href),
      // A reader of before an update shares no world with the one after it: it has to see for itself that it is done.
      idle: (work) =>
        requestIdleCallback((left) => (isOrphaned() ? stop() : work(left)), { timeout: PATIENCE }),
      now: () => performance.now(),
      newId: () => `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`,
      send: (seen) => send('thread.seen', seen),
      onOrphaned: stop,
    })
    signal.addEventListener('abort', reader.stop, { once: true })
    const reread = () => {
      void loader.refresh()
      return reader.reread()
    }
    const report = () => reportPage(document, reader.inHand())
    answerReader({ ...reader, reread, report, insertDraft: writeInto, stop }, signal)
    watchAddress(reader.navigate, signal)
    // Back from the back/forward cache: meanwhile the tab's page was another one.
    addEventListener('pageshow', ({ persisted }) => persisted && reader.reread(), { signal })
  },
})
