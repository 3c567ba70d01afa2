import { effect } from '@preact/signals'
import { render } from 'preact'
import '../../components/settings/settings.css'
import { Options } from '../../components/settings/Options.tsx'
import { activateLocale, t } from '../../components/shared/i18n.ts'
import { createOptionsState } from '../../lib/panel/options-state.ts'
import { optionsPorts } from '../../lib/wiring/options-ports.ts'

const state = createOptionsState(optionsPorts())

function Page() {
  return <Options state={state} now={Date.now()} />
}

async function start(): Promise<void> {
  const root = document.getElementById('app')
  if (root === null) throw new Error('options/index.html has no #app')
  const go = () => state.goTo(location.hash)
  addEventListener('hashchange', go)
  go()
  await state.load(new AbortController().signal)
  await activateLocale(state.look.value.locale, ['options'])
  render(<Page />, root)
  effect(() => {
    const { locale, appearance } = state.look.value
    document.documentElement.dataset.appearance = appearance
    void activateLocale(locale, ['options']).then(() => {
      document.title = t('options.title')
    })
  })
}

void start()
