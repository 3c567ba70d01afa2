/** What the bench uses of packages that come without types. */
declare module 'express-pouchdb' {
  import type { Server } from 'node:http'

  interface PouchServer {
    listen(port: number, host: string, listening: () => void): Server
  }
  const createServer: (
    databases: unknown,
    options: { readonly mode: 'minimumForPouchDB'; readonly inMemoryConfig: true },
  ) => PouchServer

  // biome-ignore lint/style/noDefaultExport: this is how the package exports it
  export { createServer as default }
}

declare module 'pouchdb' {
  interface Replicated {
    readonly ok: boolean
    readonly docs_written: number
  }
  class PouchDB {
    static defaults(options: { readonly prefix: string }): unknown
    constructor(path: string)
    bulkDocs(documents: readonly object[]): Promise<unknown>
    close(): Promise<void>
    replicate: { to(url: string, options: { readonly batch_size: number }): Promise<Replicated> }
  }

  // biome-ignore lint/style/noDefaultExport: this is how the package exports it
  export { PouchDB as default }
}
