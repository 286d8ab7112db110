import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../src/core/ports';
import type { Disk } from '../../src/core/storage/disk';
import type { Ledger, LedgerReader, OpenedLedger } from '../../src/core/ledger/ledger';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { openLedgerReader } from '../../src/core/ledger/open-ledger-reader';

/** A data folder of its own for one test, gone after it. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-ledger-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const porto = { utcOffsetMinutes: () => 60, log: () => undefined };

/** Opens a ledger in Porto-Novo's zone and closes it when the test ends. */
export async function open(dataDir: string, disk?: Disk): Promise<OpenedLedger> {
  const opened = await openLedger({ dataDir, ...porto, clock: systemClock, ...(disk && { disk }) });
  onTestFinished(() => opened.ledger.close());
  return opened;
}

export async function openedLedger(dataDir: string, disk?: Disk): Promise<Ledger> {
  return (await open(dataDir, disk)).ledger;
}

export function openedReader(dataDir: string): Promise<LedgerReader> {
  return openLedgerReader({ dataDir, ...porto });
}
