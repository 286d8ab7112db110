import type { App } from 'electron';

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
