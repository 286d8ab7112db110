import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A name of the edge that resolves or not, for processes started after `openEdgeNames`. */
export interface EdgeName {
  readonly host: string;
  fail(): Promise<void>;
  mend(): Promise<void>;
}

/**
 * Puts a small library in front of the resolver of every process started from here. Null where that cannot be had: it
 * takes a C compiler and glibc.
 */
export async function openEdgeNames(): Promise<(() => EdgeName) | null> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-names-'));
  const library = join(folder, 'failing-names.so');
  const source = join(import.meta.dirname, 'failing-names.c');
  try {
    await promisify(execFile)('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
  } catch {
    await rm(folder, { recursive: true });
    return null;
  }
  process.env.LD_PRELOAD = library;
  process.env.COMPTOIR_FAILING_NAMES = folder;
  return () => {
    const host = `${randomUUID()}.edge.test`;
    const file = join(folder, host);
    return { host, fail: () => writeFile(file, ''), mend: () => rm(file) };
  };
}
