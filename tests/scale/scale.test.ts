import { describe, expect, it } from 'vitest'
import { given, HOURS, REGIONS } from '../../scripts/scale/assumptions.ts'
import { createChance } from '../../scripts/scale/chance.ts'
import { expected, simulateDay } from '../../scripts/scale/simulate.ts'

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

describe('the simulated day of a million members', () => {
  const day = simulateDay()

  it('has the members, companies and shares that it says', () => {
    expect(sum(HOURS)).toBeCloseTo(1)
    expect(sum(REGIONS.map(({ share }) => share))).toBeCloseTo(1)
    expect(day.workspaces).toHaveLength(given('workspaces'))
    expect(sum(day.workspaces.map(({ members }) => members)) / given('members')).toBeCloseTo(1, 2)
  })

  it('makes as many events as its members are assumed to make', () => {
    const meant = given('members') * given('activeShare') * given('logsPerActiveDay') * given('eventsPerLog')
    expect(day.events / meant).toBeCloseTo(1, 2)
    expect(sum(day.workspaces.map(({ events }) => events))).toBeCloseTo(day.events)
  })

  it('never has a shard busier than all shards together', () => {
    expect(Math.max(...day.shardPeaks)).toBeLessThanOrEqual(day.peakPushes)
    expect(sum(day.shardPeaks)).toBeGreaterThanOrEqual(day.peakPushes)
  })

  it('is the same day for the same seed', () => {
    const { workspaces: _, ...totals } = simulateDay()
    expect(day).toMatchObject(totals)
  })

  it('lets a company ten times as large write ten times, and fetch a hundred times as much', () => {
    const [small, large] = [expected(100), expected(1_000)]
    expect(large.pushes / small.pushes).toBeCloseTo(10)
    expect(large.pulls / small.pulls).toBeCloseTo(100)
    expect(large.deviceDailyMb / small.deviceDailyMb).toBeCloseTo(10)
  })
})

describe('seeded chance', () => {
  it.each([0.3, 4, 80])('happens %d times on average when told so', (mean) => {
    const draw = createChance(1).poisson(mean)
    const drawn = Array.from({ length: 20_000 }, draw)
    expect(sum(drawn) / drawn.length / mean).toBeCloseTo(1, 1)
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
  })
})
