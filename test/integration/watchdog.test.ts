// @vitest-environment happy-dom
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commandAgain } from '../../src/main/relaunch';
import { unlessItRuns } from '../../src/main/watchdog/if-it-died';
import { launchAgent, scheduledTask, systemdArguments } from '../../src/main/watchdog/registrations';
import { placeWatchMark, readMark } from '../../src/main/watchdog/watch-mark';
import { watchScript } from '../../src/main/watchdog/watch-script';
import { createWatchdog } from '../../src/main/watchdog/watchdog';
import { fakeClock } from '../support/fake-clock';
import { mayMount, memoryDisk } from '../support/small-disk';
import { temporaryFolder } from '../support/temporary-folder';

/** A process that does nothing, and the folder of an app that it replaces. */
async function counter(desktop: NodeJS.ProcessEnv = { DISPLAY: '', WAYLAND_DISPLAY: '' }) {
  const folder = await temporaryFolder();
  onTestFinished(() => folder[Symbol.asyncDispose]());
  const living = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  onTestFinished(() => void living.kill('SIGKILL'));
  const program = join(folder.path, 'Comp toir');
  const started = join(folder.path, 'started');
  await writeFile(program, `#!/bin/sh\nprintf '%s|' "$@" >>'${started}'\n`);
  await chmod(program, 0o755);
  const markFile = join(folder.path, 'start-again');
  const clock = fakeClock();
  const mark = placeWatchMark(markFile, living.pid ?? 0, clock);
  /** What the shop's computer runs beside the app. Other tests cover the mark's own pauses. */
  const watch = (...told: string[]): ChildProcess =>
    spawn('/bin/sh', ['-c', watchScript.replace(/^sleep .*$/m, ':'), 'sh', markFile, ...told], {
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...process.env, ...desktop },
    });
  const die = async (): Promise<void> => {
    const died = once(living, 'exit');
    living.kill('SIGKILL');
    await died;
  };
  const startedWith = (): Promise<string> => readFile(started, 'utf8').catch(() => '');
  return { mark, markFile, program, clock, watch, die, pid: String(living.pid), started, startedWith };
}

const mounts = await mayMount();

async function ended(watcher: ChildProcess, app: { readonly die: () => Promise<void> }): Promise<void> {
  const gone = once(watcher, 'exit');
  await app.die();
  watcher.stdin?.end(); // as the system does when the app is gone
  await gone;
}

describe('the script that watches over the app', () => {
  it.each([['told by a pipe'], ['that was told whom to watch'], ['that reads it in the mark']])(
    '%s starts it again as it was started, word by word',
    async (how) => {
      const app = await counter();
      const words = ['--user-data-dir=/tmp/a b', '$HOME `x` "\'', '--hidden'];
      app.mark.watched([app.program, ...words]);
      const told = how.includes('pipe') ? [app.pid, 'piped'] : how.includes('whom') ? [app.pid] : [];
      await ended(app.watch(...told), app);
      expect(await app.startedWith()).toBe(`${words.join('|')}|`);
    },
  );

  it.each<[string, (app: Awaited<ReturnType<typeof counter>>) => void | Promise<void>]>([
    ['the end was meant', ({ mark }) => mark.unwatched()],
    ['it ended in order', ({ mark }) => mark.remove()],
    [
      'somebody started it meanwhile',
      ({ markFile, clock }) => placeWatchMark(markFile, 1, clock).watched(['/bin/true']),
    ],
    ['it was removed from the computer', ({ program }) => chmod(program, 0o644)],
  ])('starts nothing where %s', async (_what, happens) => {
    const app = await counter();
    app.mark.watched([app.program]);
    await happens(app);
    await ended(app.watch(app.pid, 'piped'), app);
    expect(existsSync(app.started)).toBe(false);
  });

  it.each([
    { DISPLAY: ':98765' },
    { DISPLAY: ':98765.0' },
    { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-9', XDG_RUNTIME_DIR: '/nowhere' },
  ])('starts nothing where its desktop went with it, for that was a log-off: %j', async (desktop) => {
    const app = await counter({ WAYLAND_DISPLAY: '', ...desktop });
    app.mark.watched([app.program]);
    await ended(app.watch(app.pid, 'piped'), app);
    expect(existsSync(app.started)).toBe(false);
  });

  it('runs beside an app that is not registered with the system, and follows the owner’s setting', async () => {
    const app = await counter();
    const said: string[] = [];
    const watchdog = createWatchdog({
      ...{ mark: app.mark, markFile: app.markFile, platform: process.platform, environment: {} },
      ...{ mayRegister: false, home: '/', program: app.program, log: (line) => said.push(line) },
      command: () => [app.program, '--hidden'],
    });
    watchdog.keep(true);
    watchdog.keep(false);
    expect(readMark(app.markFile)?.pid).toBe(0);
    watchdog.keep(true);
    expect(readMark(app.markFile)).toMatchObject({
      pid: Number(app.pid),
      command: [app.program, '--hidden'],
    });
    expect(said).toEqual([]);
    app.mark.remove();
  });
});

describe('the mark', () => {
  it('makes each start after a death wait longer, until one run lasts', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'start-again');
    const clock = fakeClock();
    const pauses = Array.from({ length: 7 }, (_, at) => {
      placeWatchMark(file, at + 1, clock).watched(['/bin/true']);
      return readMark(file)?.pauseS;
    });
    expect(pauses).toEqual([2, 10, 60, 300, 900, 900, 900]);
    const lasting = placeWatchMark(file, 9, clock);
    lasting.watched(['/bin/true']);
    clock.advance(10 * 60_000);
    expect(readMark(file)).toMatchObject({ pid: 9, pauseS: 2 });
    // An intended end that was not orderly: nothing restarts it, and the next run begins again.
    lasting.unwatched();
    const next = placeWatchMark(file, 10, clock);
    next.watched(['/bin/true']);
    expect(readMark(file)?.pauseS).toBe(2);
    next.remove();
    expect(readMark(file)).toBeNull();
  });

  it.skipIf(!mounts)('is taken away where the disk is too full to say that the end is meant', async () => {
    const { folder } = await memoryDisk('size=1m');
    const file = join(folder, 'start-again');
    const mark = placeWatchMark(file, 7, fakeClock());
    mark.watched(['/bin/true']);
    await expect(writeFile(join(folder, 'ballast'), Buffer.alloc(2 * 1024 * 1024))).rejects.toThrow();
    mark.unwatched();
    expect(readMark(file)).toBeNull();
  });

  it('that is torn starts nothing', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'start-again');
    for (const text of ['4242\n', '', 'x\ny\n', '4242\n-1\n']) {
      await writeFile(file, text);
      expect(readMark(file)).toMatchObject({ pauseS: 2, command: [] });
    }
  });
});

describe('a start that the system makes each minute', () => {
  it('goes on after a death alone, after a pause, and not where somebody was quicker', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'start-again');
    const clock = fakeClock();
    const did: string[] = [];
    const look = (alive: number): void =>
      unlessItRuns(
        file,
        () => did.push('start'),
        () => did.push('leave'),
        {
          ...{ clock, isAlive: (pid) => pid === alive },
        },
      );
    look(0);
    const mark = placeWatchMark(file, 7, clock);
    mark.watched(['/bin/true']);
    look(7);
    mark.unwatched();
    look(0);
    expect(did).toEqual(['leave', 'leave', 'leave']);
    mark.watched(['/bin/true']);
    look(0);
    clock.advance(1_999);
    expect(did).toHaveLength(3);
    clock.advance(1);
    expect(did[3]).toBe('start');
    look(0);
    mark.unwatched();
    clock.advance(2_000);
    expect(did[4]).toBe('leave');
  });
});

describe('what starts the app again', () => {
  const system = { argv: ['electron', '/app', '--port=0', '--hidden', '--if-it-died', '--facts'], env: {} };

  it('is what started it, without a window, on the port that it had', () => {
    expect(commandAgain({ ...system, execPath: '/opt/electron' }, null)).toEqual([
      ...['/opt/electron', '/app', '--port=0', '--facts', '--hidden'],
    ]);
    expect(commandAgain({ ...system, execPath: '/opt/electron' }, 4242)[2]).toBe('--port=4242');
    const split = { argv: ['comptoir', '--port', '0'], env: {}, execPath: '/opt/comptoir' };
    expect(commandAgain(split, 4242)).toEqual(['/opt/comptoir', '--port', '4242', '--hidden']);
    expect(commandAgain({ ...split, env: { APPIMAGE: '/home/awa/Comptoir.AppImage' } }, 1)[0]).toBe(
      '/home/awa/Comptoir.AppImage',
    );
  });
});

describe('what the systems are told', () => {
  it('systemd: a unit of its own that ends with the desktop, and no value of the environment', () => {
    const words = systemdArguments('/home/awa/.config/Comptoir/running', 42, {
      DISPLAY: ':0',
      SECRET: 'x7',
      'a-b': '',
    });
    expect(words).toEqual([
      ...['--user', '--collect', '--quiet', '--unit=com.comptoir.counter.watch-42'],
      '--property=PartOf=graphical-session.target',
      ...['--setenv=DISPLAY', '--setenv=SECRET'],
      ...['/bin/sh', '-c', watchScript, 'sh', '/home/awa/.config/Comptoir/running', '42'],
    ]);
  });

  it('launchd: the script, as long as the mark is there, in a desktop session', () => {
    const text = launchAgent('/Users/awa/a & b/running');
    const dom = new DOMParser().parseFromString(text, 'text/xml');
    const keys = [...dom.querySelectorAll('plist > dict > key')].map(({ textContent }) => textContent);
    expect(keys).toEqual([
      ...[
        'Label',
        'ProgramArguments',
        'KeepAlive',
        'ThrottleInterval',
        'LimitLoadToSessionType',
        'ProcessType',
      ],
    ]);
    const words = [...dom.querySelectorAll('array > string')].map(({ textContent }) => textContent);
    expect(words).toEqual(['/bin/sh', '-c', watchScript, 'sh', '/Users/awa/a & b/running']);
    expect(text).toContain('<key>PathState</key><dict><key>/Users/awa/a &amp; b/running</key><true/></dict>');
  });

  it('the Task Scheduler: a look each minute, one at a time, also on battery, in the user’s session', () => {
    const text = scheduledTask('C:\\Users\\Awa & Co\\Comptoir.exe');
    expect(text).toContain(
      '<Command>C:\\Users\\Awa &amp; Co\\Comptoir.exe</Command><Arguments>--if-it-died</Arguments>',
    );
    for (const wish of [
      ...['<Interval>PT1M</Interval>', '<LogonType>InteractiveToken</LogonType>'],
      ...['<MultipleInstancesPolicy>IgnoreNew<', '<DisallowStartIfOnBatteries>false<'],
      ...['<StopIfGoingOnBatteries>false<', '<ExecutionTimeLimit>PT0S<'],
    ])
      expect(text).toContain(wish);
  });

  it('the uninstaller: to take that task out', async () => {
    const script = await readFile(join(import.meta.dirname, '../../scripts/installer.nsh'), 'utf8');
    expect(script).toContain('customUnInstall');
    expect(script).toContain('schtasks /Delete /TN "com.comptoir.counter.watch" /F');
  });
});
