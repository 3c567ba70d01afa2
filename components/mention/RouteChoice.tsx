import { useEffect, useRef } from 'preact/hooks'
import type { Route } from '../../lib/model/playbook.ts'
import { t } from '../shared/i18n.ts'

interface RouteChoiceProps {
  readonly routes: readonly Route[]
  /** The routes that the guidance of this mention names; they stand first, with their reason. */
  readonly advised: readonly { readonly when: string; readonly route: Route }[]
  readonly onRoute: (routeId: string) => void
  readonly onCancel: () => void
}

/** Where to? Asked once, after "Routed". */
export function RouteChoice({ routes, advised, onRoute, onCancel }: RouteChoiceProps) {
  const first = useRef<HTMLUListElement>(null)
  useEffect(() => first.current?.querySelector('button')?.focus(), [])
  const reasons = new Map(advised.map(({ when, route }) => [route.id, when]))
  const sorted = routes.toSorted((a, b) => Number(reasons.has(b.id)) - Number(reasons.has(a.id)))
  return (
    <section class="stack" aria-labelledby="route-title">
      <div class="row">
        <h2 id="route-title">{t('panel.route.title')}</h2>
        <button type="button" class="button plain" onClick={onCancel}>
          {t('panel.route.cancel')}
        </button>
      </div>
      <ul class="stack" ref={first}>
        {sorted.map((route) => (
          <li key={route.id}>
            <button type="button" class="button wide route" data-row onClick={() => onRoute(route.id)}>
              <span dir="auto">{route.name}</span>
              <span class="small" dir="auto">
                {[reasons.get(route.id), route.audience, route.hours]
                  .filter((part) => part !== undefined)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
