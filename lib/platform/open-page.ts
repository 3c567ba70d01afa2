import { browser } from './browser.ts'

/** Opens the options, or comes back to them where they are open already. */
export async function openOptions(section?: string): Promise<void> {
  if (section === undefined) await browser.runtime.openOptionsPage()
  else await browser.tabs.create({ url: browser.runtime.getURL(`options.html#${section}`) })
}

/** Opens the practice town in a new tab, at one of its threads or at the list of them. */
export async function openPractice(thread?: string): Promise<void> {
  const path = thread === undefined ? 'practice.html' : `practice.html?thread=${encodeURIComponent(thread)}`
  await browser.tabs.create({ url: browser.runtime.getURL(path) })
}

/** Opens the first-run page in a new tab. */
export async function openWelcome(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('welcome.html') })
}
