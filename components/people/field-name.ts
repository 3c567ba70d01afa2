import { PERSON_FIELDS } from '../../lib/panel/edit-person.ts'
import { t } from '../shared/i18n.ts'

/** What a field of a person is called; one of a newer version by the name it came with. */
export function fieldName(field: string): string {
  const known = PERSON_FIELDS.find((one) => one === field)
  return known === undefined ? field : t(`panel.field.${known}`)
}
