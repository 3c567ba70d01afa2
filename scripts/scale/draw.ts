import { lineY, plot, ruleY, text } from '@observablehq/plot'
import { Window } from 'happy-dom'
import { given } from './assumptions.ts'
import { expected } from './simulate.ts'

const RATES = ['pushes', 'pulls', 'pulls, if every panel had a stream'] as const
const COLOURS = ['#b4540a', '#14632f', '#8a8a8a']

/** A workspace's requests at its busiest hour over its size, against what one log takes: SVG text. */
export function drawScale(): string {
  const points = Array.from({ length: 61 }, (_, at) => expected(10 * 10 ** (at / 15))).flatMap(
    ({ members, pushes, pulls, unboundedPulls }) => [
      { members, rate: pushes, of: RATES[0] },
      { members, rate: pulls, of: RATES[1] },
      { members, rate: unboundedPulls, of: RATES[2] },
    ],
  )
  const limits = [
    {
      rate: given('lockedPushes'),
      of: `pushes that one log takes on PostgreSQL: ${given('lockedPushes')}/s`,
    },
    { rate: given('lockedPushesCitus'), of: `… on Citus: ${given('lockedPushesCitus')}/s` },
  ]
  const ends = RATES.map((of) => points.findLast((point) => point.of === of)).filter(
    (end) => end !== undefined,
  )
  const drawn = plot({
    // Plot asks for a browser's document; happy-dom's has all of it that Plot uses.
    document: new Window().document as unknown as Document,
    width: 760,
    height: 440,
    marginLeft: 56,
    marginRight: 40,
    style: { background: 'white', color: '#222', fontSize: '12px' },
    x: { type: 'log', label: 'members in the workspace', tickFormat: '~s', grid: true },
    y: {
      type: 'log',
      label: 'a second, in the busiest hour',
      domain: [0.0005, 2e5],
      tickFormat: '~s',
      grid: true,
    },
    color: { domain: RATES, range: COLOURS },
    marks: [
      ruleY(limits, { y: 'rate', stroke: '#555', strokeDasharray: '4 3' }),
      text(limits, { x: 10, y: 'rate', text: 'of', textAnchor: 'start', dy: -7, dx: 4 }),
      lineY(points, { x: 'members', y: 'rate', stroke: 'of', strokeWidth: 2 }),
      text(ends, { x: 'members', y: 'rate', text: 'of', fill: 'of', textAnchor: 'end', dy: -8, dx: -6 }),
    ],
  })
  drawn.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  drawn.setAttribute('role', 'img')
  drawn.setAttribute(
    'aria-label',
    'Pushes and pulls a second in the busiest hour, for workspaces of 10 to 100,000 members, against what one log takes',
  )
  return `${drawn.outerHTML}\n`
}
