import { readFile } from 'node:fs/promises';

/**
 * Connections without a proof. Beyond this many, the one silent for longest is closed: an honest call sends its data at
 * once.
 */
const mostStrangers = 2_000;
/** Files that a process opens besides its connections: the ledger's, its copies', the window's. */
const filesForOthers = 256;

export interface ConnectionLimits {
  readonly maxConnections: number;
  readonly maxStrangers: number;
}

/** Each connection uses one of the `files` that this process may open; some must be left for the ledger. */
export function connectionLimits(files: number, mostConnections: number): ConnectionLimits {
  const forOthers = Math.min(filesForOthers, Math.ceil(files / 2));
  const maxConnections = Math.min(mostConnections, files - forOthers);
  return { maxConnections, maxStrangers: Math.min(mostStrangers, Math.floor(maxConnections / 2)) };
}

/**
 * How many files this process may have open at once. Only Linux tells it without a library; elsewhere the limit is high.
 */
export async function fileLimit(): Promise<number> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => ''); // not on Linux
  return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Infinity);
}
