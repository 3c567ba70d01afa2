export interface Directive {
  readonly section: string
  readonly key: string
  readonly value: string
}

/** The directives of a unit file, in order; keys may come several times. */
export function directivesOf(text: string): Directive[] {
  let section = ''
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '' || line.startsWith('#')) return []
    const [, named] = /^\[(\w+)\]$/.exec(line) ?? []
    if (named !== undefined) {
      section = named
      return []
    }
    const [, key = '', value = ''] = /^(\w+)=(.*)$/.exec(line) ?? []
    return [{ section, key, value }]
  })
}

/** Of systemd.unit(5), systemd.service(5), systemd.exec(5) and systemd.kill(5), those that such a unit may want. */
export const KNOWN_DIRECTIVES: Readonly<Record<string, readonly string[]>> = {
  Unit: ['Description', 'Documentation', 'After', 'Before', 'Wants', 'Requires', 'StartLimitIntervalSec'],
  Service: [
    ...['Type', 'ExecStart', 'WorkingDirectory', 'Environment', 'EnvironmentFile', 'Restart', 'RestartSec'],
    ...['KillSignal', 'TimeoutStopSec', 'TimeoutStartSec', 'User', 'Group', 'DynamicUser', 'UMask'],
    ...['StateDirectory', 'StateDirectoryMode', 'ReadWritePaths', 'LimitNOFILE', 'MemoryMax', 'TasksMax'],
    ...['ProtectSystem', 'ProtectHome', 'ProtectClock', 'ProtectControlGroups', 'ProtectHostname'],
    ...['ProtectKernelLogs', 'ProtectKernelModules', 'ProtectKernelTunables', 'ProtectProc', 'ProcSubset'],
    ...['PrivateTmp', 'PrivateDevices', 'PrivateMounts', 'PrivateUsers', 'NoNewPrivileges', 'RemoveIPC'],
    ...['CapabilityBoundingSet', 'AmbientCapabilities', 'LockPersonality', 'RestrictAddressFamilies'],
    ...['RestrictNamespaces', 'RestrictRealtime', 'RestrictSUIDSGID', 'SystemCallArchitectures'],
    ...['SystemCallFilter', 'SystemCallErrorNumber'],
  ],
  Install: ['WantedBy', 'RequiredBy', 'Alias'],
}
