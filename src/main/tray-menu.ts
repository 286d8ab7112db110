import { app } from 'electron';
import type { Comptoir } from '../core/comptoir';
import type { Log, WriteClipboard } from '../core/ports';
import type { Payment } from '../shared/payment/payment';
import { lastAfter, trayModel, type TrayAction } from '../shared/state/tray';
import { createTray } from './tray';

export interface TrayParts {
  readonly comptoir: Comptoir;
  readonly iconDir: string;
  readonly log: Log;
  readonly writeClipboard: WriteClipboard;
  readonly open: () => void;
  readonly openSettings: () => void;
  readonly openPayment: (paymentId: string) => void;
}

/** The tray follows the state, and its menu acts. Resolves to what ends it. */
export async function openTray(parts: TrayParts): Promise<() => void> {
  const { comptoir, log } = parts;
  // Everybody can see the tray, so it shows only what a window without the PIN may show.
  const { listPayments } = comptoir.handlersFor(comptoir.callers.withoutSession);
  let last: Payment | null = (await listPayments({ limit: 1 })).payments[0] ?? null;

  const act = (action: TrayAction): void => {
    carryOut(action, parts).catch((error: unknown) =>
      log(`the tray's ${action.kind} failed: ${String(error)}`),
    );
  };
  const tray = createTray(parts.iconDir, trayModel(comptoir.state(), last), act);
  const unsubscribe = comptoir.onFact((fact, state) => {
    last = lastAfter(fact, last);
    tray.render(trayModel(state, last));
  });
  return () => {
    unsubscribe();
    tray.dispose();
  };
}

async function carryOut(action: TrayAction, parts: TrayParts): Promise<void> {
  const { handlers } = parts.comptoir;
  switch (action.kind) {
    case 'open':
      parts.open();
      break;
    case 'open-settings':
      parts.openSettings();
      break;
    case 'open-payment':
      parts.openPayment(action.paymentId);
      break;
    case 'replay-last':
      await handlers.replayLast(null);
      break;
    case 'copy-url':
      await parts.writeClipboard(action.url);
      break;
    case 'pause-sounds':
      await handlers.pauseSounds({ pause: action.pause });
      break;
    case 'send-test':
      await handlers.sendTestPayment(null);
      break;
    case 'quit':
      app.quit();
  }
}
