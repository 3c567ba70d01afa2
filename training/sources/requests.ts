import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Head } from '../../lib/matching/needs/weights.ts'
import type { Example, Source } from '../example.ts'
import { plainText, readTable } from './read-table.ts'

/**
 * What people write to a bank or an assistant, by intent. The intents that stand for a need were picked by
 * hand; all other intents of the collection say that the need is not there.
 */
type Intents = Partial<Record<Head, RegExp>>

const BANK: Intents = {
  buying:
    /^(?:order_physical_card|getting_spare_card|getting_virtual_card|get_disposable_virtual_card|get_physical_card)$/,
  leaving: /^terminate_account$/,
  safety:
    /^(?:compromised_card|lost_or_stolen_card|card_payment_not_recognised|cash_withdrawal_not_recognised|direct_debit_payment_not_recognised)$/,
  complaint:
    /^(?:card_not_working|contactless_not_working|virtual_card_not_working|top_up_failed|failed_transfer|declined_\w+|transaction_charged_twice|wrong_amount_of_cash_received|Refund_not_showing_up|balance_not_updated\w+|transfer_not_received_by_recipient|card_swallowed|extra_charge_on_statement|card_payment_wrong_exchange_rate|wrong_exchange_rate\w+|top_up_reverted|reverted_card_payment\?)$/,
}

/** Where neither yes nor no would be right. */
const BANK_UNCLEAR: Intents = {
  safety: /^(?:lost_or_stolen_phone|pin_blocked|card_swallowed|transaction_charged_twice)$/,
  complaint:
    /^(?:pending_\w+|card_arrival|\w+_charged?|compromised_card|\w+_not_recognised|lost_or_stolen\w+|terminate_account|request_refund|unable_to_verify_identity|beneficiary_not_allowed|pin_blocked|transfer_timing|card_acceptance)$/,
  leaving: /^(?:cancel_transfer|request_refund)$/,
  buying: /^(?:activate_my_card|card_arrival|visa_or_mastercard|disposable_card_limits|topping_up_by_card)$/,
}

const ASSISTANT: Intents = {
  buying: /^(?:book_flight|book_hotel|car_rental|restaurant_reservation|new_card|order|order_checks|uber)$/,
  safety: /^report_fraud$/,
  complaint: /^(?:damaged_card|lost_luggage)$/,
}

const ASSISTANT_UNCLEAR: Intents = {
  buying:
    /^(?:shopping_list\w*|travel_suggestion|restaurant_suggestion|accept_reservations|confirm_reservation)$/,
  safety: /^(?:report_lost_card|account_blocked|freeze_account|oos)$/,
  complaint: /^(?:card_declined|account_blocked|report_fraud|report_lost_card|oos|jump_start)$/,
}

export const banking: Source = {
  name: 'banking77',
  licence: 'CC BY 4.0',
  async read(folder) {
    const examples: Example[] = []
    for (const file of ['train.csv', 'test.csv'])
      for (const { text = '', category = '' } of await readTable(folder, `banking77/${file}`))
        examples.push({
          id: `${file}:${examples.length}`,
          source: 'banking77',
          lang: 'en',
          text: plainText(text),
          needs: needsOf(category, BANK, BANK_UNCLEAR),
          weight: 0.08,
        })
    return examples
  },
}

export const assistant: Source = {
  name: 'clinc150',
  licence: 'CC BY 3.0',
  async read(folder) {
    const parts = JSON.parse(await readFile(join(folder, 'clinc150', 'data_full.json'), 'utf8')) as Record<
      string,
      [string, string][]
    >
    return Object.entries(parts).flatMap(([part, rows]) =>
      rows.flatMap(([text, intent], index): Example[] => {
        const needs = needsOf(intent, ASSISTANT, ASSISTANT_UNCLEAR)
        // One of four of those that stand for no need: there are 150 intents, and few are meant.
        if (index % 4 !== 0 && !Object.values(needs).includes(1)) return []
        return [{ id: `${part}:${index}`, source: 'clinc150', lang: 'en', text, needs, weight: 0.05 }]
      }),
    )
  },
}

function needsOf(intent: string, meant: Intents, unclear: Intents): Example['needs'] {
  const needs: Partial<Record<Head, 0 | 1>> = {}
  for (const [head, intents] of Object.entries(meant) as [Head, RegExp][])
    if (intents.test(intent)) needs[head] = 1
    else if (!unclear[head]?.test(intent)) needs[head] = 0
  return needs
}
