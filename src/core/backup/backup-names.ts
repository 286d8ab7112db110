import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { backupReasons, type Backup, type BackupReason } from '../../shared/settings/backup';
import { errorCode } from '../storage/error-code';

export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

export async function makeBackupFolder(dataDir: string): Promise<string> {
  const folder = backupFolder(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** `2026-11-24T10-00-00Z-daily`: sorts by time, and Windows allows it. */
export function backupName(reason: BackupReason, at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/:/g, '-')}Z-${reason}`;
}

export const stickPrefix = 'Comptoir-';

/** The name on a stick, among other people's files. */
export function stickName(at: number): string {
  return `${stickPrefix}${backupName('by-hand', at)}`;
}

/** The first free name from that moment on, so that two copies in one second get two names. */
export async function freeName(folder: string, at: number, nameAt: (at: number) => string): Promise<string> {
  const isTaken = (name: string): Promise<boolean> =>
    readdir(join(folder, name)).then(
      (inside) => inside.length > 0,
      (error: unknown) => {
        if (errorCode(error) === 'ENOENT') return false;
        throw error; // the parent is no folder, or its disk does not answer: another name would not help
      },
    );
  let free = at;
  while (await isTaken(nameAt(free))) free += 1_000;
  return nameAt(free);
}

/** The name of an unfinished copy: it gets its real name only once it is whole. */
export function isUnfinished(name: string): boolean {
  const [, whole] = /^(?:Comptoir-)?(.*)\.new$/.exec(name) ?? [];
  return whole !== undefined && backupNamed(whole) !== null;
}

/** Null for a name that `backupName` did not make, in particular for one that leads to another folder. */
export function backupNamed(name: string): Backup | null {
  const [, day, hours, minutes, seconds, word] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z-([a-z-]+)$/.exec(name) ?? [];
  const reason = backupReasons.find((known) => known === word);
  return reason === undefined ? null : { name, reason, madeAt: `${day}T${hours}:${minutes}:${seconds}.000Z` };
}
