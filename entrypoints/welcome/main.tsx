import { render } from 'preact'
import '../../components/welcome/welcome.css'
import { activateLocale, t } from '../../components/shared/i18n.ts'
import { Welcome } from '../../components/welcome/Welcome.tsx'
import { createOptionsState } from '../../lib/panel/options-state.ts'
import { openOptions, openPractice } from '../../lib/platform/open-page.ts'
import { optionsPorts } from '../../lib/wiring/options-ports.ts'

const state = createOptionsState(optionsPorts())

function Page() {
  return <Welcome state={state} onPractice={() => void openPractice()} onOptions={() => void openOptions()} />
}

async function start(): Promise<void> {
  const root = document.getElementById('app')
  if (root === null) throw new Error('welcome/index.html has no #app')
  await state.load(new AbortController().signal)
  const { locale, appearance } = state.look.value
  document.documentElement.dataset.appearance = appearance
  await activateLocale(locale, ['welcome', 'options'])
  document.title = t('welcome.title')
  render(<Page />, root)
}

void start()
