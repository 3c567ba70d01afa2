import type { WorkspaceRecord } from './store.ts'

/** Owner: members, invitations, devices, erasure, audit. Editor: the playbook. Member: push and pull. Each may what the next may. */
export type Role = 'owner' | 'editor' | 'member'

export interface MemberRecord {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Milliseconds since the epoch. Set: none of this member's tokens is valid, and what they wrote stays. */
  readonly disabledAt: number | null
}

export interface NewMember {
  readonly id: string
  readonly name: string
  /** `member` unless told. */
  readonly role?: Role
}

/** Who speaks, by which device. */
export interface Speaker {
  readonly workspaceId: string
  readonly memberId: string
  /** Of a personal token without a device: the token's own id, so that a script may number its events. */
  readonly deviceId: string
}

/** Whom a token speaks for. A refresh token speaks for nobody; it is only rotated. */
export interface Session extends Speaker {
  readonly role: Role
  readonly kind: 'device' | 'access' | 'personal'
  /** What a personal token may do (`pull`, `push`); empty for the others, which may what the role may. */
  readonly scopes: readonly string[]
  /** Milliseconds since the epoch; null: until it is revoked. */
  readonly expiresAt: number | null
}

/** What became of a token. `revoked` covers a revoked device and a disabled member too. */
export type SessionOutcome =
  /** `epoch`: of the log at this moment. */
  | { readonly status: 'valid'; readonly session: Session; readonly epoch: string }
  | { readonly status: 'unknown' | 'expired' | 'revoked' }

export interface DeviceRecord {
  readonly id: string
  readonly memberId: string
  readonly joinedAt: number
  /** Null: it was let in and never asked anything; a sign-in that was given up, say. */
  readonly firstUsedAt: number | null
  /** To the minute; null: its token was never used. */
  readonly lastSeenAt: number | null
  /** Everything up to this `seq` has been applied there. */
  readonly ackedSeq: number
  readonly revokedAt: number | null
  /** JSON Web Key, as JSON text. */
  readonly publicKey: string | null
}

/** A token as its maker knows it; whose it is, the store adds. */
export interface NewToken {
  /** UUID. */
  readonly tokenId: string
  readonly kind: 'device' | 'access' | 'refresh' | 'personal'
  /** SHA-256 of the token's text (see secrets.ts). */
  readonly hash: Uint8Array
  readonly scopes: readonly string[]
  /** What the member calls a personal token. */
  readonly label: string | null
  readonly expiresAt: number | null
  readonly createdAt: number
}

export interface TokenRecord extends NewToken {
  readonly workspaceId: string
  readonly memberId: string
  readonly deviceId: string | null
}

/** A personal token as its owner sees it. */
export interface PersonalToken {
  readonly tokenId: string
  readonly label: string | null
  readonly scopes: readonly string[]
  readonly expiresAt: number | null
  readonly createdAt: number
  readonly revokedAt: number | null
}

export interface Rotation {
  readonly workspaceId: string
  readonly deviceId: string
  readonly refreshHash: Uint8Array
  readonly next: { readonly access: NewToken; readonly refresh: NewToken }
  readonly now: number
  /** How long a rotated refresh token may come again: a worker may die between the answer and its saving. */
  readonly graceMs: number
}

/** `reused`: it came again after its grace. Every token of the device is then revoked, by this very call. */
export type Rotated =
  | { readonly status: 'rotated'; readonly memberId: string }
  | { readonly status: 'unknown' | 'expired' | 'reused' | 'revoked' }

export interface NewInvitation {
  readonly codeHash: Uint8Array
  readonly workspaceId: string
  /** Set: each device that joins is one more of this member's. Null: each joins as a new member. */
  readonly memberId: string | null
  /** Of the new members; `member` unless told. */
  readonly role?: Role
  readonly uses: number
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/** An invitation as the owners see it: without its code, which nobody knows any more. */
export interface InvitationRecord {
  readonly codeHash: Uint8Array
  readonly memberId: string | null
  readonly role: Role
  readonly usesLeft: number
  readonly expiresAt: number
}

export interface Redemption {
  readonly codeHash: Uint8Array
  readonly name: string
  readonly deviceId: string
  /** JSON Web Key, as JSON text; null for an endpoint that keeps a long-lived token. */
  readonly publicKey: string | null
  readonly tokens: readonly NewToken[]
  /** Ids to be used if this device is new. */
  readonly newMemberId: string
  readonly newEventId: string
  readonly now: number
}

export type Redeemed =
  | {
      readonly status: 'admitted'
      readonly workspace: WorkspaceRecord
      readonly member: MemberRecord
      /** What the `member.joined` event must carry; the same again when a lost answer is asked for again. */
      readonly joined: { readonly eventId: string; readonly n: number; readonly at: number }
    }
  | { readonly status: 'unknown' | 'expired' | 'used-up' | 'device-known' }

/** A device of a member whom an identity provider vouches for. */
export interface NewDevice {
  readonly id: string
  readonly memberId: string
  readonly publicKey: string | null
  readonly tokens: readonly NewToken[]
}

export interface MemberStore {
  addMember(workspaceId: string, member: NewMember, now: number): Promise<void>
  /** By name. */
  members(workspaceId: string): Promise<readonly MemberRecord[]>
  /** Only what is given is changed. Null for a member that is not known. */
  setMember(
    workspaceId: string,
    memberId: string,
    change: { readonly name?: string; readonly role?: Role; readonly disabledAt?: number | null },
    now: number,
  ): Promise<MemberRecord | null>
  /** The member whom an identity provider calls `subject`. */
  memberOfSubject(workspaceId: string, issuer: string, subject: string): Promise<MemberRecord | null>
  /** A subject that is linked already is linked anew. */
  linkSubject(
    workspaceId: string,
    link: { readonly issuer: string; readonly subject: string; readonly memberId: string },
    now: number,
  ): Promise<void>

  addInvitation(invitation: NewInvitation, now: number): Promise<void>
  /** Those that can still be taken at `now`, the last to expire first. */
  invitations(workspaceId: string, now: number): Promise<readonly InvitationRecord[]>
  /** Nobody joins by it any more. False when it is not known in this workspace. */
  withdrawInvitation(workspaceId: string, codeHash: Uint8Array, now: number): Promise<boolean>
  /** The workspace that a code invites to, used up or not: a token names its workspace, and is made before `redeem`. */
  invitedTo(codeHash: Uint8Array): Promise<string | null>
  /**
   * Takes one use of an invitation and makes member and device. A device that has joined by the same
   * invitation and never used its token is let in again without a second use: its answer was lost.
   */
  redeem(redemption: Redemption): Promise<Redeemed>
  /** Without an invitation. A device id that is known, and was used or is another member's, is refused. */
  addDevice(workspaceId: string, device: NewDevice, now: number): Promise<'added' | 'device-known'>
  /** Null for one that is not known, and for a workspace that is not. */
  device(workspaceId: string, deviceId: string): Promise<DeviceRecord | null>
  /** By time of joining. */
  devices(workspaceId: string): Promise<readonly DeviceRecord[]>
  /** Ends the device and all its tokens. False when it is not known or was revoked before. */
  revokeDevice(workspaceId: string, deviceId: string, now: number): Promise<boolean>
  /** A device tells that it has applied everything up to `seq`; a lower one than before changes nothing. */
  acknowledge(workspaceId: string, deviceId: string, seq: number, now: number): Promise<void>
  /** The next number of the events that the server itself writes into this log. */
  nextOwnNumber(workspaceId: string): Promise<number>
}

export interface TokenStore {
  /** `workspaceId` as the token's text names it; null for one of the first kind, which names none. */
  session(workspaceId: string | null, tokenHash: Uint8Array, now: number): Promise<SessionOutcome>
  issueTokens(tokens: readonly TokenRecord[]): Promise<void>
  rotate(rotation: Rotation): Promise<Rotated>
  /** A member's personal tokens, newest first. */
  tokens(workspaceId: string, memberId: string): Promise<readonly PersonalToken[]>
  /** False when it is not known or was revoked before. */
  revokeToken(workspaceId: string, tokenId: string, now: number): Promise<boolean>
}
