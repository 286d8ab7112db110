import { CommandFailure } from '../../src/shared/bridge/answer';
import type { Preferences } from '../../src/shared/settings/preferences';
import { createShiftLog } from '../../src/core/claims/shift-log';
import { openCloseBook } from '../../src/core/day-close/close-book';
import { createDayHandlers } from '../../src/core/day-close/day-handlers';
import { realDisk } from '../../src/core/storage/disk';
import { openSettings } from '../../src/core/settings/settings-file';
import { fakeClock } from './fake-clock';
import { receivedEvent } from './ledger-events';
import { dataFolder, openedLedger } from './ledger-folder';

export const evening = Date.parse('2026-11-23T18:30:00Z');
export const today = '2026-11-23';

/** A shop in Porto-Novo on the evening of its day, on real files. */
export async function closingShop(folder?: string, preferences: Partial<Preferences> = {}) {
  const dataDir = folder ?? (await dataFolder());
  const ledger = await openedLedger(dataDir);
  const clock = fakeClock(evening);
  const { settings } = await openSettings(dataDir, () => clock.now());
  await settings.change(preferences);
  const handlers = createDayHandlers({
    closeBook: await openCloseBook(realDisk, dataDir, ledger),
    ...{ ledger, settings, clock },
    shiftsBetween: createShiftLog(dataDir, realDisk, () => undefined).between,
    providers: () => ['kkiapay'],
    askAgain: () => Promise.resolve({ answered: 0, unanswered: 0 }),
    fail: (code) => {
      throw new CommandFailure(code, code);
    },
  });
  const pay = async (transactionId: string, traits: Parameters<typeof receivedEvent>[0] = {}) =>
    (await ledger.append(receivedEvent({ receivedAt: '2026-11-23T10:00:00.000Z', ...traits, transactionId })))
      .payment;
  return { dataDir, ledger, settings, clock, handlers, pay };
}
