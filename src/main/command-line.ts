import type { TunnelChoice } from '../shared/settings/preferences';

export interface CommandLine {
  readonly port: number | undefined;
  readonly tunnel: TunnelChoice | undefined;
  /** Uses another folder than the shop's. */
  readonly profile: string | undefined;
  /** Stand-ins from the environment are used; never in a packaged app. */
  readonly development: boolean;
  /** Print facts on stdout, one JSON object a line. */
  readonly facts: boolean;
  /** Started with the computer: no window until a person asks for it. */
  readonly hidden: boolean;
  /** The system asks every minute: start only where the last run ended unexpectedly. */
  readonly ifItDied: boolean;
  /** Passed by the app to itself: how many earlier starts failed within a minute. */
  readonly failedStarts: number;
}

/** Chromium's own switches are among ours, so unknown ones are ignored. */
export function readCommandLine(args: readonly string[], isPackaged: boolean): CommandLine {
  const value = (name: string): string | undefined => {
    const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
    const arg = args[at];
    return arg?.includes('=') === true ? arg.slice(arg.indexOf('=') + 1) : args[at + 1];
  };
  const has = (name: string): boolean =>
    args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  const port = has('port') ? Number(value('port')) : undefined;
  const tunnel = has('tunnel') ? value('tunnel') : undefined;
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new Error('--port wants a whole number from 0 to 65535');
  }
  if (tunnel !== undefined && tunnel !== 'ngrok' && tunnel !== 'none')
    throw new Error('--tunnel wants ngrok or none');
  const profile = has('profile') ? value('profile') : undefined;
  // It becomes a folder name on every system.
  if (has('profile') && !/^[a-z0-9][a-z0-9_-]{0,39}$/i.test(profile ?? ''))
    throw new Error('--profile wants a name of up to 40 letters, digits, - and _');
  const failedStarts = has('failed-starts') ? Math.trunc(Number(value('failed-starts'))) || 0 : 0;
  return {
    port,
    tunnel,
    profile,
    development: has('development') && !isPackaged,
    facts: has('facts'),
    hidden: has('hidden') || has('if-it-died'),
    ifItDied: has('if-it-died'),
    failedStarts,
  };
}
