import { join } from 'node:path';
import type { Clock, Log } from '../ports';
import { freeName, stickName } from './backup-names';
import { copyData, type CopyOptions } from './copy-folder';
import { mayBeFound, tellCountry } from './open-copy';
import { sealBetween, type Sealing } from './stick';
import { readCopied, type CopiedData } from './read-copied';

export interface CopyInUseOptions {
  readonly dataDir: string;
  /** Must exist, because a stick may have been removed. */
  readonly elsewhere: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly utcOffsetMinutes: () => number;
  /** Null: the copy is not sealed, and holds neither paths nor secrets. */
  readonly sealing: Sealing | null;
}

/** The copy holds less than its source, so it is discarded. */
export class CopyNotWhole extends Error {}

/**
 * Copies the data of a Comptoir that may be running, without changing anything there. The whole copy is then read: it
 * must not be worse than the data themselves.
 */
export async function copyInUse(
  options: CopyInUseOptions,
): Promise<{ readonly name: string } & Pick<CopiedData, 'payments' | 'damaged'>> {
  const { dataDir, elsewhere, clock, log, utcOffsetMinutes, sealing } = options;
  const read = (folder: string): Promise<CopiedData> => readCopied(folder, utcOffsetMinutes, log);
  const before = await read(dataDir);
  const name = await freeName(elsewhere, clock.now(), stickName);
  const to = join(elsewhere, name);
  let held = before;
  const copyTo = (place: string, reserve: Pick<CopyOptions, 'reserveBytes'>): Promise<void> =>
    copyData(dataDir, place, {
      wanted: mayBeFound,
      isInUse: true,
      ...reserve,
      async check(copied) {
        held = await read(copied);
        if (held.payments < before.payments || held.damaged > (await read(dataDir)).damaged)
          throw new CopyNotWhole();
        await tellCountry(dataDir, copied);
      },
    });
  if (sealing === null) await copyTo(to, { reserveBytes: 0 });
  else await sealBetween(dataDir, to, sealing, (between) => copyTo(between, {}));
  return { name, payments: held.payments, damaged: held.damaged };
}
