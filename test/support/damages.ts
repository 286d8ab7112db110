import { cp, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What a power cut, a dying disk or a curious hand does to one file. */
export interface Damage {
  readonly name: string;
  readonly inflict: (file: string) => Promise<unknown>;
  /** In which environment a process meets the damage, where the file itself stays as it is. */
  readonly environment?: (file: string) => Promise<NodeJS.ProcessEnv>;
}

const changed = async (file: string, change: (bytes: Buffer) => Buffer): Promise<void> =>
  writeFile(file, change(await readFile(file)));

export const damages: readonly Damage[] = [
  { name: 'emptied', inflict: (file) => truncate(file, 0) },
  { name: 'cut in half', inflict: (file) => changed(file, (bytes) => bytes.subarray(0, bytes.length >> 1)) },
  { name: 'zeroed', inflict: (file) => changed(file, (bytes) => Buffer.alloc(bytes.length)) },
  { name: 'one bit turned', inflict: (file) => changed(file, oneBitTurned) },
  { name: 'an empty object', inflict: (file) => writeFile(file, '{}') },
  { name: 'no JSON', inflict: (file) => writeFile(file, 'Bonjour\u0000\n]') },
  { name: 'deleted', inflict: (file) => rm(file) },
  { name: 'a folder in its place', inflict: aFolderInItsPlace },
  { name: 'a bad sector', inflict: () => Promise.resolve(), environment: aBadSector },
];

function oneBitTurned(bytes: Buffer): Buffer {
  const turned = Buffer.from(bytes);
  const at = turned.length >> 1;
  turned[at] = (turned[at] ?? 0) ^ 1;
  return turned;
}

async function aFolderInItsPlace(file: string): Promise<void> {
  await rm(file);
  await mkdir(file);
  await writeFile(join(file, 'desktop.ini'), 'x');
}

async function aBadSector(file: string): Promise<NodeJS.ProcessEnv> {
  const { ino, birthtimeNs } = await stat(file, { bigint: true });
  const shim = join(import.meta.dirname, 'bad-sector.cjs');
  return { COMPTOIR_BAD_INODE: `${ino}-${birthtimeNs}`, NODE_OPTIONS: `--require ${JSON.stringify(shim)}` };
}

/** Every file of a data folder that a start reads, by its path in the folder; logs and locks are no data. */
export async function dataFiles(dataDir: string): Promise<readonly string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !/^(logs\/|backups\/|copies\/|quarantine\/)|\.lock$|(^|\/)lock$/.test(file))
    .sort();
}

/** Without the lock of a process that runs on it (a socket), and without what it is just replacing. */
export async function copyOf(dataDir: string, to: string): Promise<void> {
  const isData = (file: string): boolean => !/\.(sock|new)$/.test(file);
  await cp(dataDir, to, { recursive: true, filter: isData });
}
