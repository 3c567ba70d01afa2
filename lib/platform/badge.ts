import { browser } from './browser.ts'

/** `calm`: nothing to say. `late`: entries have waited long. `stuck`: entries were set aside, or have waited a day. */
export interface Badge {
  readonly state: 'calm' | 'late' | 'stuck'
  readonly count: number
}

const COLOURS = { calm: '#0b6b63', late: '#8a5a00', stuck: '#9a3412' } as const

/** Writes the badge on the button. It counts entries of ours and never says anything of a connection. */
export async function showBadge({ state, count }: Badge): Promise<void> {
  const text = state === 'calm' || count === 0 ? '' : count > 99 ? '99+' : String(count)
  await browser.action.setBadgeText({ text })
  if (text === '') return
  await browser.action.setBadgeBackgroundColor({ color: COLOURS[state] })
}
