import { signal } from '@preact/signals'
import { render } from 'preact'
import '../../components/practice/practice.css'
import { Town } from '../../components/practice/Town.tsx'
import { TOWN, type TownPost } from '../../components/practice/town.ts'
import { activateLocale, t } from '../../components/shared/i18n.ts'
import { answerReader } from '../../lib/platform/answer-reader.ts'
import { reportWith } from '../../lib/platform/load-report.ts'
import { send } from '../../lib/platform/send.ts'
import { readPreferences } from '../../lib/platform/settings.ts'
import { writeInto } from '../../lib/platform/write-into.ts'
import { makeReport } from '../../lib/sites/make-report.ts'
import { practice } from '../../lib/sites/practice.site.ts'
import { watchPage } from '../../lib/sites/watch.ts'

const open = signal(threadOf(location.href))
const own = signal<Readonly<Record<string, readonly TownPost[]>>>({})

/** Null for the list, which also stands where the address names a thread that is not there. */
function threadOf(address: string): string | null {
  const named = new URL(address).searchParams.get('thread')
  return TOWN.some(({ id }) => id === named) ? named : null
}

function reply(thread: string, text: string): void {
  const now = new Date()
  const post: TownPost = {
    id: `own-${crypto.randomUUID()}`,
    author: t('practice.you'),
    daysAgo: 0,
    at: now.toISOString().slice(11, 16),
    text,
    parent: TOWN.find(({ id }) => id === thread)?.posts[0]?.id ?? null,
  }
  own.value = { ...own.value, [thread]: [...(own.value[thread] ?? []), post] }
}

function Practice() {
  return (
    <Town
      threads={TOWN}
      open={open.value}
      own={own.value}
      now={Date.now()}
      onOpen={(thread) => {
        history.pushState(null, '', thread === null ? 'practice.html' : `practice.html?thread=${thread}`)
        show()
        scrollTo(0, 0)
      }}
      onReply={reply}
    />
  )
}

let tellReader = (_url: URL): void => undefined

function show(): void {
  open.value = threadOf(location.href)
  const thread = TOWN.find(({ id }) => id === open.value)
  document.title = thread === undefined ? t('practice.title') : `${thread.title} · ${t('practice.title')}`
  tellReader(new URL(location.href))
}

async function start(): Promise<void> {
  const { locale, appearance } = await readPreferences()
  await activateLocale(locale, ['practice'])
  if (appearance !== 'system') document.documentElement.dataset.appearance = appearance
  const root = document.getElementById('app')
  if (root === null) throw new Error('practice/index.html has no #app')
  // The reader goes by the address.
  if (open.value === null) history.replaceState(null, '', 'practice.html')
  render(<Practice />, root)
  show()
  const reader = watchPage({
    document,
    siteFor: (url) => (practice.pageKind(url, document) === null ? null : practice),
    url: new URL(location.href),
    idle: (work) => requestIdleCallback(work),
    now: () => performance.now(),
    newId: () => crypto.randomUUID(),
    send: (seen) => send('thread.seen', seen),
  })
  tellReader = reader.navigate
  const report = async () => {
    const { url, site } = reader.inHand()
    return reportWith(makeReport, document, url, site)
  }
  answerReader({ ...reader, report, insertDraft: writeInto }, new AbortController().signal)
  addEventListener('popstate', show)
}

void start()
