import { ASSUMPTIONS } from './assumptions.ts'
import type { Figures } from './reckon.ts'

/**
 * Puts the tables between their marks in docs/scale.md; the words around them stay.
 * @throws when a mark is missing: a table that nobody sees would be true and useless.
 */
export function withTables(document: string, figures: Figures): string {
  return Object.entries(TABLES).reduce((text, [name, draw]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [from, to] = [text.indexOf(begin), text.indexOf(end)]
    if (from < 0 || to < from) throw new Error(`docs/scale.md has no ${begin} … ${end}`)
    return `${text.slice(0, from + begin.length)}\n${draw(figures)}\n${text.slice(to)}`
  }, document)
}

const TABLES: Readonly<Record<string, (figures: Figures) => string>> = {
  whole: ({ total, shards, hottestWorkspace: hottest, egressOfTheLargest }) =>
    table(
      ['the whole, one working day', ''],
      [
        ['events', `${count(total.eventsADay)} a day, ${count(total.storedGbAMonth)} GB of rows a month`],
        ['pushes', `${count(total.pushesADay)} a day, ${count(total.pushesASecond)}/s in the busiest minute`],
        ['pulls', `${count(total.pullsADay)} a day, ${count(total.pullsASecond)}/s in the busiest minute`],
        ['open streams', `${count(total.streams)} at most at one time`],
        [
          `pushes of one of ${shards.count} shards`,
          `${count(shards.coolest)}/s the coolest, ${count(shards.median)}/s the median, ${count(shards.hottest)}/s the hottest`,
        ],
        [
          'the largest workspace',
          `${count(hottest.members)} members: ${count(hottest.pushesASecond)} pushes/s, ${count(hottest.pullsASecond)} pulls/s, ${percent(hottest.shareOfEvents)} of all events, ${percent(hottest.shareOfItsShard)} of its shard`,
        ],
        [
          'sent to devices',
          `${count(total.egressTbAMonth)} TB a month; ${percent(egressOfTheLargest)} of the events in it for the largest thousandth of the companies`,
        ],
      ],
    ),
  sizes: ({ sizes }) =>
    table(
      [
        'members',
        'events a day',
        'pushes/s',
        'pulls/s',
        'lock in use, PostgreSQL',
        '… Citus',
        'MB a day to a device',
        'GB on a device after a year',
      ],
      sizes.map((at) => [
        count(at.members),
        count(at.events),
        count(at.pushes),
        count(at.pulls),
        percent(at.lock),
        percent(at.lockCitus),
        count(at.deviceDailyMb),
        count(at.deviceYearGb),
      ]),
    ),
  bends: ({ bends }) =>
    table(
      ['from about … members in one workspace', 'what is reached', 'limit'],
      bends.map(({ members, what, limit }) => [count(Number(members.toPrecision(2))), what, limit]),
    ),
  cost: ({ cores, diskGb, costAMonth: cost }) =>
    table(
      ['a month, after the first year', 'how much', '$'],
      [
        ['server processes', `${count(cores.app)} cores`, count(cost.app)],
        ['database, with standbys', `2 × ${count(cores.store)} cores`, count(cost.store)],
        ['disk', `${count(diskGb)} GB`, count(cost.disk)],
        ['backups', '', count(cost.backups)],
        ['answers sent', '', count(cost.egress)],
        ['**together**', '', `**${count(cost.all)}**, ${count(cost.aMember)} a member`],
      ],
    ),
  assumptions: () =>
    table(
      ['assumption', 'value', 'where it comes from'],
      Object.entries(ASSUMPTIONS).map(([name, { value, unit, why }]) => [
        `\`${name}\``,
        `${value.toLocaleString('en-GB', { useGrouping: name !== 'seed' })} ${unit}`.trim(),
        why,
      ]),
    ),
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

function count(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 3 })
}

function percent(share: number): string {
  return `${(share * 100).toLocaleString('en-GB', { maximumSignificantDigits: 2 })} %`
}
