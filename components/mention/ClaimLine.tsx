import type { RefusedClaim } from '../../lib/panel/on-thread.ts'
import type { ClaimView } from '../../lib/panel/screens.ts'
import { Icon } from '../shared/Icon.tsx'
import { formatTime, t } from '../shared/i18n.ts'
import { focusHeading } from '../shared/Screen.tsx'

interface ClaimLineProps {
  readonly claim: ClaimView | null
  /** A claim of mine that came too late; null: none. */
  readonly refused: RefusedClaim | null
  readonly now: number
  readonly onTake: () => void
  readonly onRelease: () => void
  /** The person has read that it came too late. */
  readonly onKnowRefused: (id: string) => void
}

/** Who of us is on this thread, and until when; or the way to say that it is me. */
export function ClaimLine(props: ClaimLineProps) {
  return props.refused === null ? <Claim {...props} /> : <Refused {...props} refused={props.refused} />
}

function Claim({ claim, now, onTake, onRelease }: ClaimLineProps) {
  if (claim === null)
    return (
      <div class="claim">
        <button
          type="button"
          class="button"
          data-key="claim"
          data-focus="claim"
          aria-keyshortcuts="m"
          onClick={onTake}
        >
          {t('panel.claim.take')}
          <kbd>m</kbd>
        </button>
        <span class="small">{t('panel.claim.take.hint')}</span>
      </div>
    )
  const time = formatTime(claim.claim.until, now)
  if (!claim.by.me)
    return (
      <p class="claim taken" role="note">
        <Icon name="people" />
        <span>{t('panel.claim.theirs', { name: claim.by.name, time })}</span>
      </p>
    )
  return (
    <div class="claim mine" role="note">
      <Icon name={claim.waiting ? 'wait' : 'check'} />
      <span class="grow">
        {claim.waiting ? t('panel.claim.unconfirmed', { time }) : t('panel.claim.mine', { time })}
      </span>
      <span class="cluster">
        <button type="button" class="button plain" onClick={onTake}>
          {t('panel.claim.extend')}
        </button>
        <button type="button" class="button plain" data-key="claim" data-focus="claim" onClick={onRelease}>
          {t('panel.claim.release')}
        </button>
      </span>
    </div>
  )
}

/** Two of us said it at once, and the other was first: said here and at once, by name. */
function Refused({
  refused,
  now,
  onKnowRefused,
}: Pick<ClaimLineProps, 'now' | 'onKnowRefused'> & { readonly refused: RefusedClaim }) {
  const { holder } = refused
  return (
    <div class="notice" role="alert">
      <p class="what">
        {holder === null
          ? t('panel.claim.refused.nobody')
          : t('panel.claim.refused', { name: holder.name, time: formatTime(holder.until, now) })}
      </p>
      <div class="cluster">
        <button
          type="button"
          class="button"
          onClick={() => {
            focusHeading()
            onKnowRefused(refused.id)
          }}
        >
          {t('panel.claim.refused.know')}
        </button>
      </div>
    </div>
  )
}
