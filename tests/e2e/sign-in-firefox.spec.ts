import { FIREFOX_BUILD, launchFirefox, shows } from './support/firefox.ts'
import { expect, test } from './support/signing-in.ts'

const named = (role: string, name: string) => `::-p-aria([name="${name}"][role="${role}"])`

test('Firefox: a person comes into the team by the company’s sign-in window, after closing it and after a no', async ({
  company,
}) => {
  const firefox = await launchFirefox(FIREFOX_BUILD)
  try {
    const options = await firefox.open('options.html#workspaces')
    await options.locator(named('radio', 'With my company account')).click()
    await options.locator(named('textbox', 'Server address')).fill(company.server.url)
    await options.locator(named('textbox', 'Your name')).fill('Maya')
    await options.locator(named('button', 'Go on to sign in')).click()
    const host = new URL(company.issuer.issuer).host
    await shows(options, `::-p-text(A window opens at ${host})`)
    expect(company.issuer.asked).toEqual(['/.well-known/openid-configuration'])
    const opened = async () => {
      await options.locator(named('button', `Sign in at ${host}`)).click()
      return firefox.pageAt(`${company.issuer.issuer}/authorize`)
    }

    await (await opened()).close()
    await shows(options, '::-p-text(The sign-in window was closed)')
    await (await opened()).locator(named('link', 'No')).click()
    await shows(options, '::-p-text(Your company’s sign-in service said no.)')
    await (await opened()).locator(named('link', 'Go on as Maya Osei')).click()

    await shows(options, '::-p-text(You would join Quillon as Maya Osei.)')
    await options.locator(named('button', 'I have read this: join')).click()
    await shows(options, '::-p-text(You are in Quillon.)')
    await options.evaluate(() => {
      location.hash = '#access'
    })
    await shows(options, '::-p-text(This browser)')
  } finally {
    await firefox.close()
  }
})
