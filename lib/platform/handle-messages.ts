import type { Runtime } from 'webextension-polyfill'
import { PageSeenSchema } from '../model/page.ts'
import { fail } from '../model/problem.ts'
import { SiteIdSchema } from '../model/thread.ts'
import { z } from '../model/zod.ts'
import { browser } from './browser.ts'
import type { MessageMap, PageToBackground, ReaderToBackground, ReplyOf, RequestOf } from './messages.ts'
import { onMessage, openMessage } from './on-message.ts'

type Handled = keyof (ReaderToBackground & PageToBackground)

/**
 * Who speaks. `reader`: our script in the top frame of a web page. `practice`: the practice town, which
 * is a page of ours and reads itself. `page`: any other page of ours. Everyone else is `foreign`.
 */
type SenderKind = 'reader' | 'practice' | 'page' | 'foreign'

/** Every message the background takes: who may send it, and what it must look like. What is not here is refused. */
const DECLARED: {
  readonly [N in Handled]: {
    readonly from: readonly SenderKind[]
    readonly request: z.ZodType<RequestOf<N>>
  }
} = {
  'thread.seen': { from: ['reader', 'practice'], request: PageSeenSchema },
  'site.wanted': {
    from: ['reader'],
    request: z.object({ site: SiteIdSchema, loaded: z.boolean().optional() }),
  },
  'report.wanted': { from: ['reader'], request: z.null() },
  'sync.poke': { from: ['page'], request: z.object({ now: z.boolean() }) },
  'reader.start': { from: ['page'], request: z.object({ tabId: z.int().nonnegative() }) },
  'workspace.changed': { from: ['page'], request: z.null() },
}

/** The tab a message came from; null for the side panel. */
interface From {
  readonly tabId: number | null
}

export type Handlers = {
  readonly [N in Handled]: (request: MessageMap[N]['request'], from: From) => Promise<ReplyOf<N>>
}

/**
 * The background's one ear. Each message's sender is checked against `DECLARED`, its payload parsed, and
 * the handler's result sent back; an undeclared sender gets `foreign-sender`, a payload that does not
 * parse `invalid` with its path. Messages to readers, and other uses of the channel, are left alone.
 */
export function handleMessages(handlers: Handlers): void {
  onMessage((message, sender, answer) => {
    const received = openMessage(message)
    if (received === null || !Object.hasOwn(DECLARED, received.name)) return undefined
    const name = received.name as Handled
    take(handlers, name, received.request, sender).then(answer, () =>
      answer(fail('unexpected', { detail: name })),
    )
    return true
  })
}

async function take<N extends Handled>(
  handlers: Handlers,
  name: N,
  request: unknown,
  sender: Runtime.MessageSender,
): Promise<ReplyOf<N>> {
  if (!DECLARED[name].from.includes(kindOf(sender))) return fail('foreign-sender', { detail: name })
  const parsed = DECLARED[name].request.safeParse(request)
  if (!parsed.success) return fail('invalid', { detail: name, path: pathOf(parsed.error) })
  if (name === 'thread.seen' && !isOfItsOwnPage(parsed.data as RequestOf<'thread.seen'>, sender))
    return fail('foreign-sender', { detail: 'thread.seen: of another origin than its page' })
  return handlers[name](parsed.data as RequestOf<N>, { tabId: sender.tab?.id ?? null })
}

function pathOf(error: z.ZodError): string {
  return error.issues[0]?.path.map(String).join('.') ?? ''
}

function kindOf(sender: Runtime.MessageSender): SenderKind {
  if (sender.id !== browser.runtime.id || sender.url === undefined) return 'foreign'
  const home = browser.runtime.getURL('')
  if (sender.url.startsWith(home)) {
    // Our pages are not web-accessible, so a frame of ours inside another page is none of ours.
    if ((sender.frameId ?? 0) !== 0) return 'foreign'
    const isPractice = URL.parse(sender.url)?.pathname === '/practice.html'
    if (!isPractice) return 'page'
    return sender.tab?.id === undefined ? 'foreign' : 'practice'
  }
  const isTopFrame = sender.tab?.id !== undefined && sender.frameId === 0
  return isTopFrame && /^https?:\/\//.test(sender.url) ? 'reader' : 'foreign'
}

/** `x.com.` is `x.com`: a reader tells of it without the point. */
function plain(host: string): string {
  return host.replace(/\.(?=:|$)/, '')
}

/** A reader stands beside a page, and a page may have won it over: it speaks for its own origin only. */
function isOfItsOwnPage(seen: RequestOf<'thread.seen'>, sender: Runtime.MessageSender): boolean {
  if (seen.thread === null) return seen.posts.length === 0
  const [claimed, actual] = [URL.parse(seen.thread.url), URL.parse(sender.url ?? '')]
  return (
    claimed !== null &&
    actual !== null &&
    claimed.protocol === actual.protocol &&
    plain(claimed.host) === plain(actual.host)
  )
}
