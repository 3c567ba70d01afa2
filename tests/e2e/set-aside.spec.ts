import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { joinTeam } from '../../scripts/browser/steps.ts'
import { expect, joinSample, type TestServer, test } from './support/earshot.ts'
import { logWith, openBeside, openMention } from './support/panel.ts'
import { hackerNews } from './support/social-pages.ts'

test('an entry that the server refuses is set aside, said why, changed and sent', async ({
  browse,
  server,
}) => {
  const gate = await refuseNotes(server)
  const notes = async () => (await server.types()).filter((type) => type === 'note.revised').length
  // The sample's own notes are there already.
  const before = await notes()
  const earshot = await browse()
  await joinTeam(earshot, { server: gate.url, code: server.invitation(), name: 'Robin Vale' })
  const { panel } = await openBeside(earshot, hackerNews())
  await openMention(panel)
  await panel.getByRole('textbox', { name: 'Note' }).fill('Sails in spring, quite unlike the others')
  await panel.getByRole('heading', { level: 1 }).click()

  await panel.getByRole('button', { name: '1 set aside' }).click({ timeout: 45_000 })
  await expect(panel.getByText('It is longer than the server takes.')).toBeVisible()
  await panel.getByRole('button', { name: /^Edit and send again/ }).click()
  await panel.getByRole('textbox', { name: 'Note' }).fill('Sails in spring')
  await panel.getByRole('button', { name: 'Send again' }).click()
  await expect(panel.getByText('Nothing is set aside')).toBeVisible()
  await expect(panel.getByText('All sent')).toBeVisible({ timeout: 45_000 })
  // The line may still speak of the moment before.
  await expect.poll(notes, { timeout: 45_000 }).toBe(before + 1)
  await gate.close()
})

test('of two who say that they are on a thread one is, and the other is told by whom and until when', async ({
  browse,
  server,
}) => {
  const [ines, jo] = [await browse(), await browse()]
  await joinSample(ines, server, 'Ines Duarte')
  await joinSample(jo, server, 'Jo Brandt')
  const first = await openBeside(ines, hackerNews())
  const second = await openBeside(jo, hackerNews())
  await openMention(first.panel)
  await openMention(second.panel)
  await expect(second.panel.getByText('All sent')).toBeVisible({ timeout: 30_000 })

  await first.panel.keyboard.press('m')
  await expect(first.panel.getByText(/You are on this until \d{1,2}:\d\d\s[AP]M\.$/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(second.panel.getByText(/Ines Duarte is on this until/)).toBeVisible({ timeout: 60_000 })
  await first.panel.getByRole('button', { name: 'I am done' }).click()
  await expect(second.panel.getByRole('button', { name: 'I am on this' })).toBeVisible({ timeout: 60_000 })
})

test('an entry says as which number the server stored it', async ({ browse, server }) => {
  const earshot = await browse()
  await joinSample(earshot, server, 'Robin Vale')
  const { panel } = await openBeside(earshot, hackerNews())
  await openMention(panel)
  await logWith(panel, '1', 'Listened')
  await expect(panel.getByText('All sent')).toBeVisible({ timeout: 30_000 })
  await panel.getByRole('button', { name: 'Everything' }).click()
  const { head } = await server.running().store.head(server.workspaceId)
  await expect(panel.getByText(`Stored by the server as #${head}`)).toBeVisible({ timeout: 30_000 })
})

/** Stands between browser and server, and refuses each note longer than 20 letters, as a stricter server would. */
async function refuseNotes(target: TestServer): Promise<{ readonly url: string; close(): Promise<void> }> {
  const gate: Server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const push = request.method === 'POST' && (request.url ?? '').endsWith('/push')
    const asked = push ? (JSON.parse(body.toString()) as Push) : null
    const long = asked?.events.filter(({ data }) => (data.body?.length ?? 0) > 20) ?? []
    const passed = asked?.events.filter((event) => !long.includes(event)) ?? []
    const headers = Object.entries(request.headers).filter(
      ([name]) => !/^(host|connection|content-length)$/.test(name),
    )
    const forwarded = asked === null ? body : Buffer.from(JSON.stringify({ ...asked, events: passed }))
    // A push needs at least one event: where all are refused, the head is asked for by pulling.
    const empty = asked !== null && passed.length === 0
    const answer = await fetch(
      `${target.url}${empty ? (request.url ?? '').replace(/push$/, 'pull') : request.url}`,
      {
        method: empty ? 'GET' : (request.method ?? 'GET'),
        headers: headers as [string, string][],
        ...(!empty && forwarded.length > 0 ? { body: forwarded } : {}),
      },
    )
    let text = Buffer.from(await answer.arrayBuffer())
    if (asked !== null && answer.status === 200) {
      const given = JSON.parse(text.toString()) as { receipts?: unknown[]; head: number }
      const refusals = long.map(({ id }) => ({ id, status: 'rejected', code: 'too_large' }))
      const receipts = [...(given.receipts ?? []), ...refusals]
      text = Buffer.from(JSON.stringify({ receipts, head: given.head, serverTime: Date.now() }))
    }
    const kept = [...answer.headers].filter(
      ([name]) => !/^(content-encoding|content-length|connection|transfer-encoding)$/.test(name),
    )
    response.writeHead(answer.status, Object.fromEntries(kept))
    response.end(text)
  })
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(gate.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        gate.closeAllConnections()
        gate.close(() => resolve())
      }),
  }
}

interface Push {
  readonly events: readonly { readonly id: string; readonly data: { readonly body?: string } }[]
}
