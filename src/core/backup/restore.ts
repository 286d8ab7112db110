import { access, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Notice } from '../../shared/state/notice';
import { realDisk } from '../storage/disk';
import { writeJson } from '../storage/json-file';
import type { Log } from '../ports';
import { openIdentity, readIdentity } from '../intake/identity';
import { copyData, dataIn, moveFolder, needRoom, secretFile } from './copy-folder';
import { refuseNewer } from './data-format';

const request = v.object({
  /** Folder of the copy. */
  from: v.string(),
  /** Where the present data are moved. */
  aside: v.string(),
  step: v.picklist(['copy', 'set-aside', 'place']),
  /** The copy has no paths: this counter keeps its own. */
  keepsIdentity: v.optional(v.boolean(), false),
});
type Request = v.InferOutput<typeof request>;

/**
 * Asks the next start to restore this copy. Rejects with `NewerLedgerFormat` where a newer Comptoir made it, with
 * ENOSPC where there is no room for it beside what is there now.
 */
export async function askRestore(dataDir: string, from: string, now: number): Promise<void> {
  await refuseNewer(from);
  await needRoom(from, await dataIn(from), dataDir);
  const aside = `before-restore-${new Date(now).toISOString().slice(0, 19).replace(/:/g, '-')}`;
  await writeRequest(dataDir, { from, aside, step: 'copy', keepsIdentity: false });
}

/**
 * Restores a copy where that was asked for. The caller must hold the data folder's lock. If it is interrupted, the next
 * call continues: first the whole copy is brought here, then the present data are set aside (never deleted), then the
 * copy takes their place. The present secrets stay, because with older ones the provider's calls would be refused. The
 * present paths stay where the copy has none; then the address alarm is raised unless the provider has called that
 * address before. If the copy cannot be brought here the restore is given up: nothing was moved yet, and the bell must
 * ring.
 */
export async function finishRestore(dataDir: string, now: number, log: Log): Promise<readonly Notice[]> {
  const restoring = join(dataDir, 'restoring');
  const giveUp = async (error: unknown): Promise<readonly Notice[]> => {
    log(`going back to a copy was given up: ${String(error)}`);
    await rm(join(dataDir, 'restore.json'), { force: true });
    await rm(restoring, { recursive: true, force: true }).catch(() => undefined); // the next restore removes it first
    return [{ kind: 'restore-given-up' }];
  };
  let asked = await readRequest(dataDir);
  if (asked === null) return [];
  const aside = join(dataDir, asked.aside);
  if (asked.step === 'copy') {
    try {
      await rm(restoring, { recursive: true, force: true });
      await copyData(asked.from, restoring, { check: refuseNewer });
      const keepsIdentity = (await hasPaths(dataDir)) && !(await hasPaths(restoring));
      asked = { ...asked, step: 'set-aside', keepsIdentity };
      await writeRequest(dataDir, asked);
    } catch (error) {
      return giveUp(error);
    }
  }
  const { keepsIdentity } = asked;
  const stays = (name: string): boolean =>
    secretFile.test(name) || (keepsIdentity && identityFolder.test(name));
  if (asked.step !== 'place') {
    await mkdir(aside, { recursive: true, mode: 0o700 });
    for (const name of await dataIn(dataDir))
      if (!stays(name)) await moveFolder(join(dataDir, name), join(aside, name));
    await writeRequest(dataDir, { ...asked, step: 'place' });
  }
  for (const name of await dataIn(restoring)) {
    if (stays(name) && (await exists(join(dataDir, name)))) continue;
    await moveFolder(join(restoring, name), join(dataDir, name));
  }
  if (keepsIdentity) await keepAddress(dataDir, restoring, now, log);
  await rm(join(dataDir, 'restore.json'));
  await rm(restoring, { recursive: true, force: true });
  return [];
}

const identityFolder = /^(identity|safe)$/;

async function hasPaths(folder: string): Promise<boolean> {
  return Object.keys((await readIdentity(realDisk, folder)).pathSegments).length > 0;
}

/** The data come from another computer, and the provider may not know this address. */
async function keepAddress(dataDir: string, copied: string, now: number, log: Log): Promise<void> {
  const { country } = await readIdentity(realDisk, copied);
  const { identity } = await openIdentity({ dataDir, now: () => now, log });
  await identity.change((before) => {
    const isCalled = Object.keys(before.usedSince).length > 0;
    return isCalled ? before : { ...before, country, addressLostAt: new Date(now).toISOString() };
  });
}

/** Withdraws the request: the next start restores nothing. */
export function withdrawRestore(dataDir: string): Promise<void> {
  return rm(join(dataDir, 'restore.json'), { force: true });
}

/** Whether the next start restores a copy. */
export function isRestoreAsked(dataDir: string): Promise<boolean> {
  return exists(join(dataDir, 'restore.json'));
}

async function readRequest(dataDir: string): Promise<Request | null> {
  const text = await readFile(join(dataDir, 'restore.json'), 'utf8').catch(() => null);
  return text === null ? null : v.parse(request, JSON.parse(text));
}

function writeRequest(dataDir: string, next: Request): Promise<void> {
  return writeJson(join(dataDir, 'restore.json'), next);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
