import { createBackups, type BackupParts } from '../../src/core/backup/backups';
import type { CarriedPlace } from '../../src/core/backup/carried-identity';
import { prepareData } from '../../src/core/backup/prepare-data';
import type { Ledger } from '../../src/core/ledger/ledger';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { openLedgerReader } from '../../src/core/ledger/open-ledger-reader';
import { fakeClock } from './fake-clock';
import { receivedEvent } from './ledger-events';

const utcOffsetMinutes = (): number => 60;
const log = (): void => undefined;

const nothingCarried: CarriedPlace = {
  read() {
    throw new Error('a shop without secrets seals nothing');
  },
  keep: () => Promise.resolve(),
};

/** A data folder opened as a start does, with its copies. */
export async function openShop(dataDir: string, clock = fakeClock(), over: Partial<BackupParts> = {}) {
  const common = { dataDir, clock, log, utcOffsetMinutes };
  const prepare = () => prepareData(dataDir, clock.now(), log);
  const { ledger, notices } = await openLedger({ ...common, prepare });
  const backups = createBackups({ ...common, ledger, carried: nothingCarried, ...over });
  return {
    ...{ ledger, backups, clock, notices },
    /** Resolves once what a look of just now had to copy is copied. */
    async looked() {
      for (let turn = 0; turn < 2; turn += 1) {
        clock.advance(1_000);
        await backups.make('by-hand');
      }
    },
    async dailies() {
      return (await backups.list()).filter(({ reason }) => reason === 'daily');
    },
    async [Symbol.asyncDispose]() {
      await backups.stop();
      await ledger.close();
    },
  };
}

export const pay = (ledger: Ledger, transactionId: string) => ledger.append(receivedEvent({ transactionId }));

export async function checkOf(dataDir: string) {
  return (await openLedgerReader({ dataDir, utcOffsetMinutes, log })).check();
}

/** Their transactions' numbers, sorted. */
export async function paymentsIn(dataDir: string): Promise<string[]> {
  const reader = await openLedgerReader({ dataDir, utcOffsetMinutes, log });
  const { payments } = await reader.page({ limit: 500 });
  return payments.map(({ transactionId }) => transactionId ?? '').sort();
}
