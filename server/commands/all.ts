import { backingUp, restoring } from './back-up.ts'
import type { Command } from './command.ts'
import { erasing } from './erase.ts'
import { endDevice, letIn, listDevices, listMembers, setRole, showAudit, shutOut } from './people.ts'
import { serve } from './serve.ts'
import { trimming } from './trim.ts'
import { verifying } from './verify.ts'
import { inviting, listWorkspaces, makeWorkspace, publishing, sampling } from './workspaces.ts'

/** Every command, by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  serve,
  'create-workspace': makeWorkspace,
  workspaces: listWorkspaces,
  invite: inviting,
  playbook: publishing,
  members: listMembers,
  'set-role': setRole,
  'disable-member': shutOut,
  'enable-member': letIn,
  devices: listDevices,
  'revoke-device': endDevice,
  audit: showAudit,
  erase: erasing,
  trim: trimming,
  verify: verifying,
  backup: backingUp,
  restore: restoring,
  sample: sampling,
}
