import { type OptionsState, SECTIONS, type SectionName } from '../../lib/panel/options-state.ts'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Toast } from '../shared/Toast.tsx'
import { Access } from './Access.tsx'
import { Backup } from './Backup.tsx'
import { Cards } from './Cards.tsx'
import { Collector } from './Collector.tsx'
import { LookAndLanguage, Privacy } from './Look.tsx'
import { OpinionChoice } from './OpinionChoice.tsx'
import { PlaybookFile } from './PlaybookFile.tsx'
import { Recipes } from './Recipes.tsx'
import { Sites } from './Sites.tsx'
import { Topics } from './Topics.tsx'
import { Workspaces } from './Workspaces.tsx'

/** Sections whose words go into the database. */
const STORED: ReadonlySet<SectionName> = new Set(['topics', 'guidance', 'recipes', 'backup'])

/** Better no form at all than one whose words are lost. */
function KeepsNothing() {
  return (
    <Notice
      problem={{ code: 'store-failed' }}
      what={t('shared.no-database.what')}
      kept={t('shared.no-database.kept')}
      next={t('shared.no-database.do')}
      announce={false}
    />
  )
}

/** The options page: a list of sections, one of them open. */
export function Options({ state, now }: { readonly state: OptionsState; readonly now: number }) {
  const section = state.section.value
  const undoable = state.playbook.undoable.value
  return (
    <div class="options">
      <header class="options-head">
        <h1>{t('options.title')}</h1>
        <p class="small">
          <bdi>{state.workspaces.current.value?.name}</bdi>
        </p>
      </header>
      <nav class="options-nav" aria-label={t('options.nav')}>
        <ul>
          {SECTIONS.map((name) => (
            <li key={name}>
              <a href={`#${name}`} {...(name === section ? { 'aria-current': 'page' as const } : {})}>
                {t(`options.nav.${name}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main class="options-main">
        {state.keepsNothing.value && <KeepsNothing />}
        {!(state.keepsNothing.value && STORED.has(section)) && (
          <Open section={section} state={state} now={now} />
        )}
      </main>
      <Toast
        text={undoable === null ? null : t(`options.undo.${undoable.what}`, { name: undoable.name })}
        onUndo={() => void state.playbook.undo()}
        onDismiss={state.playbook.dismiss}
      />
    </div>
  )
}

interface OpenProps {
  readonly section: SectionName
  readonly state: OptionsState
  readonly now: number
}

function Open({ section, state, now }: OpenProps) {
  switch (section) {
    case 'workspaces':
      return <Workspaces state={state.workspaces} />
    case 'access':
      return (
        <>
          <Access state={state.access} now={now} />
          <Collector state={state.collector} now={now} />
        </>
      )
    case 'topics':
      return (
        <>
          <Topics key={state.playbook.workspace.value?.id} state={state.playbook} />
          <PlaybookFile state={state.playbook} />
        </>
      )
    case 'guidance':
      return <Cards key={state.playbook.workspace.value?.id} state={state.playbook} />
    case 'sites':
      return <Sites state={state.sites} />
    case 'recipes':
      return <Recipes state={state.recipes} now={now} />
    case 'backup':
      return <Backup state={state.backup} now={now} />
    case 'privacy':
      return <Privacy />
    case 'look':
      return (
        <>
          <LookAndLanguage look={state.look.value} onLook={(look) => void state.saveLook(look)} />
          <OpinionChoice state={state.opinion} />
        </>
      )
  }
}
