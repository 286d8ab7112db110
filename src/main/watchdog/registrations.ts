import { watchScript } from './watch-script';

/** What the systems must know to restart the app after a crash. */

export const watchdogName = 'com.comptoir.counter.watch';

/** A user unit that lives as long as the app, and ends with the desktop session: nothing is left to remove. */
export function systemdArguments(
  mark: string,
  pid: number,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return [
    '--user',
    '--collect',
    '--quiet',
    `--unit=${watchdogName}-${pid}`,
    '--property=PartOf=graphical-session.target',
    // Only names: others can read a command line, and a value may be a secret.
    ...Object.keys(environment)
      .filter((name) => /^[A-Za-z_]\w*$/.test(name))
      .map((name) => `--setenv=${name}`),
    '/bin/sh',
    '-c',
    watchScript,
    'sh',
    mark,
    String(pid),
  ];
}

/** For ~/Library/LaunchAgents: launchd keeps the script running while the mark exists, and only in a desktop session. */
export function launchAgent(mark: string): string {
  const words = ['/bin/sh', '-c', watchScript, 'sh', mark];
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>${watchdogName}</string>
  <key>ProgramArguments</key>
  <array>
${words.map((word) => `    <string>${escaped(word)}</string>`).join('\n')}
  </array>
  <key>KeepAlive</key><dict><key>PathState</key><dict><key>${escaped(mark)}</key><true/></dict></dict>
  <key>ThrottleInterval</key><integer>10</integer>
  <key>LimitLoadToSessionType</key><string>Aqua</string>
  <key>ProcessType</key><string>Interactive</string>
</dict>
</plist>
`;
}

/** For the Task Scheduler: it checks every minute, its shortest interval, for a crash without a restart. */
export function scheduledTask(program: string): string {
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>Comptoir</Description></RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Repetition><Interval>PT1M</Interval><StopAtDurationEnd>false</StopAtDurationEnd></Repetition>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author"><LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel></Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>false</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>5</Priority>
    <Hidden>true</Hidden>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>${escaped(program)}</Command><Arguments>--if-it-died</Arguments></Exec>
  </Actions>
</Task>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
