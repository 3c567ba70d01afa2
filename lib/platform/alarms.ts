import { browser } from './browser.ts'

/**
 * Sees to it that the alarm `name` rings every `minutes` (0.5 at least). One that rings so already is
 * left as it is: making it again would put off its next ring for ever when workers die often.
 */
export async function keepAlarm(name: string, minutes: number): Promise<void> {
  const standing = await browser.alarms.get(name)
  if (standing?.periodInMinutes === minutes) return
  await browser.alarms.create(name, { periodInMinutes: minutes, delayInMinutes: minutes })
}

/** Calls back each time the alarm rings. */
export function onAlarm(name: string, onRing: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) onRing()
  })
}
