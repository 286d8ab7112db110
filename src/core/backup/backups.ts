import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backup, BackupPreview, BackupReason } from '../../shared/settings/backup';
import type { Fact } from '../../shared/state/fact';
import type { Notice } from '../../shared/state/notice';
import { dayMs, dayOf } from '../../shared/calendar';
import type { Ledger } from '../ledger/ledger';
import { serialQueue } from '../storage/serial-queue';
import type { Clock, Log } from '../ports';
import { backupFolder, backupName, backupNamed, freeName, makeBackupFolder, stickName } from './backup-names';
import type { Carried, CarriedPlace } from './carried-identity';
import { copyData } from './copy-folder';
import { refuseNewer } from './data-format';
import { noteHeld, notedIn } from './noted-count';
import { readCopied } from './read-copied';
import { askRestore, withdrawRestore } from './restore';
import { holdsLess, rotate } from './rotation';
import { bringCopy, copyIn, copyOpenly, copySealed } from './stick';

/** Wait after the start, which belongs to payments; a shop that opens late still gets its daily copy. */
const firstLookMs = 60_000;
const lookMs = 10 * 60_000;
/** A daily copy may fail once before a notice is raised. */
const toleratedMs = 2 * dayMs;

export interface BackupParts {
  readonly dataDir: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly utcOffsetMinutes: () => number;
  readonly carried: CarriedPlace;
  /** When Comptoir last ran before this start, by the clock at that time: it may have been set back since. */
  readonly lastAliveAt?: number;
  readonly dispatch?: (fact: Fact) => void;
  /** Receives the notices that stay until a person has read them. */
  readonly notify?: (notice: Notice) => void;
}

/** Copies of the data folder, stored beside it: one each day, and one before risky changes. */
export interface Backups {
  /** Newest first. */
  list(): Promise<readonly Backup[]>;
  make(reason: BackupReason): Promise<Backup>;
  /**
   * Reads the whole copy. Null where there is none of this name. Rejects with `NewerLedgerFormat`, as the methods below
   * do.
   */
  preview(name: string): Promise<BackupPreview | null>;
  /**
   * Copies into another folder, and resolves to the name made there. With a pass phrase the copy is sealed, and holds
   * the paths and secrets that the provider knows. Without one it holds neither.
   */
  copyOut(folder: string, passPhrase?: string): Promise<string>;
  /**
   * Copies a folder from elsewhere into the list, without changing it there. Null where that folder holds no such data.
   * Rejects with `SealedCopyShut` where it is sealed and does not open.
   */
  bring(folder: string, passPhrase?: string): Promise<Backup | null>;
  /**
   * Takes effect with the next start. False where there is none of this name; rejects with ENOSPC where there is no room.
   */
  restore(name: string): Promise<boolean>;
  /** Ends the running copy. */
  stop(): Promise<void>;
}

export function createBackups(parts: BackupParts): Backups {
  const {
    dataDir,
    ledger,
    clock,
    log,
    utcOffsetMinutes,
    carried,
    lastAliveAt = 0,
    dispatch = () => undefined,
    notify = () => undefined,
  } = parts;
  const folder = backupFolder(dataDir);
  /** One copy at a time. */
  const queued = serialQueue();
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const still = (task: () => Promise<void>): Promise<void> => ledger.still(task);
  const onStick = { dataDir, still, signal: stopping.signal };
  /** By the copy's name here. What it carried is in no file until it is restored. */
  const moving = new Map<string, Carried>();

  const list = async (): Promise<readonly Backup[]> => {
    const names = await readdir(folder).catch((): string[] => []);
    return names
      .sort()
      .reverse()
      .map(backupNamed)
      .filter((backup) => backup !== null);
  };
  const find = async (name: string): Promise<Backup | null> =>
    (await list()).find((backup) => backup.name === name) ?? null;
  const made = (name: string): Backup => {
    const backup = backupNamed(name);
    if (backup === null) throw new Error(`${name} is no name of a copy`);
    return backup;
  };
  const newName = async (reason: BackupReason, now: number): Promise<string> =>
    freeName(await makeBackupFolder(dataDir), now, (at) => backupName(reason, at));
  const madeHere = new Set<string>();
  const heldIn = async ({ name }: Backup): Promise<number> => {
    const place = join(folder, name);
    const noted = await notedIn(place);
    if (noted !== null) return noted;
    const { payments } = await readCopied(place, utcOffsetMinutes, log, stopping.signal);
    // If the count cannot be written, the copy is counted again the next time.
    await noteHeld(place, payments).catch((error: unknown) => log(`${name} has no note: ${String(error)}`));
    return payments;
  };
  const rotation = { folder, list, heldIn };
  /** The copy is complete even if this fails; where copies cannot be counted, none is removed. */
  const settleCopy = async (copied: Backup): Promise<void> => {
    try {
      if (copied.reason === 'daily' && (await holdsLess(copied, dataDir, rotation)))
        notify({ kind: 'copy-holds-less' });
      await rotate(copied, rotation);
    } catch (error) {
      log(`older copies stay, for they were not counted: ${String(error)}`);
    }
  };
  const make = (reason: BackupReason): Promise<Backup> =>
    queued(async () => {
      const now = clock.now();
      const name = await newName(reason, now);
      await ledger.still(() => copyData(dataDir, join(folder, name), { signal: stopping.signal }));
      madeHere.add(name);
      await settleCopy(made(name));
      return made(name);
    });

  let cancel = (): void => undefined;
  let looking = Promise.resolve();
  let toldOn = '';
  const look = async (): Promise<void> => {
    const found = await list();
    const now = clock.now();
    const today = dayOf(now, utcOffsetMinutes());
    // A computer without a clock battery starts on the same date each time: there only this run's copies have true
    // dates.
    const isSetBack = lastAliveAt > now;
    const dailies = found
      .filter(({ name, reason }) => reason === 'daily' && (!isSetBack || madeHere.has(name)))
      .map(({ madeAt }) => Date.parse(madeAt))
      .filter((madeAt) => madeAt <= now);
    const isDone = dailies.some((madeAt) => dayOf(madeAt, utcOffsetMinutes()) === today);
    if (isDone || isStopping()) return;
    try {
      await make('daily');
      dispatch({ kind: 'notice-dismissed', notice: 'copies-failing' });
    } catch (error) {
      if (isStopping()) return;
      log(`today's copy of the data failed: ${String(error)}`);
      if (today === toldOn || dailies.some((madeAt) => now - madeAt < toleratedMs)) return;
      toldOn = today;
      dispatch({ kind: 'noticed', notice: { kind: 'copies-failing' } });
    }
  };
  const lookAfter = (delayMs: number): void => {
    cancel = clock.after(delayMs, () => {
      looking = looking
        .then(look)
        .catch((error: unknown) => log(`looking after the day's copy failed: ${String(error)}`));
      lookAfter(lookMs);
    });
  };
  lookAfter(firstLookMs);

  return {
    list,
    make,
    async preview(name) {
      const backup = await find(name);
      if (backup === null) return null;
      await refuseNewer(join(folder, name));
      const { payments, damaged, lastPaymentAt } = await readCopied(
        join(folder, name),
        utcOffsetMinutes,
        log,
      );
      const { payments: paymentsNow } = await ledger.check();
      // Data that hold fewer payments than they once did count as damaged, even if every file is intact.
      const lost = ((await notedIn(join(folder, name))) ?? payments) - payments;
      return { backup, payments, damaged: Math.max(damaged, lost), lastPaymentAt, paymentsNow };
    },
    copyOut: (elsewhere, passPhrase) =>
      queued(async () => {
        const name = await freeName(elsewhere, clock.now(), stickName);
        const to = join(elsewhere, name);
        if (passPhrase === undefined) await copyOpenly(onStick, to, { reserveBytes: 0 });
        else await copySealed(onStick, to, { passPhrase, carried: carried.read() });
        return name;
      }),
    bring: (elsewhere, passPhrase) =>
      queued(async () => {
        const from = await copyIn(elsewhere);
        if (from === null) return null;
        const name = await newName('brought', clock.now());
        const found = await bringCopy(from, join(folder, name), passPhrase ?? null, stopping.signal);
        if (found === null) return made(name);
        moving.set(name, found);
        return { ...made(name), carriesAddress: true };
      }),
    async restore(name) {
      if ((await find(name)) === null) return false;
      await askRestore(dataDir, join(folder, name), clock.now());
      await carried.keep(moving.get(name) ?? null).catch(async (error: unknown) => {
        await withdrawRestore(dataDir);
        throw error;
      });
      return true;
    },
    async stop() {
      cancel();
      stopping.abort();
      await looking;
      await queued(() => Promise.resolve()); // after the running copy
    },
  };
}
