import type { App } from 'electron';
import type { Clock } from '../core/ports';
import { exposedCollector } from '../core/storage/exposed-collector';

/**
 * Counter PCs have 4 GB, and the bell always runs. Call it before the app is ready. The effect of these switches is in
 * docs/decisions/0006-desktop.md; a Chromium that does not know one ignores it.
 */
export function saveMemory(app: Pick<App, 'disableHardwareAcceleration' | 'commandLine'>): void {
  // Our pages are text and lines: the processor draws them well, and old graphics drivers cost memory and crash.
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-software-rasterizer'); // a software OpenGL that nothing of ours uses
  // Chromium's network only loads our own pages and checks for updates, so a separate process protects little.
  const features = app.commandLine.getSwitchValue('enable-features');
  app.commandLine.appendSwitch(
    'enable-features',
    [...(features === '' ? [] : [features]), 'NetworkServiceInProcess2'].join(','),
  );
}

/** A window that is reopened at once must not wait for it. */
const quietForMs = 5_000;

/**
 * V8 keeps garbage from the start and from closed pages until it needs the space, and an idle bell never does. So memory
 * is cleared shortly after the start and after each page's end.
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
