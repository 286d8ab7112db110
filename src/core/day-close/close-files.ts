import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import type { DayClose } from '../../shared/payment/day-close';
import type { Disk } from '../storage/disk';
import { readOrDamage, unreadable } from '../storage/read-or-damage';

export interface FoundClose {
  readonly number: number;
  /** Null where it is missing or cannot be read. */
  readonly close: DayClose | null;
}

/** This many closes in a row may be missing, and those after them still count. */
const mostMissing = 1_000;

/** In order of their numbers, with gaps for missing ones, up to `known` at least. */
export async function readCloses(disk: Disk, dataDir: string, known: number): Promise<readonly FoundClose[]> {
  const names = await disk.list(closesFolder(dataDir));
  const numbers = names
    .flatMap((name) => (/^\d{6,9}\.json$/.test(name) ? [parseInt(name, 10)] : []))
    .sort((one, other) => one - other);
  // Close numbers follow each other: a file with a much greater number is not a close.
  const last = numbers.reduce(
    (before, number) => (number - before <= mostMissing ? Math.max(before, number) : before),
    known,
  );
  return Promise.all(
    Array.from({ length: last }, async (_, at) => ({
      number: at + 1,
      close: await readClose(disk, dataDir, at + 1),
    })),
  );
}

/** Null where it is missing or cannot be read. */
export async function readClose(disk: Disk, dataDir: string, number: number): Promise<DayClose | null> {
  const bytes = await readOrDamage(disk, closeFile(dataDir, number));
  if (bytes === unreadable) return null;
  try {
    const value: unknown = JSON.parse(bytes?.toString() ?? '');
    return v.is(form, value) ? (value as unknown as DayClose) : null; // its hash tells whether it was changed
  } catch {
    return null;
  }
}

/** The fields without which a close cannot be shown. */
const form = v.looseObject({
  hash: v.string(),
  previousHash: v.string(),
  day: v.string(),
  closedAt: v.string(),
  by: v.string(),
  deafPeriods: v.array(v.looseObject({ from: v.string() })),
  totals: v.looseObject({
    received: sum(),
    reversed: sum(),
    failed: sum(),
    check: sum(),
    notHandedOver: sum(),
    byMethod: v.array(sum()),
    byHelper: v.array(sum()),
    doubts: v.array(v.looseObject({ doubt: v.string() })),
  }),
});

function sum() {
  return v.looseObject({ count: v.number(), amountXof: v.number() });
}

/** Covers everything except the hash itself. */
export function hashOfClose({
  hash: _hash,
  ...content
}: Omit<DayClose, 'hash'> & { readonly hash?: string }): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

export function closesFolder(dataDir: string): string {
  return join(dataDir, 'closes');
}

export function closeFile(dataDir: string, number: number): string {
  return join(closesFolder(dataDir), `${String(number).padStart(6, '0')}.json`);
}
