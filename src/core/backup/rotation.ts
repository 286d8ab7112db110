import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backup } from '../../shared/settings/backup';

/** How many copies of each reason are kept. */
const kept = 14;

export interface RotationParts {
  readonly folder: string;
  /** Newest first. */
  readonly list: () => Promise<readonly Backup[]>;
  /** Payments in a copy. */
  readonly heldIn: (backup: Backup) => Promise<number>;
}

/** A copy dated after the newest one was made under a wrong clock: remove it before any other. */
function othersOf(newest: Backup, all: readonly Backup[]): readonly Backup[] {
  const others = all.filter(({ reason, name }) => reason === newest.reason && name !== newest.name);
  const isAhead = ({ madeAt }: Backup): boolean => madeAt > newest.madeAt;
  return [...others.filter((backup) => !isAhead(backup)), ...others.filter(isAhead)];
}

/**
 * Removes the oldest copies of the same reason beyond the number to keep. It never removes the newest copy made here that
 * holds more payments than there are now, because these may exist nowhere else.
 */
export async function rotate(newest: Backup, { folder, list, heldIn }: RotationParts): Promise<void> {
  const all = await list();
  const present = await heldIn(newest);
  for (const old of othersOf(newest, all).slice(kept - 1)) {
    if ((await heldIn(old)) > present && !(await isMoreIn(newerThan(old, all), present, heldIn))) continue;
    await rm(join(folder, old.name), { recursive: true });
  }
}

/** Only this shop's own copies: a copy brought here may be another shop's. */
function newerThan(old: Backup, all: readonly Backup[]): readonly Backup[] {
  return all.filter(({ reason, madeAt }) => reason !== 'brought' && madeAt > old.madeAt);
}

async function isMoreIn(
  backups: readonly Backup[],
  present: number,
  heldIn: RotationParts['heldIn'],
): Promise<boolean> {
  for (const backup of backups) if ((await heldIn(backup)) > present) return true;
  return false;
}

/**
 * Whether this copy holds fewer payments than the one of the same reason before it. A restore of an earlier copy
 * between the two explains a smaller one, and is no reason for a notice.
 */
export async function holdsLess(
  newest: Backup,
  dataDir: string,
  { list, heldIn }: RotationParts,
): Promise<boolean> {
  const before = othersOf(newest, await list()).find(({ madeAt }) => madeAt <= newest.madeAt);
  if (before === undefined || (await heldIn(before)) <= (await heldIn(newest))) return false;
  const wentBack = (await readdir(dataDir)).some(
    (name) =>
      name.startsWith(asidePrefix) && name.slice(asidePrefix.length) >= before.name.slice(0, secondsIn),
  );
  return !wentBack;
}

/** As `askRestore` names what it sets aside: a time as copies have it in their names. */
const asidePrefix = 'before-restore-';
const secondsIn = '2026-11-24T10-00-00'.length;
