import { Icon, type IconName } from './Icon.tsx'
import { t } from './i18n.ts'

interface TabBarProps<T extends string> {
  readonly tabs: readonly { readonly id: T; readonly label: string; readonly icon: IconName }[]
  readonly current: T
  readonly onShow: (tab: T) => void
}

/** First-level places of the panel. Plain buttons in a nav: they change the screen, they are no ARIA tabs. */
export function TabBar<T extends string>({ tabs, current, onShow }: TabBarProps<T>) {
  return (
    <nav class="tabs" aria-label={t('shared.tabs')}>
      {tabs.map(({ id, label, icon }) => (
        <button
          key={id}
          type="button"
          aria-current={id === current ? 'page' : undefined}
          onClick={() => onShow(id)}
        >
          <Icon name={icon} />
          {label}
        </button>
      ))}
    </nav>
  )
}
