import { render } from 'preact'
import '../../entrypoints/sidepanel/style.css'
import { Panel } from '../../components/panel/Panel.tsx'
import { StartFailure, Starting } from '../../components/panel/Start.tsx'
import { activateLocale, LOCALES } from '../../components/shared/i18n.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import { settle } from '../support/panel-ports.ts'
import { STORIES } from './stories.ts'

/** `?screen=<story>&locale=<locale>&appearance=light|dark`. Sets `data-ready` on `<html>` when it is drawn. */
const asked = new URLSearchParams(location.search)
const screen = asked.get('screen') ?? 'here'
const app = document.getElementById('app') ?? document.body
const html = document.documentElement

async function show(): Promise<void> {
  html.dataset.appearance = asked.get('appearance') ?? 'system'
  await activateLocale(LOCALES.find((locale) => locale === asked.get('locale')) ?? 'en', ['panel'])
  if (screen === 'opening' || screen === 'asking-first')
    render(<Starting asking={screen === 'asking-first'} />, app)
  else if (screen === 'start-failed')
    render(<StartFailure problem={{ code: 'store-newer' }} onRetry={() => undefined} />, app)
  else await showPanel()
  await settle()
  html.dataset.ready = screen
}

async function showPanel(): Promise<void> {
  const story = STORIES[screen]
  if (story === undefined) throw new Error(`no story "${screen}": ${Object.keys(STORIES).join(', ')}`)
  const world = story.world()
  const state = createPanelState(world.ports, { order: 'page' }, new AbortController().signal)
  const actions = createPanelActions(state, world.ports)
  const nothing = () => undefined
  render(
    <Panel
      state={state}
      actions={actions}
      sites={world.ports.sites}
      siteNames={
        new Map([
          ['reddit', 'Reddit'],
          ['mastodon', 'Mastodon'],
        ])
      }
      team={story.team ?? true}
      onOptions={nothing}
      onPractice={nothing}
    />,
    app,
  )
  await settle()
  await story.act?.(state, actions, world)
}

void show()
