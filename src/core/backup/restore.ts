import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { writeDurably } from '../durable-file';
import { copyData, dataIn, secretFile } from './copy-folder';

const request = v.object({
  /** Folder of the copy. */
  from: v.string(),
  /** Where what is there now goes to. */
  aside: v.string(),
  step: v.picklist(['copy', 'set-aside', 'place']),
});
type Request = v.InferOutput<typeof request>;

/** Writes down that the next start shall go back to this copy. */
export function askRestore(dataDir: string, from: string, now: number): Promise<void> {
  const aside = `before-restore-${new Date(now).toISOString().slice(0, 19).replace(/:/g, '-')}`;
  return writeRequest(dataDir, { from, aside, step: 'copy' });
}

/**
 * Goes back to a copy where that was asked for. Only who holds the folder may call it. Cut anywhere, the next call goes
 * on: the copy is brought here whole first, what is here is set aside and never deleted, and the copy takes its place.
 * The secrets that are here stay: an older one would turn the provider's calls away.
 */
export async function finishRestore(dataDir: string): Promise<void> {
  const asked = await readRequest(dataDir);
  if (asked === null) return;
  const restoring = join(dataDir, 'restoring');
  const aside = join(dataDir, asked.aside);
  if (asked.step === 'copy') {
    await rm(restoring, { recursive: true, force: true });
    await copyData(asked.from, restoring);
    await writeRequest(dataDir, { ...asked, step: 'set-aside' });
  }
  if (asked.step !== 'place') {
    await mkdir(aside, { recursive: true, mode: 0o700 });
    for (const name of await dataIn(dataDir)) {
      if (!secretFile.test(name)) await rename(join(dataDir, name), join(aside, name));
    }
    await writeRequest(dataDir, { ...asked, step: 'place' });
  }
  for (const name of await dataIn(restoring)) {
    if (secretFile.test(name) && (await exists(join(dataDir, name)))) continue;
    await rename(join(restoring, name), join(dataDir, name));
  }
  await rm(join(dataDir, 'restore.json'));
  await rm(restoring, { recursive: true, force: true });
}

async function readRequest(dataDir: string): Promise<Request | null> {
  const text = await readFile(join(dataDir, 'restore.json'), 'utf8').catch(() => null);
  return text === null ? null : v.parse(request, JSON.parse(text));
}

function writeRequest(dataDir: string, next: Request): Promise<void> {
  return writeDurably(join(dataDir, 'restore.json'), `${JSON.stringify(next)}\n`);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
