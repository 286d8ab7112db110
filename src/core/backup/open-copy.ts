import { join } from 'node:path';
import { makeFolderDurably, replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';
import { encodeKept, readCopy } from '../storage/kept-copy';
import { identityFiles } from '../intake/identity-files';
import { readIdentity } from '../intake/identity';
import { ownFile } from './copy-folder';

/** The entries of a data folder that an unsealed copy may hold. */
export function mayBeFound(name: string): boolean {
  return !ownFile.test(name);
}

/**
 * An unsealed copy gets the shop's country, which decides where its days begin, and nothing else of its identity:
 * anybody who knows the paths can call them. An earlier format stored the paths in the settings, so they are removed
 * there.
 */
export async function tellCountry(dataDir: string, copied: string): Promise<void> {
  const { country } = await readIdentity(realDisk, dataDir);
  for (const file of identityFiles) {
    await makeFolderDurably(realDisk, join(copied, file, '..'));
    await replaceFile(realDisk, join(copied, file), encodeKept({ country }, 1));
  }
  const { content } = await readCopy(realDisk, copied, 'settings.json');
  if (content?.pathSegments === undefined) return;
  const { pathSegments: _paths, ...others } = content;
  await replaceFile(realDisk, join(copied, 'settings.json'), `${JSON.stringify(others, null, 2)}\n`);
}
