import { join } from 'node:path';
import { screenCaller, withRole, type Caller } from '../../src/core/access/caller';
import { createKeyring } from '../../src/core/intake/keyring';
import { createReceiptHandlers } from '../../src/core/receipts/receipt-handlers';
import { createReceiptKeys } from '../../src/core/receipts/receipt-keys';
import { createReceiptPrinter } from '../../src/core/receipts/receipt-printer';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { openSettings } from '../../src/core/settings/settings-file';
import { noVault, type Vault } from '../../src/core/settings/vault';
import { CommandFailure } from '../../src/shared/bridge/answer';
import { dayOf } from '../../src/shared/calendar';
import type { Preferences } from '../../src/shared/settings/preferences';
import { fakeClock } from './fake-clock';
import { receivedEvent } from './ledger-events';
import { dataFolder, openedLedger } from './ledger-folder';

export const noon = Date.parse('2026-11-23T11:00:00Z');
export const owner: Caller = withRole(() => 'owner');
export const helper: Caller = withRole(() => 'helper');
export const counterScreen: Caller = screenCaller('second-counter');

/** A shop in Porto-Novo that writes receipts, on real files. */
export async function receiptShop(
  preferences: Partial<Preferences> = {},
  { folder, vault = noVault }: { readonly folder?: string; readonly vault?: Vault } = {},
) {
  const dataDir = folder ?? (await dataFolder());
  const ledger = await openedLedger(dataDir);
  const clock = fakeClock(noon);
  const { settings } = await openSettings(dataDir, () => clock.now());
  await settings.change(preferences);
  const { store } = await openSecretStore(join(dataDir, 'secrets.json'), vault, () => clock.now());
  const keys = createReceiptKeys(createKeyring(store), settings);
  const failed: unknown[] = [];
  const printer = createReceiptPrinter(settings, keys, {
    onPrinted: () => undefined,
    onFailed: (error) => failed.push(error),
  });
  const today = (): string => dayOf(clock.now(), 60);
  const handlers = createReceiptHandlers({
    ...{ ledger, settings, keys, printer, today, offset: () => 60 },
    isWithinReach: ({ receivedAt }, caller) => caller.role() === 'owner' || dayOf(receivedAt, 60) === today(),
    fail: (code) => {
      throw new CommandFailure(code, code);
    },
  });
  const pay = async (transactionId: string, traits: Parameters<typeof receivedEvent>[0] = {}) =>
    (await ledger.append(receivedEvent({ receivedAt: '2026-11-23T10:00:00.000Z', ...traits, transactionId })))
      .payment;
  return { dataDir, ledger, settings, clock, keys, printer, handlers, pay, failed };
}
