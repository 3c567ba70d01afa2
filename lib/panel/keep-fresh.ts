import type { PanelPorts } from './ports.ts'

/**
 * While the panel is in view, asks the background to sync: at once, and at each tick of the clock, so
 * that what a colleague logged shows up within half a minute and not at the next alarm. Nothing that the
 * person does on the page asks for it. A personal workspace has no server, and nothing is sent.
 */
export function keepFresh(ports: Pick<PanelPorts, 'send' | 'watchClock'>, until: AbortSignal): void {
  const ask = () => void ports.send('sync.poke', { now: false })
  ask()
  ports.watchClock(ask, until)
}
