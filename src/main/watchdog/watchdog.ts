import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../../core/ports';
import { launchAgent, scheduledTask, systemdArguments, watchdogName } from './registrations';
import type { WatchMark } from './watch-mark';
import { watchScript } from './watch-script';

const run = promisify(execFile);

export interface WatchdogParts {
  readonly mark: WatchMark;
  readonly markFile: string;
  /** What starts the app again, without a window. */
  readonly command: () => readonly string[];
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A checkout, which has no fixed place, is registered nowhere. */
  readonly mayRegister: boolean;
  readonly home: string;
  /** The program itself. */
  readonly program: string;
  readonly log: Log;
}

/** Something that outlives the app, and starts it again when it ends without having meant to. */
export interface Watchdog {
  /** May be called often. If the system refuses it is logged, and the bell runs unwatched. */
  readonly keep: (wanted: boolean) => void;
}

export function createWatchdog(parts: WatchdogParts): Watchdog {
  const { mark, log } = parts;
  const host = hostOf(parts);
  let kept = '';
  return {
    keep(wanted) {
      const command = wanted ? parts.command() : [];
      const asked = JSON.stringify(command);
      if (asked === kept) return;
      kept = asked;
      if (wanted) mark.watched(command);
      else mark.unwatched();
      host(wanted).catch((error: unknown) => log(`nobody watches over the app: ${String(error)}`));
    },
  };
}

type Host = (wanted: boolean) => Promise<void>;

function hostOf(parts: WatchdogParts): Host {
  if (parts.platform === 'win32') return taskScheduler(parts);
  if (parts.platform === 'darwin' && parts.mayRegister) return launchd(parts);
  return besideTheApp(parts);
}

/** A unit of systemd where there is one for this user, else a shell that is a child only until the app dies. */
function besideTheApp({ mark, markFile, platform, environment, mayRegister, log }: WatchdogParts): Host {
  let began = false;
  return async (wanted) => {
    // A watcher that is no longer wanted sees in the mark that it has nothing to do.
    if (!wanted || began) return;
    began = true;
    if (platform === 'linux' && mayRegister && existsSync('/run/systemd/system')) {
      try {
        await run('systemd-run', systemdArguments(markFile, mark.pid, environment), { timeout: 5_000 });
        return;
      } catch (error) {
        log(`systemd does not watch over the app: ${String(error)}`);
      }
    }
    const words = [markFile, String(mark.pid), 'piped'];
    const child = spawn('/bin/sh', ['-c', watchScript, 'sh', ...words], {
      detached: true, // else a signal for the app's whole group would end both
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.on('error', (error) => log(`no shell watches over the app: ${String(error)}`));
    child.stdin.on('error', () => undefined); // it may be killed, and nothing is ever written to it
    child.unref();
  };
}

function launchd({ markFile, home }: WatchdogParts): Host {
  const folder = join(home, 'Library/LaunchAgents');
  const file = join(folder, `${watchdogName}.plist`);
  const domain = `gui/${process.getuid?.() ?? 0}`;
  return async (wanted) => {
    if (!isNews(file, wanted ? launchAgent(markFile) : null)) return;
    // Not loaded: nothing to be taken out.
    await run('launchctl', ['bootout', `${domain}/${watchdogName}`]).catch(() => undefined);
    if (!wanted) {
      rmSync(file, { force: true });
      return;
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, launchAgent(markFile));
    await run('launchctl', ['bootstrap', domain, file]);
  };
}

/** Only where it was installed: a copy on a stick must leave nothing behind. */
function taskScheduler({ markFile, program, mayRegister }: WatchdogParts): Host {
  const file = join(dirname(markFile), 'watchdog.xml');
  return async (wanted) => {
    const isInstalled = mayRegister && existsSync(join(dirname(program), 'Uninstall Comptoir.exe'));
    if (!isInstalled || !isNews(file, wanted ? scheduledTask(program) : null)) return;
    const schtasks = (...args: string[]) =>
      run('schtasks', [...args, '/TN', watchdogName, '/F'], { windowsHide: true });
    if (!wanted) {
      rmSync(file, { force: true });
      await schtasks('/Delete');
      return;
    }
    writeFileSync(file, `\ufeff${scheduledTask(program)}`, 'utf16le');
    await schtasks('/Create', '/XML', file).catch((error: unknown) => {
      rmSync(file, { force: true }); // tried again at the next start
      throw error;
    });
  };
}

/** What was entered already is left as it is: a person who switched it off in the system's settings meant it. */
function isNews(file: string, text: string | null): boolean {
  if (!existsSync(file)) return text !== null;
  const bytes = readFileSync(file);
  return (
    text === null ||
    !(bytes.equals(Buffer.from(text)) || bytes.equals(Buffer.from(`\ufeff${text}`, 'utf16le')))
  );
}
