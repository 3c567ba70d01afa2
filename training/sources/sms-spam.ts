import type { Source } from '../example.ts'
import { plainText, readLines } from './read-table.ts'

/** Text messages, whether they are spam (UCI). Their manner is far from that of posts. */
export const smsSpam: Source = {
  name: 'sms-spam',
  licence: 'UCI SMS Spam Collection, none stated',
  async read(folder) {
    const lines = await readLines(folder, 'sms-spam/SMSSpamCollection')
    return lines.flatMap((line, index) => {
      const [label = '', ...rest] = line.split('\t')
      if (label !== 'spam' && label !== 'ham') return []
      const needs = { spam: label === 'spam' ? 1 : 0 } as const
      return [
        {
          id: String(index),
          source: 'sms-spam',
          lang: 'en',
          text: plainText(rest.join(' ')),
          needs,
          weight: 0.15,
        },
      ]
    })
  },
}
