import type { App } from 'electron';
import type { Clock } from '../core/ports';
import { exposedCollector } from '../core/storage/exposed-collector';

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
