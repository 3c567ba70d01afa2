import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig } from 'wxt'
import { messageCatalogue } from './scripts/message-catalogue.ts'
import { buildReportScript, buildSiteScripts, siteIndexModule } from './scripts/site-scripts.ts'

export default defineConfig({
  imports: false,
  vite: () => ({
    plugins: [preact(), messageCatalogue(), siteIndexModule()],
    build: { target: 'es2023' },
    resolve: {
      alias: {
        // WXT's own announces the extension's id to every page: see the file.
        'wxt/utils/content-script-context': fileURLToPath(
          new URL('./lib/platform/quiet-context.ts', import.meta.url),
        ),
      },
    },
  }),
  manifest: ({ browser }) => ({
    default_locale: 'en',
    name: '__MSG_name__',
    description: '__MSG_description__',
    permissions: [
      'storage',
      'unlimitedStorage',
      'alarms',
      'scripting',
      'activeTab',
      'contextMenus',
      // The company's sign-in page in a window (docs/decisions/0020-sign-in.md).
      'identity',
      ...(browser === 'firefox' ? [] : ['sidePanel']),
    ],
    // Promise 8: no site at install. Each is asked for by one tap and can be taken back.
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    incognito: 'not_allowed',
    icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
    action: {
      default_title: '__MSG_open__',
      default_icon: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png' },
    },
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+E' } } },
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src https: http://127.0.0.1:* http://localhost:*; require-trusted-types-for 'script'",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'earshot@earshot.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
  hooks: {
    'build:publicAssets': async (_wxt, files) => {
      for (const { path, contents } of await buildSiteScripts()) files.push({ relativeDest: path, contents })
      const report = await buildReportScript()
      files.push({ relativeDest: report.path, contents: report.contents })
    },
    'build:manifestGenerated': (_wxt, manifest) => {
      // A content script registered at run time has its matches copied into host_permissions,
      // which would ask for every site at install (promise 8).
      delete manifest.host_permissions
      // Firefox opens a sidebar at install unless told not to; Welcome says when it is worth opening.
      const sidebar = (manifest as { sidebar_action?: { open_at_install?: boolean } }).sidebar_action
      if (sidebar !== undefined) sidebar.open_at_install = false
    },
  },
})
