import { render } from 'preact'
import '../../components/settings/settings.css'
import { Options } from '../../components/settings/Options.tsx'
import { activateLocale, LOCALES } from '../../components/shared/i18n.ts'
import { createOptionsState } from '../../lib/panel/options-state.ts'
import { NOW } from '../support/panel-names.ts'
import { settle } from '../support/panel-ports.ts'
import { OPTIONS_STORIES } from './options-stories.ts'

/** `?screen=<story>&locale=<locale>&appearance=light|dark`. Sets `data-ready` on `<html>` when it is drawn. */
const asked = new URLSearchParams(location.search)
const screen = asked.get('screen') ?? 'options-join'
const html = document.documentElement

async function show(): Promise<void> {
  html.dataset.appearance = asked.get('appearance') ?? 'system'
  await activateLocale(LOCALES.find((locale) => locale === asked.get('locale')) ?? 'en', ['options'])
  const story = OPTIONS_STORIES[screen]
  if (story === undefined) throw new Error(`no story "${screen}": ${Object.keys(OPTIONS_STORIES).join(', ')}`)
  const state = createOptionsState(story.world().ports)
  state.goTo(story.section)
  // Some stories are about what never ends.
  void state.load(new AbortController().signal)
  const Page = () => <Options state={state} now={NOW} />
  render(<Page />, document.getElementById('app') ?? document.body)
  await settle()
  await story.act?.(state)
  await settle()
  html.dataset.ready = screen
}

void show()
