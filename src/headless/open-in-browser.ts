import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Log } from '../core/ports';

interface Parts {
  /** With its key. */
  readonly url: string;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
}

const fileName = 'open-window.html';
/** The slowest browser has read it by then. */
const staysMs = 60_000;
/** Opens a file as a double click does, without a shell. */
const programs: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  darwin: ['open'],
};

/**
 * Shows the window in the browser. Every user of a computer can read programs' arguments, so the key is in a file that
 * redirects there, which only this user may read. Returns a function that removes that file.
 */
export async function openInBrowser({ url, dataDir, clock, log }: Parts): Promise<() => Promise<void>> {
  const file = join(dataDir, fileName);
  const remove = (): Promise<void> => rm(file, { force: true });
  await remove(); // a file that others may read would keep its mode
  await writeFile(file, pageTo(url), { mode: 0o600, flag: 'wx' });
  const cancel = clock.after(staysMs, remove);
  const [program, ...before] = programs[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...before, file], { stdio: 'ignore', detached: true });
  child.on('error', () => log('no browser could be opened; open the address that serve printed yourself'));
  child.unref();
  return async () => {
    cancel();
    await remove();
  };
}

/** The address holds only our own characters: letters, digits, dashes and those of an address. */
function pageTo(url: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Comptoir</title>
<meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${url}"><a href="${url}">Comptoir</a>
`;
}
