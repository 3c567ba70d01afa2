import type { Page } from '@playwright/test'
import type { RunningExtension } from '../../scripts/browser/launch-extension.ts'
import { expect, test } from './support/signing-in.ts'

/** Options → Workspaces, with the company account chosen and the boxes filled in, up to the window's button. */
async function beforeTheWindow(earshot: RunningExtension, server: string): Promise<Page> {
  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#workspaces'))
  await options.getByRole('radio', { name: 'With my company account' }).check()
  await options.getByLabel('Server address').fill(server)
  await options.getByLabel('Your name').fill('Maya')
  await options.getByRole('button', { name: 'Go on to sign in' }).click()
  return options
}

test('a person comes into the team by the company’s sign-in window, after closing it and after a no', async ({
  browse,
  company,
}) => {
  const { issuer, server } = company
  const earshot = await browse()
  const options = await beforeTheWindow(earshot, server.url)
  const host = new URL(issuer.issuer).host
  await expect(options.getByText(`A window opens at ${host}`)).toBeVisible()
  expect(issuer.asked).toEqual(['/.well-known/openid-configuration'])
  const opened = async () => {
    const window = earshot.context.waitForEvent('page')
    await options.getByRole('button', { name: `Sign in at ${host}` }).click()
    return window
  }

  await (await opened()).close()
  await expect(options.getByText('The sign-in window was closed')).toBeVisible()
  await (await opened()).getByRole('link', { name: 'No' }).click()
  await expect(options.getByText('Your company’s sign-in service said no.')).toBeVisible()
  await (await opened()).getByRole('link', { name: 'Go on as Maya Osei' }).click()

  await expect(options.getByText('You would join Quillon as Maya Osei.')).toBeVisible()
  await options.getByRole('button', { name: 'I have read this: join' }).click()
  await expect(options.getByText('You are in Quillon.')).toBeVisible()
  await options.goto(earshot.page('options.html#access'))
  await expect(options.getByText('This browser')).toBeVisible()
})
