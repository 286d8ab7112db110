import { join } from 'node:path';
import { crc32, hex32 } from './crc32';
import type { Disk } from './disk';
import { errorCode } from './error-code';

/**
 * One of two copies of the same small document. Its checksum detects damage; of two whole copies the one with the higher
 * generation is newer. It imports little, because the early listener reads the port from it.
 */
export interface KeptCopy {
  /** Relative to the data folder. */
  readonly file: string;
  readonly kind: 'whole' | 'plain' | 'damaged' | 'missing';
  readonly generation: number;
  /** What could be read, even from a damaged copy; null where it is no document at all. */
  readonly content: Readonly<Record<string, unknown>> | null;
  /** The file's bytes; null where it cannot be read: a folder in its place, a bad sector. */
  readonly bytes: Buffer | null;
}

/** The content comes first, so that a person who opens the file sees it at once. */
export function encodeKept(content: object, generation: number): string {
  const numbered = { ...content, generation };
  return `${JSON.stringify({ ...numbered, checksum: checksumOf(numbered) }, null, 2)}\n`;
}

/** `plain`: from a version without generations and checksums. */
export function decodeKept(bytes: Buffer): Pick<KeptCopy, 'kind' | 'generation' | 'content'> {
  const damaged = { kind: 'damaged', generation: 0 } as const;
  const found = objectIn(bytes);
  if (found === null) return { ...damaged, content: null };
  const { checksum, ...numbered } = found;
  const { generation, ...content } = numbered;
  if (checksum === undefined && generation === undefined) return { kind: 'plain', generation: 0, content };
  if (!Number.isSafeInteger(generation) || checksum !== checksumOf(numbered)) return { ...damaged, content };
  return { kind: 'whole', generation: Number(generation), content };
}

/** A failed read is tried again before it counts as damage: a virus scanner lets go, a bad sector does not. */
const readTries = 3;
const pauseMs = 20;

export async function readCopy(disk: Disk, dataDir: string, file: string): Promise<KeptCopy> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const bytes = await disk.read(join(dataDir, file));
      if (bytes === null) return { file, kind: 'missing', generation: 0, content: null, bytes: null };
      return { file, bytes, ...decodeKept(bytes) };
    } catch (error) {
      const isHopeless = ['EISDIR', 'ENOTDIR'].includes(errorCode(error));
      if (isHopeless || attempt === readTries)
        return { file, kind: 'damaged', generation: 0, content: null, bytes: null };
      await new Promise((resolve) => setTimeout(resolve, attempt * pauseMs));
    }
  }
}

export function newestFirst(copies: readonly KeptCopy[]): readonly KeptCopy[] {
  return copies.filter(({ kind }) => kind === 'whole').sort((a, b) => b.generation - a.generation);
}

/** Reads what is stored without changing anything; null where no copy is whole. */
export async function readKept(
  disk: Disk,
  dataDir: string,
  files: readonly string[],
): Promise<Readonly<Record<string, unknown>> | null> {
  const copies = await Promise.all(files.map((file) => readCopy(disk, dataDir, file)));
  return newestFirst(copies)[0]?.content ?? null;
}

function checksumOf(content: object): string {
  return hex32(crc32(Buffer.from(JSON.stringify(content))));
}

function objectIn(bytes: Buffer): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return null;
    return { ...found };
  } catch {
    return null;
  }
}
