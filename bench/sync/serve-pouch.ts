/** `node serve-pouch.ts DIRECTORY`: a PouchDB server over files there; prints its address as a line of JSON. */
import createServer from 'express-pouchdb'
import PouchDB from 'pouchdb'

const [, , directory = '.'] = process.argv
const app = createServer(PouchDB.defaults({ prefix: `${directory}/` }), {
  mode: 'minimumForPouchDB',
  inMemoryConfig: true,
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  console.log(JSON.stringify({ url: `http://127.0.0.1:${address.port}` }))
})
process.on('SIGTERM', () => process.exit(0))
