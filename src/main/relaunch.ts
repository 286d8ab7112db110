import type { App } from 'electron';

/** What tells how this start came about, and not what the app is to do. */
const ofThisStart = /^--(hidden$|failed-starts=)/;

/**
 * Has the app start anew once it has ended, with the words it was started with. An AppImage runs from a folder that goes with
 * it: what is started is the file itself.
 */
export function relaunch(
  app: Pick<App, 'relaunch'>,
  { argv, env }: Pick<NodeJS.Process, 'argv' | 'env'>,
  ofTheNext: readonly string[] = [],
): void {
  const args = [...argv.slice(1).filter((arg) => !ofThisStart.test(arg)), ...ofTheNext];
  const { APPIMAGE: appImage } = env;
  app.relaunch(appImage === undefined ? { args } : { args, execPath: appImage });
}
