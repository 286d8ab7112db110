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
  /** What restarts the app, without a window. */
  readonly command: () => readonly string[];
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A checkout is not registered, because it has no fixed place. */
  readonly mayRegister: boolean;
  readonly home: string;
  /** The program itself. */
  readonly program: string;
  readonly log: Log;
}

/** A watcher that outlives the app, and restarts it after an unexpected end. */
export interface Watchdog {
  /** May be called often. A refusal of the system is logged, and the bell runs unwatched. */
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

/** A systemd unit where this user can have one, else a shell, which is a child only until the app ends. */
function besideTheApp({ mark, markFile, platform, environment, mayRegister, log }: WatchdogParts): Host {
  let began = false;
  return async (wanted) => {
    // A watcher that is no longer wanted reads in the mark that it has nothing to do.
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
      detached: true, // else a signal to the app's whole group would end both
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
    // It is not loaded, so there is nothing to remove.
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

/** Only for an installed app: a copy on a stick must leave nothing behind. */
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

/** An existing entry is not changed: a person may have switched it off in the system's settings. */
function isNews(file: string, text: string | null): boolean {
  if (!existsSync(file)) return text !== null;
  const bytes = readFileSync(file);
  return (
    text === null ||
    !(bytes.equals(Buffer.from(text)) || bytes.equals(Buffer.from(`\ufeff${text}`, 'utf16le')))
  );
}
