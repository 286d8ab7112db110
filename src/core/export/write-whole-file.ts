import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

/**
 * Writes beside the name and puts the whole file in place at the end: a stop or a full disk leaves what was there before.
 * Only its owner reads it: payers' numbers are in it.
 */
export async function writeWholeFile(
  file: string,
  chunks: AsyncIterable<string | Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const beside = `${file}.part`;
  try {
    // What an earlier death left would keep its own rights.
    await rm(beside, { force: true });
    const output = createWriteStream(beside, { flags: 'wx', mode: 0o600 });
    await pipeline(Readable.from(chunks, { objectMode: false }), output, {
      ...(signal && { signal }),
    });
    const handle = await open(beside, 'r+');
    await handle.sync().finally(() => handle.close());
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
