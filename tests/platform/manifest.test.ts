import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import config from '../../wxt.config.ts'

type Make = (environment: { browser: string; manifestVersion: 3; command: 'build'; mode: string }) => unknown

async function manifestFor(browser: string): Promise<Record<string, unknown>> {
  const make = config.manifest as Make
  return (await make({ browser, manifestVersion: 3, command: 'build', mode: 'production' })) as Record<
    string,
    unknown
  >
}

describe.each(['chrome', 'edge', 'firefox'])('what %s is asked for at install', (browser) => {
  test('no site, no history, no list of tabs', async () => {
    const manifest = await manifestFor(browser)
    expect(manifest.host_permissions).toBeUndefined()
    expect(manifest.content_scripts).toBeUndefined()
    // None of these makes a browser warn at install.
    const allowed = [
      'storage',
      'unlimitedStorage',
      'alarms',
      'scripting',
      'activeTab',
      'contextMenus',
      'identity',
      'sidePanel',
    ]
    expect((manifest.permissions as string[]).filter((name) => !allowed.includes(name))).toEqual([])
    expect((manifest.permissions as string[]).includes('sidePanel')).toBe(browser !== 'firefox')
  })

  test('the window to sign in with the company, and neither an account of the browser’s nor its address', async () => {
    const { permissions, oauth2 } = await manifestFor(browser)
    expect(permissions).toContain('identity')
    expect(permissions).not.toContain('identity.email')
    expect(oauth2).toBeUndefined()
  })

  test('nothing that a page or another extension could reach', async () => {
    const manifest = await manifestFor(browser)
    expect(manifest.web_accessible_resources).toBeUndefined()
    expect(manifest.externally_connectable).toBeUndefined()
    expect(manifest.incognito).toBe('not_allowed')
  })

  test('pages of ours load nothing from elsewhere', async () => {
    const { content_security_policy: policy } = await manifestFor(browser)
    const text = (policy as { extension_pages: string }).extension_pages
    expect(text).toContain("default-src 'none'")
    expect(text).toContain("script-src 'self';")
    expect(text).not.toMatch(/unsafe-(inline|eval)|script-src[^;]*https?:/)
  })

  test('every icon named is there', async () => {
    const manifest = await manifestFor(browser)
    const action = manifest.action as { default_icon: Record<string, string> }
    const named = [
      ...Object.values(manifest.icons as Record<string, string>),
      ...Object.values(action.default_icon),
    ]
    expect(named).not.toEqual([])
    const missing = named.filter((icon) => !existsSync(join(import.meta.dirname, '../../public', icon)))
    expect(missing).toEqual([])
  })
})

test('a copied match pattern of the reader does not become a site permission', async () => {
  const hooks = config.hooks as unknown as Record<string, (wxt: unknown, manifest: object) => unknown>
  const built = { name: 'Earshot', host_permissions: ['*://*/*'] }
  await hooks['build:manifestGenerated']?.({}, built)
  expect(built).toEqual({ name: 'Earshot' })
})

test('the sidebar waits to be opened', async () => {
  const hooks = config.hooks as unknown as Record<string, (wxt: unknown, manifest: object) => unknown>
  const built = { sidebar_action: { default_panel: 'sidepanel.html' } }
  await hooks['build:manifestGenerated']?.({}, built)
  expect(built.sidebar_action).toEqual({ default_panel: 'sidepanel.html', open_at_install: false })
})
