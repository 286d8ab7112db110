import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { fakeClock } from '../support/fake-clock';
import { buildEntry } from '../support/ledger-build';
import { receivedEvent } from '../support/ledger-events';
import { openedLedger, openedReader } from '../support/ledger-folder';
import { lost, startVictim, storedIn, type Acknowledged } from '../support/ledger-victims';
import { noSmallDisk, smallDisk } from '../support/small-disk';

const missing = await noSmallDisk();
const cuts = Number(process.env.COMPTOIR_CUTS ?? 2);

describe.skipIf(missing !== null)(
  `a disk of its own${missing === null ? '' : `: skipped, ${missing}`}`,
  () => {
    it(
      `loses nothing acknowledged when its power is cut ${cuts} times under load`,
      { timeout: 900_000 },
      async () => {
        const entry = await buildEntry('ledger-victim.ts');
        const disk = await smallDisk(64);
        const folder = join(disk.folder, 'data');
        const acknowledged: Acknowledged = new Map();
        for (let life = 0; life < cuts; life += 1) {
          const victim = startVictim(entry, folder, `life${life}`, acknowledged);
          await victim.acknowledges(300 + ((life * 131) % 900));
          let before: Acknowledged = new Map();
          await disk.cutPower(
            () => (before = new Map(acknowledged)),
            () => victim.kill(),
          );
          const stored = await storedIn(await openedReader(folder));
          expect(lost(before, stored)).toEqual([]);
          expect(before.size).toBeGreaterThan(300 * life);
          // Told after the cut, to a process that a real one would have ended.
          for (const transactionId of acknowledged.keys())
            if (!before.has(transactionId) && !stored.has(transactionId)) acknowledged.delete(transactionId);
        }
        const ledger = await openedLedger(folder);
        expect(await ledger.check()).toMatchObject({ damaged: 0 });
        expect(lost(acknowledged, await storedIn(ledger))).toEqual([]);
        await ledger.close();
      },
    );

    it(
      'refuses while it is full, and goes on by itself once there is room',
      { timeout: 60_000 },
      async () => {
        const disk = await smallDisk(8);
        const dataDir = join(disk.folder, 'data');
        const clock = fakeClock();
        const { ledger } = await openLedger({
          dataDir,
          utcOffsetMinutes: () => 60,
          log: () => undefined,
          clock,
        });
        onTestFinished(() => ledger.close());
        const acknowledged: Acknowledged = new Map();
        const post = async (transactionId: string): Promise<void> => {
          const { payment } = await ledger.append(receivedEvent({ transactionId }));
          acknowledged.set(transactionId, payment.id);
        };
        await post('before');
        const filler = join(disk.folder, 'filler');
        await writeFile(filler, Buffer.alloc(16 * 1024 * 1024)).catch(() => undefined);
        let refused: unknown = null;
        for (let n = 0; n < 2_000 && refused === null; n += 1) {
          await post(`full-${n}`).catch((error: unknown) => (refused = error));
        }
        expect(refused).toMatchObject({ reason: 'disk-full' });
        expect(ledger.state()).toEqual({ kind: 'refusing', reason: 'disk-full' });
        await rm(filler);
        const ready = new Promise<void>((resolve) =>
          ledger.onState(({ kind }) => kind === 'ready' && resolve()),
        );
        clock.advance(5_000);
        await ready;
        await post('after');
        await ledger.close();
        const reader = await openedReader(dataDir);
        expect(lost(acknowledged, await storedIn(reader))).toEqual([]);
        expect(await reader.check()).toMatchObject({ damaged: 0, payments: acknowledged.size });
      },
    );
  },
);
