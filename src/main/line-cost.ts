import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LineCost } from '../shared/state/updates';

interface Question {
  readonly program: string;
  readonly args: readonly string[];
  /** Null: it does not tell. */
  readonly read: (answer: string) => LineCost | null;
}

/** NetworkManager's `Metered`: 1 yes, 2 no, 3 and 4 are guesses of the same, 0 unknown. */
function ofNetworkManager(answer: string): LineCost | null {
  const value = /\b(?:u|uint32) ([0-4])\b/.exec(answer)?.[1];
  if (value === '1' || value === '3') return 'metered';
  return value === '2' || value === '4' ? 'free' : null;
}

const networkManager = ['org.freedesktop.NetworkManager', '/org/freedesktop/NetworkManager'] as const;
const onLinux: readonly Question[] = [
  {
    program: 'busctl',
    args: ['--system', 'get-property', ...networkManager, networkManager[0], 'Metered'],
    read: ofNetworkManager,
  },
  {
    program: 'gdbus',
    args: [
      'call',
      '--system',
      '--dest',
      networkManager[0],
      '--object-path',
      networkManager[1],
      '--method',
      'org.freedesktop.DBus.Properties.Get',
      networkManager[0],
      'Metered',
    ],
    read: ofNetworkManager,
  },
];

/** Windows' own values: NetworkCostType, Roaming, OverDataLimit of the profile with the internet connection. */
const windowsScript = `
$ErrorActionPreference = 'Stop'
$internet = [Windows.Networking.Connectivity.NetworkInformation, Windows.Networking.Connectivity, ContentType = WindowsRuntime]::GetInternetConnectionProfile()
$cost = $internet.GetConnectionCost()
"$($cost.NetworkCostType) $($cost.Roaming) $($cost.OverDataLimit)"`;

const onWindows: readonly Question[] = [
  {
    program: 'powershell.exe',
    args: [
      '-NoProfile',
      '-NonInteractive',
      '-EncodedCommand',
      Buffer.from(windowsScript, 'utf16le').toString('base64'),
    ],
    read(answer) {
      const [, type, roaming, overLimit] = /^(\w+) (True|False) (True|False)\s*$/.exec(answer) ?? [];
      if (type === 'Fixed' || type === 'Variable' || roaming === 'True' || overLimit === 'True')
        return 'metered';
      return type === 'Unrestricted' ? 'free' : null;
    },
  },
];

const questions: Partial<Record<NodeJS.Platform, readonly Question[]>> = { linux: onLinux, win32: onWindows };

/** What the system says about the internet line; `unknown` where it has no such information, or no service answers. */
export async function askLineCost(platform: NodeJS.Platform): Promise<LineCost> {
  for (const { program, args, read } of questions[platform] ?? []) {
    const answer = await promisify(execFile)(program, [...args], { timeout: 15_000, windowsHide: true }).then(
      ({ stdout }) => read(stdout),
      () => null, // missing, or it does not know: ask the next one
    );
    if (answer !== null) return answer;
  }
  return 'unknown';
}
