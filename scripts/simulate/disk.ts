import { IDBObjectStore } from 'fake-indexeddb'

/** The disk under whichever browser works now: one at a time does in a world. */
const disk = { full: false }

for (const name of ['add', 'put'] as const) {
  const write = IDBObjectStore.prototype[name]
  IDBObjectStore.prototype[name] = function (...given) {
    if (disk.full) throw new DOMException('no space', 'QuotaExceededError')
    return write.apply(this, given)
  }
}

/** Meanwhile the disk is full, or is not. */
export async function withDisk<T>(full: boolean, work: () => Promise<T>): Promise<T> {
  const before = disk.full
  disk.full = full
  try {
    return await work()
  } finally {
    disk.full = before
  }
}
