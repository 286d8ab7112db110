import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { readCommandLine } from '../../src/main/command-line';
import { failedStartsAfter, waitBeforeStartMs, waitUnlessAskedFor } from '../../src/main/failed-starts';
import { endInOrder, startAnewAfterErrors, type EndParts, type StartAnewParts } from '../../src/main/life';
import { fakeClock } from '../support/fake-clock';

/** These parts only use Electron's events and its order to quit. */
function electron() {
  const app = Object.assign(new EventEmitter(), {
    quit: () => app.emit('before-quit', { preventDefault: () => undefined }),
    exit: vi.fn(),
    relaunch: vi.fn<(options: { args: string[]; execPath?: string }) => void>(),
  });
  return app;
}

describe('the end', () => {
  function ending(stop: () => Promise<void>, platform: NodeJS.Platform = 'linux') {
    const app = electron();
    const powerMonitor = new EventEmitter();
    const system = Object.assign(new EventEmitter(), { platform });
    const clock = fakeClock();
    const order: string[] = [];
    endInOrder({
      app: app as unknown as EndParts['app'],
      powerMonitor: powerMonitor as unknown as EndParts['powerMonitor'],
      process: system as unknown as EndParts['process'],
      clock,
      unwatch: () => order.push('unwatched'),
      closeWindows: () => order.push('windows'),
      async stop() {
        order.push('stop');
        await stop();
      },
      leave: () => order.push('leave'),
      log: (line) => order.push(line),
    });
    return { app, powerMonitor, system, clock, order };
  }

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'])(
    'closes all parts in order, and once, after %s',
    async (signal) => {
      const { system, app, order } = ending(() => Promise.resolve());
      system.emit(signal);
      app.quit();
      await expect.poll(() => order).toEqual(['unwatched', 'windows', 'stop', 'leave']);
      expect(app.exit).not.toHaveBeenCalled();
    },
  );

  it('asks the computer to wait, because an app that only quits is killed half-way', async () => {
    const { powerMonitor, order } = ending(() => Promise.resolve());
    const event = { preventDefault: vi.fn() };
    powerMonitor.emit('shutdown', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    await expect.poll(() => order).toEqual(['unwatched', 'windows', 'stop', 'leave']);
  });

  it('hears of Windows’ shutdown through its windows, and there alone', async () => {
    for (const [platform, told] of [
      ['win32', ['unwatched', 'windows', 'stop', 'leave']],
      ['linux', []],
    ] as const) {
      const { app, order } = ending(() => Promise.resolve(), platform);
      const window = new EventEmitter();
      app.emit('browser-window-created', {}, window);
      window.emit('session-end');
      await expect.poll(() => order).toEqual(told);
    }
  });

  it('is not waited for without end, and an orderly one is not cut short', async () => {
    const stuck = ending(() => new Promise<never>(() => undefined));
    stuck.app.quit();
    stuck.clock.advance(9_999);
    expect(stuck.app.exit).not.toHaveBeenCalled();
    stuck.clock.advance(1);
    expect(stuck.app.exit).toHaveBeenCalledExactlyOnceWith(1);
    expect(stuck.order.at(-1)).toContain('too long');

    const orderly = ending(() => Promise.resolve());
    orderly.app.quit();
    await expect.poll(() => orderly.order).toContain('leave');
    orderly.clock.advance(60_000);
    expect(orderly.app.exit).not.toHaveBeenCalled();
  });

  it('comes even if the last flush fails, and logs it', async () => {
    const { app, order } = ending(() => Promise.reject(new Error('the disk is gone')));
    app.quit();
    await expect.poll(() => app.exit.mock.calls).toEqual([[1]]);
    expect(order).not.toContain('leave');
    expect(order.at(-1)).toContain('the disk is gone');
  });
});

describe('an error that nobody caught', () => {
  const argv = ['/opt/Comptoir/comptoir', '--port', '4242', '--hidden', '--failed-starts=2'];
  /** Such an error, so long after such a start: what was recorded, and how the app was restarted. */
  function struck(ranForMs: number, failedStarts = 0, env: NodeJS.ProcessEnv = {}) {
    const app = electron();
    const system = Object.assign(new EventEmitter(), { argv, env });
    const clock = fakeClock();
    const records: string[] = [];
    startAnewAfterErrors({
      app,
      process: system as unknown as StartAnewParts['process'],
      records: { record: (what) => records.push(what) },
      unwatch: () => records.push('unwatched'),
      ...{ clock, failedStarts },
    });
    clock.advance(ranForMs);
    system.emit('uncaughtException', new Error('out of the blue'));
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(1);
    return { records, relaunched: app.relaunch.mock.calls };
  }

  it('is recorded, and the app starts anew without a window, as it was started', () => {
    const { records, relaunched } = struck(60_000);
    // The restart is its own: the watchdog makes no other.
    expect(records).toEqual(['app', 'unwatched']);
    expect(relaunched).toEqual([[{ args: ['--port', '4242', '--hidden'] }]]);
  });

  it('starts the AppImage itself anew: the folder that it ran from goes with it', () => {
    const { relaunched } = struck(60_000, 0, { APPIMAGE: '/home/awa/Comptoir.AppImage' });
    expect(relaunched).toMatchObject([[{ execPath: '/home/awa/Comptoir.AppImage' }]]);
  });

  it('within a minute of the start, which is counted for the next one', () => {
    expect(struck(59_999).relaunched[0]?.[0].args.slice(-2)).toEqual(['--hidden', '--failed-starts=1']);
    // The wait of a second is no running.
    expect(struck(60_999, 1).relaunched[0]?.[0].args.at(-1)).toBe('--failed-starts=2');
    expect(struck(61_000, 1).relaunched[0]?.[0].args.at(-1)).toBe('--hidden');
    expect(readCommandLine(['comptoir', '--failed-starts=2'], false).failedStarts).toBe(2);
    expect(readCommandLine(['comptoir', '--failed-starts=x'], false).failedStarts).toBe(0);
    expect(readCommandLine(['comptoir'], false).failedStarts).toBe(0);
  });

  it('starts three more times, each after a longer wait, then shows a message', () => {
    const waits: (number | null)[] = [];
    for (let failed = 0; waits.at(-1) !== null; failed = failedStartsAfter(failed, 0))
      waits.push(waitBeforeStartMs(failed));
    expect(waits).toEqual([0, 1_000, 10_000, 60_000, null]);
  });

  it('is followed by a start that waits, unless somebody starts the app by hand', async () => {
    const app = electron() as unknown as Parameters<typeof waitUnlessAskedFor>[0] & EventEmitter;
    const clock = fakeClock();
    expect(await waitUnlessAskedFor(app, clock, 0)).toBe(false);
    const patient = waitUnlessAskedFor(app, clock, 10_000);
    app.emit('second-instance', {}, ['comptoir', '--hidden']);
    clock.advance(10_000);
    expect(await patient).toBe(false);
    const asked = waitUnlessAskedFor(app, clock, 10_000);
    app.emit('second-instance', {}, ['comptoir']);
    expect(await asked).toBe(true);
  });
});
