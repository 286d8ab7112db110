import { BrowserWindow } from 'electron';
import { screenCaller, theProgram } from '../core/access/caller';
import type { BridgeServer, BroadcastListener } from '../core/bridge-server';
import type { Clock } from '../core/ports';
import type { Ring } from '../shared/voice/ring';
import { appOrigin } from './app-origin';
import { healPage } from './heal-page';
import { connectPage } from './ipc';
import { windowPreferences } from './security';

export interface LoudspeakerParts {
  readonly preload: string;
  readonly clock: Clock;
  readonly bridge: BridgeServer;
}

/**
 * How long the page is kept. A busy shop rings without delay, and in a quiet one the page uses no memory between rings.
 */
const silentForMs = 60_000;

/**
 * Electron's main process cannot play sound, and the counter's window may be closed or muted by Chromium to save power.
 * So a hidden page plays the rings. It is created for a ring and closed when the bell has been silent for a while.
 * Returns what ends it.
 */
export function openLoudspeaker({ preload, clock, bridge }: LoudspeakerParts): () => void {
  let window: BrowserWindow | null = null;
  let isLoaded = false;
  let waiting: Ring[] = [];
  let tellPage: BroadcastListener = () => undefined;
  let cancelEnd = (): void => undefined;
  const loudspeaker = screenCaller('bell');

  const create = (): BrowserWindow => {
    const created = new BrowserWindow({
      show: false,
      skipTaskbar: true,
      focusable: false,
      width: 200,
      height: 100,
      title: 'Comptoir, sonnerie',
      webPreferences: {
        ...windowPreferences,
        preload,
        autoplayPolicy: 'no-user-gesture-required', // nobody can click on a hidden page
        backgroundThrottling: false,
      },
    });
    created.on('closed', () => {
      window = null;
      isLoaded = false;
    });
    created.webContents.on('render-process-gone', () => {
      isLoaded = false;
    });
    created.webContents.on('did-finish-load', () => {
      isLoaded = true;
      for (const ring of waiting.splice(0)) tellPage('ring', ring);
    });
    healPage(created, clock);
    // Subscribe for it now, so that no ring is lost while the page is loading.
    const page: Pick<BridgeServer, 'invoke' | 'onBroadcast'> = {
      invoke: (...asked) => bridge.invoke(...asked),
      onBroadcast(_caller, listener) {
        tellPage = listener;
        return () => undefined;
      },
    };
    connectPage(created.webContents, page, loudspeaker);
    // The page is part of the app. A load interrupted by a reload or the end rejects too, which is no error.
    created.loadURL(`${appOrigin}/audio.html`).catch(() => undefined);
    return created;
  };

  // The page listens as the program itself, because it also says what the owner asks for. Its own commands have only a
  // bell's rights.
  const unsubscribe = bridge.onBroadcast(theProgram, (name, payload) => {
    if (name !== 'ring') return;
    window ??= create();
    cancelEnd();
    cancelEnd = clock.after(silentForMs, () => window?.destroy());
    if (isLoaded) tellPage(name, payload);
    else waiting.push(payload as Ring); // by the table of broadcasts
  });

  return () => {
    unsubscribe();
    cancelEnd();
    waiting = [];
    window?.destroy();
  };
}
