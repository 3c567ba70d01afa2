import type { RecipeInForce } from '../../lib/model/thread.ts'
import { t } from '../shared/i18n.ts'

/** Says which recipe reads this page, where it is not simply the built-in one. */
export function RecipeLine({ recipe }: { readonly recipe: RecipeInForce }) {
  const { source, version, refused } = recipe
  if (source !== 'packaged') return <p>{t(`panel.here.recipe.${source}`, { version })}</p>
  return refused ? <p>{t('panel.here.recipe.refused')}</p> : null
}
