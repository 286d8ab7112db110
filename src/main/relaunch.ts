import type { App } from 'electron';

type System = Pick<NodeJS.Process, 'argv' | 'env'>;

/** What tells how this start came about, and not what the app is to do. */
const ofThisStart = /^--(hidden$|if-it-died$|failed-starts=)/;

/** The words that the app was started with, as far as they hold for the next start too. */
function lastingWords({ argv }: Pick<System, 'argv'>): readonly string[] {
  return argv.slice(1).filter((arg) => !ofThisStart.test(arg));
}

/**
 * Has the app start anew once it has ended, with the words it was started with. An AppImage runs from a folder that goes with
 * it: what is started is the file itself.
 */
export function relaunch(
  app: Pick<App, 'relaunch'>,
  system: System,
  ofTheNext: readonly string[] = [],
): void {
  const args = [...lastingWords(system), ...ofTheNext];
  const { APPIMAGE: appImage } = system.env;
  app.relaunch(appImage === undefined ? { args } : { args, execPath: appImage });
}

/**
 * What starts the app again without a window. `port`: where it listens; where any free one was asked for, the next start is
 * to take this one, for it was copied and pasted. Null: not known yet.
 */
export function commandAgain(
  system: System & Pick<NodeJS.Process, 'execPath'>,
  port: number | null,
): readonly string[] {
  const words = lastingWords(system).map((word, at, all) => {
    if (port === null) return word;
    if (word === '--port=0') return `--port=${port}`;
    return word === '0' && all[at - 1] === '--port' ? String(port) : word;
  });
  return [system.env.APPIMAGE ?? system.execPath, ...words, '--hidden'];
}
