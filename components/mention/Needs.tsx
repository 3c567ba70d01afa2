import { byUrgency } from '../../lib/listening/urgency.ts'
import type { MentionView } from '../../lib/panel/screens.ts'
import { t } from '../shared/i18n.ts'
import { JudgedLine, NeedLine } from './NeedLine.tsx'
import { WhyNeed } from './WhyNeed.tsx'

/** Most characters of the words that show a need. */
const QUOTED = 160

/** What the author seems to need, each label with its words and, on demand, all that it rests on. */
export function Needs({ view }: { readonly view: MentionView }) {
  const { mention, topics } = view
  return (
    <div class="needs">
      {byUrgency(mention.needs).map((need) => (
        <details key={need.label} class="why">
          <summary>
            <span class="asked">
              <span>
                <NeedLine need={need} mention={mention} topics={topics} length={QUOTED} />
              </span>
              <span class="ask">{t('panel.why.ask')}</span>
            </span>
          </summary>
          <WhyNeed need={need} mention={mention} />
        </details>
      ))}
      {mention.needs.length === 0 && mention.judged !== 'none' && (
        <p class="small">{t('panel.need.none-found')}</p>
      )}
      <JudgedLine judged={mention.judged} />
    </div>
  )
}
