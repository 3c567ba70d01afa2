import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { LIMITS } from '../../lib/model/limits.ts'
import type { Problem } from '../../lib/model/problem.ts'
import type { AccessState, Asked, TokenWish } from '../../lib/panel/options-access.ts'
import type { PersonalToken, TeamDevice } from '../../lib/panel/options-ports.ts'
import { Chip } from '../shared/Chip.tsx'
import { DOT } from '../shared/dot.ts'
import { formatDate, formatRelative, t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Field, Many, Section } from './fields.tsx'

interface AccessProps {
  readonly state: AccessState
  readonly now: number
}

/** Who and what may open the team's server in one's name. */
export function Access({ state, now }: AccessProps) {
  const team = state.team.value
  return (
    <Section title={t('options.access.title')} lead={t('options.access.lead')}>
      {team === null ? (
        <p class="small">{t('options.access.personal')}</p>
      ) : (
        <>
          <Problems state={state} now={now} />
          <h3>{t('options.devices.title')}</h3>
          <Listed asked={state.devices.value} none={t('options.devices.none')}>
            {(device: TeamDevice) => (
              <Device
                key={device.id}
                device={device}
                foreign={isForeign(device, state.devices.value)}
                now={now}
                onEnd={() => void state.endDevice(device.id)}
              />
            )}
          </Listed>
          <h3>{t('options.tokens.title')}</h3>
          <p class="small">{t('options.tokens.lead')}</p>
          <Listed asked={state.tokens.value} none={t('options.tokens.none')}>
            {(token: PersonalToken) => (
              <Token key={token.id} token={token} now={now} onEnd={() => void state.endToken(token.id)} />
            )}
          </Listed>
          <Made state={state} />
          {isFull(state.tokens.value) ? (
            <p class="small">{t('options.tokens.full', { most: LIMITS.tokens })}</p>
          ) : (
            <MakeToken onMake={state.makeToken} />
          )}
        </>
      )}
    </Section>
  )
}

/** The server makes no more: what would only be refused is not offered. */
function isFull(tokens: Asked<PersonalToken>): boolean {
  return typeof tokens !== 'string' && tokens.ok && tokens.value.length >= LIMITS.tokens
}

/** What went wrong, each once: with no way to the server nothing that is asked of it comes. */
function Problems({ state, now }: AccessProps) {
  const unlisted = [state.devices.value, state.tokens.value].flatMap(problemOf)
  const all = new Map(
    [...unlisted, ...(state.problem.value === null ? [] : [state.problem.value])].map((one) => [
      one.code,
      one,
    ]),
  )
  return (
    <>
      {[...all.values()].map((problem) => (
        <Notice
          key={problem.code}
          problem={problem}
          kept={t('options.access.failed')}
          now={now}
          {...(problem.code === 'offline' ? { next: t('options.access.offline.do') } : {})}
          {...(unlisted.length > 0 ? { onRetry: () => void state.load() } : {})}
        />
      ))}
    </>
  )
}

const problemOf = (asked: Asked<unknown>): readonly Problem[] =>
  typeof asked === 'string' || asked.ok ? [] : [asked.problem]

function Listed<T>({
  asked,
  none,
  children,
}: {
  readonly asked: Asked<T>
  readonly none: string
  readonly children: (one: T) => ComponentChildren
}) {
  if (asked === 'not-yet' || asked === 'asking')
    return (
      <p class="small" role="status">
        {t('options.access.asking')}
      </p>
    )
  if (!asked.ok) return <p class="small">{t('options.access.unknown')}</p>
  if (asked.value.length === 0) return <p class="small">{none}</p>
  return <ul class="card list">{asked.value.map(children)}</ul>
}

/** Of another member than this browser's: an owner is shown everybody's. */
function isForeign({ memberId }: TeamDevice, listed: Asked<TeamDevice>): boolean {
  const own = typeof listed === 'string' || !listed.ok ? undefined : listed.value.find((one) => one.own)
  return own !== undefined && own.memberId !== memberId
}

interface DeviceProps {
  readonly device: TeamDevice
  readonly foreign: boolean
  readonly now: number
  readonly onEnd: () => void
}

function Device({ device, foreign, now, onEnd }: DeviceProps) {
  const { id, own, joinedAt, lastSeenAt, revokedAt } = device
  const name = id.slice(0, 8)
  return (
    <li class="row">
      <span class="grow">
        <b dir="ltr">{name}</b> {own && <Chip tone="accent">{t('options.devices.this')}</Chip>}{' '}
        {foreign && <Chip>{t('options.devices.colleague')}</Chip>}{' '}
        {revokedAt !== null && <Chip tone="warm">{t('options.devices.ended')}</Chip>}
        <span class="small block">
          {t('options.devices.joined', { date: formatDate(joinedAt, now) })}
          {DOT}
          {lastSeenAt === null
            ? t('options.devices.never-seen')
            : t('options.devices.seen', { when: formatRelative(lastSeenAt, now) })}
        </span>
      </span>
      {!own && revokedAt === null && (
        <EndButton
          label={t('options.devices.end')}
          name={name}
          sure={t('options.devices.sure')}
          onEnd={onEnd}
        />
      )}
    </li>
  )
}

interface TokenProps {
  readonly token: PersonalToken
  readonly now: number
  readonly onEnd: () => void
}

function Token({ token, now, onEnd }: TokenProps) {
  return (
    <li class="row">
      <span class="grow">
        <b dir="auto">{token.label}</b>
        <span class="small block">
          {[
            token.scopes.map((scope) => t(`options.tokens.${scope}`)).join(', '),
            token.expiresAt !== null && t('options.tokens.until', { date: formatDate(token.expiresAt, now) }),
          ]
            .filter((part) => part !== false)
            .join(DOT)}
        </span>
      </span>
      <EndButton
        label={t('options.tokens.end')}
        name={token.label}
        sure={t('options.tokens.sure')}
        onEnd={onEnd}
      />
    </li>
  )
}

/** Ending can't be undone: the first press asks, the second does it. */
function EndButton({
  label,
  name,
  sure,
  onEnd,
}: {
  readonly label: string
  readonly name: string
  readonly sure: string
  readonly onEnd: () => void
}) {
  const [asked, setAsked] = useState(false)
  return (
    <button
      type="button"
      class={asked ? 'button grave' : 'button'}
      aria-label={t('options.access.which', { label: asked ? sure : label, name })}
      onClick={() => (asked ? onEnd() : setAsked(true))}
      onBlur={() => setAsked(false)}
    >
      {asked ? sure : label}
    </button>
  )
}

function Made({ state }: { readonly state: AccessState }) {
  const made = state.made.value
  return (
    <div role="status">
      {made !== null && (
        <div class="card stack">
          <p>
            <b>{t('options.tokens.made', { label: made.label })}</b> {t('options.tokens.once')}
          </p>
          <code class="sunk secret" dir="ltr">
            {made.token}
          </code>
          <button type="button" class="button start" onClick={state.hideToken}>
            {t('options.tokens.hide')}
          </button>
        </div>
      )}
    </div>
  )
}

const WISH: TokenWish = { label: '', scopes: ['pull'], days: 90 }

function MakeToken({ onMake }: { readonly onMake: (wish: TokenWish) => Promise<boolean> }) {
  const [wish, setWish] = useState(WISH)
  const ready = wish.label.trim() !== '' && wish.scopes.length > 0
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void onMake(wish).then((made) => made && setWish(WISH))
      }}
    >
      <h3>{t('options.tokens.new')}</h3>
      <Field
        label={t('options.tokens.label')}
        hint={t('options.tokens.label.hint')}
        value={wish.label}
        onInput={(label) => setWish({ ...wish, label })}
      />
      <Many
        legend={t('options.tokens.may')}
        chosen={wish.scopes}
        choices={(['pull', 'push'] as const).map((value) => ({ value, label: t(`options.tokens.${value}`) }))}
        onChoose={(scopes) => setWish({ ...wish, scopes })}
      />
      <button type="submit" class="button start" disabled={!ready}>
        {t('options.tokens.make', { days: wish.days })}
      </button>
    </form>
  )
}
