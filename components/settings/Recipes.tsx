import type { Problem } from '../../lib/model/problem.ts'
import {
  type ListTaken,
  listRefusalOf,
  type RecipeRow,
  type RecipesState,
  type RefusedRow,
} from '../../lib/panel/options-recipes.ts'
import { DOT } from '../shared/dot.ts'
import { formatDate, t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { FileButton, Section } from './fields.tsx'

/** Which recipes read which site, and where repaired ones come from. */
export function Recipes({ state, now }: { readonly state: RecipesState; readonly now: number }) {
  const busy = state.busy.value
  const list = state.kept.value?.list ?? null
  return (
    <Section title={t('options.recipes.title')} lead={t('options.recipes.lead')}>
      <div class="cluster">
        <button
          type="button"
          class="button primary"
          disabled={busy !== null}
          onClick={() => void state.check()}
        >
          {busy === 'check' ? t('options.recipes.checking') : t('options.recipes.check')}
        </button>
        <FileButton
          label={busy === 'import' ? t('options.recipes.importing') : t('options.recipes.import')}
          accept=".json,application/json"
          disabled={busy !== null}
          onFile={(file) => void state.importFile(file)}
        />
      </div>
      <p class="small">
        {t('options.recipes.check.hint')} <code dir="ltr">{state.address}</code>
      </p>
      <p class="small">
        {list === null
          ? t('options.recipes.list.none')
          : t('options.recipes.list', { version: list.version, date: formatDate(list.takenAt, now) })}
      </p>
      {state.problem.value && <ListProblem problem={state.problem.value} now={now} />}
      <div role="status">{state.taken.value && <Taken taken={state.taken.value} />}</div>
      {state.setAside.value && <p class="small wrong">{t('options.recipes.set-aside')}</p>}
      <Shipped state={state} />
      <Refused refused={state.refused.value} />
      <BuiltIn state={state} />
    </Section>
  )
}

function ListProblem({ problem, now }: { readonly problem: Problem; readonly now: number }) {
  if (problem.code === 'offline')
    return (
      <Notice
        problem={problem}
        kept={t('options.recipes.kept')}
        next={t('options.recipes.offline.do')}
        now={now}
      />
    )
  const refusal = listRefusalOf(problem)
  if (refusal === null) return <Notice problem={problem} now={now} />
  return (
    <Notice
      problem={problem}
      what={t(`options.recipes.refused.${refusal}.what`)}
      kept={t('options.recipes.kept')}
      next={t(`options.recipes.refused.${refusal}.do`)}
    />
  )
}

function Taken({ taken }: { readonly taken: ListTaken }) {
  return (
    <p>
      <b>
        {taken.known
          ? t('options.recipes.taken.known', { version: taken.version })
          : t('options.recipes.taken', { version: taken.version, count: taken.recipes })}
      </b>
    </p>
  )
}

function Shipped({ state }: { readonly state: RecipesState }) {
  const rows = state.rows.value
  const offAll = state.kept.value?.offAll ?? false
  return (
    <>
      <h3>{t('options.recipes.shipped')}</h3>
      {rows.length === 0 ? (
        <p class="small">{t('options.recipes.shipped.none')}</p>
      ) : (
        <>
          <button
            type="button"
            class="button start"
            role="switch"
            aria-checked={!offAll}
            aria-label={t('options.recipes.switch-all')}
            onClick={() => void state.switchAll(offAll)}
          >
            {offAll ? t('options.recipes.all-off') : t('options.recipes.all-on')}
          </button>
          <ul class="card list">
            {rows.map((row) => (
              <Row key={row.key} row={row} offAll={offAll} onSwitch={state.switchSite} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

interface RowProps {
  readonly row: RecipeRow
  readonly offAll: boolean
  readonly onSwitch: RecipesState['switchSite']
}

function Row({ row, offAll, onSwitch }: RowProps) {
  const { name, version, packaged, standing, hosts } = row
  const about = [
    t(`options.recipes.from.${row.source}`, { version }),
    ...(packaged === null ? [] : [t('options.recipes.built-in', { version: packaged })]),
    ...hosts,
  ]
  const off = standing === 'off'
  const switchable = !offAll && (off || standing === 'offered' || standing === 'rolled-back')
  return (
    <li class="row">
      <span class="grow">
        <b>{name}</b> <span class="small block">{about.join(DOT)}</span>
        <span class={standing === 'offered' || off ? 'small block' : 'small block wrong'}>
          {t(`options.recipes.standing.${standing}`)}
        </span>
      </span>
      {switchable && (
        <button
          type="button"
          class="button"
          role="switch"
          aria-checked={!off}
          aria-label={t('options.recipes.switch', { name, version })}
          onClick={() => void onSwitch(row.site, off)}
        >
          {off ? t('options.recipes.off') : t('options.recipes.on')}
        </button>
      )}
    </li>
  )
}

function Refused({ refused }: { readonly refused: readonly RefusedRow[] }) {
  if (refused.length === 0) return null
  return (
    <>
      <h3>{t('options.recipes.refused')}</h3>
      <p class="small">{t('options.recipes.refused.lead')}</p>
      <ul class="card list">
        {refused.map((one) => (
          <li key={`${one.source} ${one.detail} ${one.site} ${one.version}`}>
            <b>{one.site ?? t('options.recipes.refused.nameless')}</b>{' '}
            <span class="small">
              {[
                t(`options.recipes.of.${one.source}`),
                ...(one.version === null ? [] : [t('options.recipes.version', { version: one.version })]),
              ].join(DOT)}
            </span>
            <span class="small block wrong">{t(`options.recipes.reason.${one.reason}`)}</span>
            {one.detail !== '' && (
              <code class="small block" dir="ltr">
                {one.detail}
              </code>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function BuiltIn({ state }: { readonly state: RecipesState }) {
  return (
    <details>
      <summary>{t('options.recipes.packaged', { count: state.packaged.length })}</summary>
      <ul class="small">
        {state.packaged.map(({ id, name, version }) => (
          <li key={id}>
            {name}: {t('options.recipes.version', { version })}
          </li>
        ))}
      </ul>
    </details>
  )
}
