import { appendFile, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Refusal } from '../../shared/diagnosis/refusal';

/** Half of the log's space on the disk: one file is written, and the former one is kept. */
const maxBytes = 512 * 1024;
const maxShown = 200;

/** Refused calls, kept across restarts. Not money: written without a flush, and nothing waits for it. */
export interface RefusalLog {
  /** Newest first, at most 200. */
  latest(): readonly Refusal[];
  /** A refusal already logged (same reason, mode and first instant) is replaced by its newer count. */
  record(refusal: Refusal): void;
  /** Resolves once everything recorded has been handed to the system. */
  close(): Promise<void>;
}

/** Opens DIR/refusals.ndjson. Lines that cannot be read are skipped. */
export async function openRefusalLog(
  dataDir: string,
  onError: (error: unknown) => void,
): Promise<RefusalLog> {
  const file = join(dataDir, 'refusals.ndjson');
  const text = await readFile(file, 'utf8').catch(() => '');
  const groups = new Map<string, Refusal>();
  const remember = (refusal: Refusal): void => {
    groups.delete(keyOf(refusal));
    groups.set(keyOf(refusal), refusal);
    const oldest = groups.keys().next();
    if (groups.size > maxShown && oldest.done !== true) groups.delete(oldest.value);
  };
  for (const line of text.split('\n')) {
    try {
      if (line !== '') remember(JSON.parse(line) as Refusal); // our own line, written below
    } catch {
      continue;
    }
  }
  let writing = Promise.resolve();
  const write = async (line: string): Promise<void> => {
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size > maxBytes) await rename(file, `${file}.before`);
    await appendFile(file, line);
  };
  return {
    latest: () => [...groups.values()].reverse(),
    record(refusal) {
      remember(refusal);
      writing = writing.then(() => write(`${JSON.stringify(refusal)}\n`)).catch(onError);
    },
    close: () => writing,
  };
}

function keyOf(refusal: Refusal): string {
  return `${refusal.reason} ${refusal.mode} ${refusal.provider ?? ''} ${refusal.through ?? ''} ${refusal.at}`;
}
