import { BrowserWindow, screen } from 'electron';
import type { Clock } from '../core/ports';
import { appOrigin } from './app-origin';
import type { DesktopMemory } from './desktop-memory';
import { healPage } from './heal-page';
import { showsPayments } from './shows-payments';
import { windowPreferences } from './security';
import { zoomByKeys } from './zoom-keys';

export interface MainWindowParts {
  readonly preload: string;
  readonly icon: string;
  readonly clock: Clock;
  readonly memory: DesktopMemory;
  /** Gets each new page, to connect its bridge. */
  readonly onCreated: (window: BrowserWindow) => void;
  /** The merchant has seen the new payments. */
  readonly onLookedAt: () => void;
  /** The merchant closed it. */
  readonly onClosed: () => void;
}

/** The counter's window. It is created when shown and destroyed when unused; payments ring without it. */
export interface MainWindow {
  /** `then` is called once the page receives broadcasts: at once, or when it has loaded. */
  show(then?: () => void): void;
  /** On the screen, in front and showing payments: new ones are seen. */
  isLookedAt(): boolean;
  /** What it shows now, as a PDF of A4 pages. Rejects where it shows nothing. */
  printPage(): Promise<Uint8Array>;
  /** Closes it for good. */
  dispose(): void;
}

/** How long a closed window is kept: one closed by mistake is back at once, and a longer closed one uses no memory. */
const hiddenForMs = 60_000;

export function createMainWindow(parts: MainWindowParts): MainWindow {
  const { clock, memory, onLookedAt } = parts;
  let window: BrowserWindow | null = null;
  let isDisposed = false;
  let cancelEnd = (): void => undefined;

  const keepPlace = (shown: BrowserWindow): void =>
    memory.remember({ bounds: shown.getNormalBounds(), isMaximized: shown.isMaximized() });

  const create = (): BrowserWindow => {
    const { bounds, isMaximized } = memory.current();
    const created = new BrowserWindow({
      width: 1080,
      height: 760,
      ...(bounds !== null && isOnScreen(bounds) ? bounds : {}),
      minWidth: 360,
      minHeight: 480,
      title: 'Comptoir',
      icon: parts.icon,
      show: false,
      autoHideMenuBar: true,
      webPreferences: { ...windowPreferences, preload: parts.preload },
    });
    created.on('close', (event) => {
      event.preventDefault();
      keepPlace(created);
      created.hide();
      cancelEnd = clock.after(hiddenForMs, () => created.destroy());
      parts.onClosed();
    });
    const look = (): void => {
      if (isLookedAt(created)) onLookedAt();
    };
    created.on('focus', look);
    created.webContents.on('did-navigate-in-page', look);
    created.on('show', () => cancelEnd());
    created.on('closed', () => {
      window = null;
    });
    created.once('ready-to-show', () => {
      if (isMaximized) created.maximize();
      created.show();
    });
    healPage(created, clock);
    zoomByKeys(created.webContents, process.platform);
    parts.onCreated(created);
    // The page is part of the app. A load interrupted by a reload or the end rejects too, which is no error.
    created.loadURL(`${appOrigin}/index.html`).catch(() => undefined);
    return created;
  };

  return {
    show(then = () => undefined) {
      // A second start during the end must not open a window without a core.
      if (isDisposed) return;
      if (window === null) {
        window = create();
      } else {
        if (window.isMinimized()) window.restore();
        window.show();
        window.focus();
      }
      if (window.webContents.isLoading()) window.webContents.once('did-finish-load', then);
      else then();
    },
    isLookedAt: () => window !== null && isLookedAt(window),
    async printPage() {
      if (window === null) throw new Error('there is no window to print');
      return window.webContents.printToPDF({ pageSize: 'A4', printBackground: true });
    },
    dispose() {
      isDisposed = true;
      cancelEnd();
      if (window?.isVisible() === true) keepPlace(window);
      // `destroy` raises no `close` event, so hiding instead of closing cannot block the end.
      window?.destroy();
    },
  };
}

function isLookedAt(window: BrowserWindow): boolean {
  return window.isVisible() && window.isFocused() && showsPayments(window.webContents.getURL());
}

/** Whether its title bar can be reached: the screen it was on may be gone. */
function isOnScreen({ x, y, width }: Electron.Rectangle): boolean {
  const middle = { x: x + Math.round(width / 2), y: y + 16 };
  return screen.getAllDisplays().some(({ workArea }) => {
    const right = workArea.x + workArea.width;
    const bottom = workArea.y + workArea.height;
    return middle.x >= workArea.x && middle.x < right && middle.y >= workArea.y && middle.y < bottom;
  });
}
