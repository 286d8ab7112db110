import type { App } from 'electron';

type System = Pick<NodeJS.Process, 'argv' | 'env'>;

/** Arguments about how this start happened, not about what the app must do. */
const ofThisStart = /^--(hidden$|if-it-died$|failed-starts=)/;

/** The arguments that also apply to the next start. */
function lastingWords({ argv }: Pick<System, 'argv'>): readonly string[] {
  return argv.slice(1).filter((arg) => !ofThisStart.test(arg));
}

/**
 * Restarts the app once it has ended, with its arguments. An AppImage runs from a folder that disappears with it, so the
 * file itself is started.
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
 * What restarts the app without a window. `port`: where it listens. If it was asked to pick any free port, the next start
 * must use this one, because its address was copied and pasted. Null: not known yet.
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
