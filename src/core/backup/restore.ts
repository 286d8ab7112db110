import { access, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Notice } from '../../shared/state/notice';
import { replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';
import type { Log } from '../ports';
import { copyData, dataIn, moveFolder, needRoom, secretFile } from './copy-folder';
import { refuseNewer } from './data-format';

const request = v.object({
  /** Folder of the copy. */
  from: v.string(),
  /** Where what is there now goes to. */
  aside: v.string(),
  step: v.picklist(['copy', 'set-aside', 'place']),
});
type Request = v.InferOutput<typeof request>;

/**
 * Writes down that the next start shall go back to this copy. Rejects with `NewerLedgerFormat` where a newer Comptoir made
 * it, with ENOSPC where there is no room for it beside what is there now.
 */
export async function askRestore(dataDir: string, from: string, now: number): Promise<void> {
  await refuseNewer(from);
  await needRoom(from, await dataIn(from), dataDir);
  const aside = `before-restore-${new Date(now).toISOString().slice(0, 19).replace(/:/g, '-')}`;
  await writeRequest(dataDir, { from, aside, step: 'copy' });
}

/**
 * Goes back to a copy where that was asked for. The caller must hold the data folder. Cut anywhere, the next call goes
 * on: the copy is brought here whole first, what is here is set aside and never deleted, and the copy takes its place.
 * The secrets that are here stay: an older one would turn the provider's calls away. A copy that cannot be brought here is
 * given up: nothing was moved yet, and a bell that rings is worth more.
 */
export async function finishRestore(dataDir: string, log: Log): Promise<readonly Notice[]> {
  const restoring = join(dataDir, 'restoring');
  const giveUp = async (error: unknown): Promise<readonly Notice[]> => {
    log(`going back to a copy was given up: ${String(error)}`);
    await rm(join(dataDir, 'restore.json'), { force: true });
    await rm(restoring, { recursive: true, force: true }).catch(() => undefined); // the next one begins with that
    return [{ kind: 'restore-given-up' }];
  };
  const asked = await readRequest(dataDir);
  if (asked === null) return [];
  const aside = join(dataDir, asked.aside);
  if (asked.step === 'copy') {
    try {
      await rm(restoring, { recursive: true, force: true });
      await copyData(asked.from, restoring, { check: refuseNewer });
      await writeRequest(dataDir, { ...asked, step: 'set-aside' });
    } catch (error) {
      return giveUp(error);
    }
  }
  if (asked.step !== 'place') {
    await mkdir(aside, { recursive: true, mode: 0o700 });
    for (const name of await dataIn(dataDir)) {
      if (!secretFile.test(name)) await moveFolder(join(dataDir, name), join(aside, name));
    }
    await writeRequest(dataDir, { ...asked, step: 'place' });
  }
  for (const name of await dataIn(restoring)) {
    if (secretFile.test(name) && (await exists(join(dataDir, name)))) continue;
    await moveFolder(join(restoring, name), join(dataDir, name));
  }
  await rm(join(dataDir, 'restore.json'));
  await rm(restoring, { recursive: true, force: true });
  return [];
}

/** Whether the next start goes back to a copy. */
export function isRestoreAsked(dataDir: string): Promise<boolean> {
  return exists(join(dataDir, 'restore.json'));
}

async function readRequest(dataDir: string): Promise<Request | null> {
  const text = await readFile(join(dataDir, 'restore.json'), 'utf8').catch(() => null);
  return text === null ? null : v.parse(request, JSON.parse(text));
}

function writeRequest(dataDir: string, next: Request): Promise<void> {
  return replaceFile(realDisk, join(dataDir, 'restore.json'), `${JSON.stringify(next)}\n`);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
