import { join } from 'node:path';
import { Notification } from 'electron';
import { desktopNotifier } from '../core/announce/desktop-notifier';
import { createBackground, logFailures } from '../core/background';
import type { BridgeServer } from '../core/bridge-server';
import type { Comptoir } from '../core/comptoir';
import { systemClock as clock, type Log, type WriteClipboard } from '../core/ports';
import { appId, outsideArchive } from './app-identity';
import type { DesktopMemory } from './desktop-memory';
import { connectPage } from './ipc';
import { openLoudspeaker } from './loudspeaker';
import { onActivation } from './notification-activation';
import { electronNotifier } from './notifications';
import { tellOnDesktop, type DesktopTeller } from './tell-on-desktop';
import { openTray } from './tray-menu';
import { createMainWindow, type MainWindow } from './windows';

interface DesktopParts {
  readonly comptoir: Comptoir;
  readonly bridge: BridgeServer;
  readonly memory: DesktopMemory;
  readonly assets: string;
  readonly log: Log;
  readonly writeClipboard: WriteClipboard;
}

/** The desktop's parts: the counter's window, notifications, the tray, sounds. */
export interface Desktop {
  readonly counter: MainWindow;
  readonly teller: DesktopTeller;
  readonly close: () => void;
}

export async function openDesktop(parts: DesktopParts): Promise<Desktop> {
  const { comptoir, bridge, memory, assets, log, writeClipboard } = parts;
  const preload = join(__dirname, '../preload/index.cjs');
  const icon = join(assets, 'icons/256x256.png');
  const inBackground = createBackground(logFailures(log));
  const markSeen = (): void =>
    inBackground('marking payments as seen', () => comptoir.handlers.markPaymentsSeen(null));
  const counter = createMainWindow({
    preload,
    icon,
    clock,
    memory,
    onCreated: (window) => connectPage(window.webContents, bridge, bridge.callers.openSession()),
    onLookedAt: markSeen,
    onClosed: () => teller.explainClosing(),
  });
  const openPayment = (paymentId: string | null): void =>
    counter.show(() => {
      if (paymentId !== null) bridge.broadcast('reveal', { paymentId });
    });
  onActivation(Notification, () => counter.show());
  const teller = tellOnDesktop({
    comptoir,
    clock,
    log,
    memory,
    ways: [
      {
        name: 'Electron',
        show: electronNotifier({ icon, clock, onClicked: ({ paymentId }) => openPayment(paymentId) }),
      },
      { name: 'the system’s own programs', show: desktopNotifier({ icon: outsideArchive(icon), appId }) },
    ],
    showBanner: (words) => bridge.broadcast('banner', words),
  });
  comptoir.onFact((fact) => {
    if (fact.kind === 'payment-recorded' && counter.isLookedAt()) markSeen();
  });
  const closeLoudspeaker = openLoudspeaker({ preload, clock, bridge });
  const closeTray = await openTray({
    comptoir,
    log,
    writeClipboard,
    openPayment,
    iconDir: join(assets, 'tray'),
    open: () => counter.show(),
    openSettings: () => counter.show(() => bridge.broadcast('reveal', { screen: 'settings' })),
  });
  return {
    counter,
    teller,
    close() {
      closeTray();
      closeLoudspeaker();
      counter.dispose();
    },
  };
}
