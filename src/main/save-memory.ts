import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { App } from 'electron';
import type { Clock } from '../core/ports';

/**
 * Counter PCs have 4 GB, and the bell waits in all of them. Must be called before the app is ready. What these switches
 * save is in docs/decisions/0006-desktop.md; a Chromium that does not know one of them leaves it aside.
 */
export function saveMemory(app: Pick<App, 'disableHardwareAcceleration' | 'commandLine'>): void {
  // Our pages are text and lines: the processor draws them well, and old graphics drivers cost memory and crashes.
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-software-rasterizer'); // an OpenGL in software, which nothing of ours uses
  // Chromium's network carries our own pages and the search for updates, so a process of its own guards little.
  const features = app.commandLine.getSwitchValue('enable-features');
  app.commandLine.appendSwitch(
    'enable-features',
    [...(features === '' ? [] : [features]), 'NetworkServiceInProcess2'].join(','),
  );
}

/** A window that is wanted again at once shall not wait for it. */
const quietForMs = 5_000;

/**
 * V8 keeps what the start and a page left behind until it needs the room, and an idle bell never does: it is cleared away
 * once the start, and each page's end, is a moment ago.
 */
export function clearAwayWhenQuiet(
  app: Pick<App, 'on'>,
  clock: Pick<Clock, 'after'>,
  collect: (() => void) | null = exposedCollector(),
): void {
  if (collect === null) return;
  let cancel = (): void => undefined;
  const later = (): void => {
    cancel();
    cancel = clock.after(quietForMs, collect);
  };
  app.on('browser-window-created', (_event, window) => window.once('closed', later));
  later();
}

/**
 * What V8 puts into a context that is made under this flag; null where it does not, as an Electron may whose V8 has frozen its
 * flags by then. The bell does without.
 */
export function exposedCollector(run: (code: string) => unknown = runInNewContext): (() => void) | null {
  try {
    setFlagsFromString('--expose-gc');
    const collect = run('globalThis.gc');
    if (typeof collect !== 'function') return null;
    return () => void Reflect.apply(collect, undefined, []);
  } catch {
    return null;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}
