import { join } from 'node:path';
import type { Clock, Log } from '../ports';
import { freeName, stickName } from './backup-names';
import { copyData, secretFile } from './copy-folder';
import { readCopied, type CopiedData } from './read-copied';

export interface CopyInUseOptions {
  readonly dataDir: string;
  /** Must be there: a stick's folder goes with the stick. */
  readonly elsewhere: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly utcOffsetMinutes: () => number;
}

/** The copy holds less than what it was made of: it is not kept. */
export class CopyNotWhole extends Error {}

/**
 * Copies the data of a Comptoir that may be running, without secrets and without touching anything there. What was copied
 * is read whole and may not be worse than the data themselves.
 */
export async function copyInUse(
  options: CopyInUseOptions,
): Promise<{ readonly name: string } & Pick<CopiedData, 'payments' | 'damaged'>> {
  const { dataDir, elsewhere, clock, log, utcOffsetMinutes } = options;
  const read = (folder: string): Promise<CopiedData> => readCopied(folder, utcOffsetMinutes, log);
  const before = await read(dataDir);
  const name = await freeName(elsewhere, clock.now(), stickName);
  let held = before;
  await copyData(dataDir, join(elsewhere, name), {
    wanted: (file) => !secretFile.test(file),
    isInUse: true,
    reserveBytes: 0,
    async check(copied) {
      held = await read(copied);
      if (held.payments < before.payments || held.damaged > (await read(dataDir)).damaged)
        throw new CopyNotWhole();
    },
  });
  return { name, payments: held.payments, damaged: held.damaged };
}
