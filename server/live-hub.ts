import type { Session } from './people-store.ts'
import type { EventStore } from './store.ts'

/** At most one hint to a stream in this time: colleagues who push at once are one hint. */
const HINT_MS = 250
/** What presence is slower for each stream in the workspace: each change goes to all of them, and names all. */
const HERE_MS_PER_STREAM = 10
/** Looking for events that came by another process: a second server, or the command line. */
const LOOK_MS = 5_000
/** A stream is spoken to at least so often, in looks: proxies cut what is silent for a minute. */
const LOOKS_PER_BEAT = 4
/** A reader that lets so much lie is cut off, and comes again. */
const UNREAD_BYTES = 64 * 1024
/** A device that opens one more loses its oldest: the connection of a browser that fell asleep lives on for a while. */
const STREAMS_PER_DEVICE = 3
/** The same for a member: whoever makes devices of scripts leaves room for colleagues. */
const STREAMS_PER_MEMBER = 30

export interface LiveLimits {
  readonly streams: number
  readonly streamsPerWorkspace: number
}

export const DEFAULT_LIVE: LiveLimits = { streams: 5_000, streamsPerWorkspace: 1_000 }

/** Asks again whether the one behind a stream may still listen. */
type StillWelcome = () => Promise<boolean>

interface Stream {
  readonly session: Session
  readonly stillWelcome: StillWelcome
  readonly controller: ReadableStreamDefaultController<Uint8Array>
}

/** The open streams of one workspace. */
interface Room {
  readonly streams: Set<Stream>
  /** As last told. */
  head: number
  headTimer: NodeJS.Timeout | null
  hereTimer: NodeJS.Timeout | null
}

export interface LiveHub {
  /** A stream for one device, or null when there are as many as this process or workspace may have. */
  open(session: Session, head: number, stillWelcome: StillWelcome): ReadableStream<Uint8Array> | null
  announce(workspaceId: string, head: number): void
  /** Closes the streams of those who are not welcome any more. */
  recheck(workspaceId: string): Promise<void>
  /** Open streams. */
  size(): number
  /** Before the server stops: an open stream would keep it from ending. */
  closeAll(): void
}

/**
 * The open streams of this process: tells those of a workspace that its log has grown, and who else listens.
 * No content goes through here. Nothing is kept: a stream that breaks off is opened again.
 */
export function createLiveHub(
  heads: Pick<EventStore, 'head'>,
  limits: LiveLimits = DEFAULT_LIVE,
  onFailure: (error: unknown) => void = () => {},
): LiveHub {
  const rooms = new Map<string, Room>()
  let looking: NodeJS.Timeout | null = null
  let looks = 0

  const size = () => [...rooms.values()].reduce((sum, { streams }) => sum + streams.size, 0)
  const recheck = async (workspaceId: string) => {
    const room = rooms.get(workspaceId)
    for (const stream of [...(room?.streams ?? [])])
      if (room !== undefined && !(await stream.stillWelcome())) leave(room, stream)
  }
  const announce = (workspaceId: string, head: number) => {
    const room = rooms.get(workspaceId)
    if (room !== undefined) sayHead(room, head)
  }
  const look = async () => {
    looks += 1
    for (const [workspaceId, room] of [...rooms]) {
      if (room.streams.size === 0) rooms.delete(workspaceId)
      else sayHead(room, (await heads.head(workspaceId)).head)
      if (looks % LOOKS_PER_BEAT !== 0) continue
      await recheck(workspaceId)
      writeAll(room, HEARTBEAT)
    }
    if (rooms.size === 0 && looking !== null) {
      clearInterval(looking)
      looking = null
    }
  }
  const roomFor = ({ workspaceId, deviceId, memberId }: Session): Room | null => {
    const room = rooms.get(workspaceId) ?? newRoom()
    leaveOldest(room, STREAMS_PER_DEVICE, ({ session }) => session.deviceId === deviceId)
    leaveOldest(room, STREAMS_PER_MEMBER, ({ session }) => session.memberId === memberId)
    if (room.streams.size >= limits.streamsPerWorkspace || size() >= limits.streams) return null
    rooms.set(workspaceId, room)
    return room
  }

  return {
    open(session, head, stillWelcome) {
      const room = roomFor(session)
      if (room === null) return null
      looking ??= setInterval(() => look().catch(onFailure), LOOK_MS).unref()
      room.head = Math.max(room.head, head)
      return enter(room, session, stillWelcome)
    },
    announce,
    recheck,
    size,
    closeAll() {
      for (const room of rooms.values()) for (const stream of [...room.streams]) leave(room, stream)
    },
  }
}

function newRoom(): Room {
  return { streams: new Set(), head: 0, headTimer: null, hereTimer: null }
}

function enter(room: Room, session: Session, stillWelcome: StillWelcome): ReadableStream<Uint8Array> {
  let entered: Stream | null = null
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        entered = { session, stillWelcome, controller }
        room.streams.add(entered)
        controller.enqueue(message('head', { head: room.head }))
        sayWhoIsHere(room)
      },
      cancel() {
        if (entered !== null) leave(room, entered)
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: UNREAD_BYTES }),
  )
}

function leave(room: Room, stream: Stream): void {
  if (!room.streams.delete(stream)) return
  try {
    stream.controller.close()
  } catch {
    // The reader went first.
  }
  if (room.streams.size > 0) sayWhoIsHere(room)
}

/** Makes room for one more where `most` of these are open. */
function leaveOldest(room: Room, most: number, among: (stream: Stream) => boolean): void {
  const own = [...room.streams].filter(among)
  const [oldest] = own
  if (oldest !== undefined && own.length >= most) leave(room, oldest)
}

function sayHead(room: Room, head: number): void {
  if (head <= room.head) return
  room.head = head
  room.headTimer ??= after(HINT_MS, () => {
    room.headTimer = null
    writeAll(room, message('head', { head: room.head }))
  })
}

function sayWhoIsHere(room: Room): void {
  room.hereTimer ??= after(HINT_MS + HERE_MS_PER_STREAM * room.streams.size, () => {
    room.hereTimer = null
    const members = [...new Set([...room.streams].map(({ session }) => session.memberId))].sort()
    writeAll(room, message('here', { members }))
  })
}

function writeAll(room: Room, bytes: Uint8Array): void {
  for (const stream of [...room.streams]) {
    if ((stream.controller.desiredSize ?? 0) <= 0) leave(room, stream)
    else stream.controller.enqueue(bytes)
  }
}

/** The store, with every growth of a log told to the hub, and everybody whom a change shuts out. */
export function announcing(store: EventStore, hub: LiveHub): EventStore {
  const thenRecheck =
    <A extends readonly [string, ...unknown[]], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const done = await work(...args)
      await hub.recheck(args[0])
      return done
    }
  return {
    ...store,
    async append(workspaceId, entries, now) {
      const appended = await store.append(workspaceId, entries, now)
      hub.announce(workspaceId, appended.head)
      return appended
    },
    async erase(workspaceId, erasure) {
      const erased = await store.erase(workspaceId, erasure)
      hub.announce(workspaceId, erased.seq)
      return erased
    },
    setMember: thenRecheck(store.setMember),
    revokeDevice: thenRecheck(store.revokeDevice),
    revokeToken: thenRecheck(store.revokeToken),
  }
}

const HEARTBEAT = new TextEncoder().encode(':\n\n')

function message(event: string, body: unknown): Uint8Array {
  return new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(body)}\n\n`)
}

/** A hint that is due keeps no process alive. */
function after(ms: number, work: () => void): NodeJS.Timeout {
  return setTimeout(work, ms).unref()
}
