import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { lastingNotices, type Notice } from '../../shared/state/notice';
import type { Fact } from '../../shared/state/fact';
import type { Log } from '../ports';
import { replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';
import { serialQueue } from '../storage/serial-queue';

/**
 * What people should be told. A new kind: add it to `Notice`, its two sentences to `notice-texts`, and to
 * `lastingNotices` where it must outlive a restart until a person has read it.
 */
export interface Notices {
  /** One notice for each key: a newer one replaces the older. */
  raise(notice: Notice): void;
  /** Withdraws a notice whose cause is over. */
  clear(kind: Notice['kind']): void;
  /** A person has read it. */
  dismiss(kind: Notice['kind']): Promise<void>;
  /** Resolves once the lasting notices are on the disk. */
  settled(): Promise<void>;
}

interface NoticesOptions {
  readonly dataDir: string;
  readonly dispatch: (fact: Fact) => void;
  readonly log: Log;
}

const isLasting = ({ kind }: Notice): boolean => lastingNotices.some((lasting) => lasting === kind);

/** Opens DIR/notices.json. An unreadable file is set aside: its notices are lost, and nothing else stops. */
export async function openNotices({ dataDir, dispatch, log }: NoticesOptions): Promise<Notices> {
  const file = join(dataDir, 'notices.json');
  const kept = new Map((await read(file, log)).map((notice) => [notice.kind, notice]));
  const queued = serialQueue();
  const save = (): Promise<void> =>
    queued(() =>
      replaceFile(realDisk, file, Buffer.from(`${JSON.stringify([...kept.values()], null, 2)}\n`)),
    ).catch(
      // If it cannot be written it is still shown, and its source raises it again after a restart.
      (error: unknown) => log(`a notice could not be kept: ${String(error)}`),
    );
  const forget = async (kind: Notice['kind']): Promise<void> => {
    dispatch({ kind: 'notice-dismissed', notice: kind });
    if (kept.delete(kind)) await save();
  };
  let saving = Promise.resolve();
  for (const notice of kept.values()) dispatch({ kind: 'noticed', notice });
  return {
    raise(notice) {
      dispatch({ kind: 'noticed', notice });
      if (!isLasting(notice)) return;
      kept.set(notice.kind, notice);
      saving = save();
    },
    clear(kind) {
      saving = forget(kind);
    },
    dismiss: forget,
    settled: () => saving,
  };
}

async function read(file: string, log: Log): Promise<readonly Notice[]> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!Array.isArray(value)) throw new Error('no list');
    return value.filter(isKept);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    log(`the notices that were kept cannot be read: ${String(error)}`);
    // Move the file out of the way, so that the next notice can be stored.
    const aside = join(file, '..', 'quarantine');
    await mkdir(aside, { recursive: true, mode: 0o700 })
      .then(() => rename(file, join(aside, `notices-${process.hrtime.bigint()}.json`)))
      .catch((failure: unknown) => log(`they could not be set aside: ${String(failure)}`));
    return [];
  }
}

/** We wrote it; but there are no sentences for a kind that only another version knows. */
function isKept(value: unknown): value is Notice {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    lastingNotices.some((kind) => kind === value.kind)
  );
}
