import type { PanelPorts } from './ports.ts'

/** A hint to the background; the alarm comes anyway, so that a lost hint loses nothing. */
export async function pokeSync(ports: Pick<PanelPorts, 'send'>): Promise<void> {
  await ports.send('sync.poke', { now: false })
}
