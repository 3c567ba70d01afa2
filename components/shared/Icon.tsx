const SHAPES = {
  ear: 'M6.2 13.4c0-1.7-1.9-2.6-1.9-5.2A3.9 3.9 0 0 1 8.2 4c2.3 0 3.8 1.7 3.8 3.7 0 2.9-2.6 2.7-2.6 5 0 1.1-.7 1.8-1.6 1.8-.9 0-1.6-.5-1.6-1.1M6.5 7.9c0-1 .7-1.7 1.7-1.7s1.6.7 1.6 1.6',
  people:
    'M6 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M2 13c.3-2.4 1.8-3.8 4-3.8s3.700 1.400 4 3.800M10.500 3.500a2 2 0 0 1 0 3.800M11.800 9.500c1.300.5 2 1.700 2.200 3.500',
  back: 'M10 3.500 5.500 8l4.500 4.500',
  locate:
    'M8 5.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600M8 1.500v2.200M8 12.300v2.200M1.500 8h2.200M12.300 8h2.200',
  check: 'M3 8.500 6.500 12 13 4.500',
  close: 'M4 4l8 8M12 4l-8 8',
  wait: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11M8 5v3.200l2 1.300',
  warn: 'M8 2.500 14 13H2zM8 6.500v3M8 11.300v.1',
  home: 'M2.500 7.500 8 3l5.500 4.500M4 6.500V13h8V6.500',
  filter: 'M2.500 4h11M4.500 8h7M6.500 12h3',
  open: 'M9 3h4v4M13 3 7.500 8.500M11 9.500V13H3V5h3.500',
} as const

export type IconName = keyof typeof SHAPES

/** Decoration beside words that say the same: hidden from screen readers. `points`: mirrored where text runs from right to left. */
export function Icon({ name }: { readonly name: IconName }) {
  const points = name === 'back' || name === 'open'
  return (
    <svg class={points ? 'icon points' : 'icon'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  )
}
