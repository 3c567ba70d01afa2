/** What a person does, as steps on the real pages: shared by `npm start` and the end-to-end tests. English labels. */
import type { Page } from '@playwright/test'
import type { RunningExtension } from './launch-extension.ts'

export interface Invitation {
  readonly server: string
  readonly code: string
  readonly name: string
}

/** Options → Workspaces → Join a team, with the notice read and confirmed. */
export async function joinTeam(extension: RunningExtension, invitation: Invitation): Promise<string> {
  const page = await extension.context.newPage()
  await page.goto(extension.page('options.html'))
  await page.getByLabel('Server address').fill(invitation.server)
  await page.getByRole('textbox', { name: 'Invitation code' }).fill(invitation.code)
  await page.getByLabel('Your name').fill(invitation.name)
  await page.getByRole('button', { name: 'Ask to join' }).click()
  await page.getByRole('button', { name: 'I have read this: join' }).click()
  const joined = (await page.getByText(/^You are in /).textContent()) ?? ''
  await page.close()
  return joined.trim()
}

/** Opens a thread of the practice town from its list, as a newcomer would. */
export async function openPracticeThread(extension: RunningExtension, title: string | RegExp): Promise<Page> {
  const page = await extension.context.newPage()
  await page.goto(extension.page('practice.html'))
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  return page
}
