import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

/**
 * Writes a file beside the name and renames it at the end, so that a stop or a full disk leaves the former file. Only its
 * owner may read it, because it contains payers' numbers.
 */
export async function writeWholeFile(
  file: string,
  chunks: AsyncIterable<string | Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const beside = `${file}.part`;
  try {
    // A file left by an earlier crash would keep its own permissions.
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
