import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { DamagedUpdate } from './updates';

export interface ResumedDownload {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of the whole file, base64, as the maker signed it. */
  readonly sha512: string;
  /** The complete file's place. */
  readonly destination: string;
  /**
   * The folder for a partial file until the rest arrives, even after a restart; on the destination's disk, and for
   * nothing else.
   */
  readonly partFolder: string;
  readonly fetch: (url: string, init: { readonly headers: Record<string, string> }) => Promise<Response>;
  readonly onPercent: (percent: number) => void;
}

/**
 * Fetches a file and continues where an earlier try stopped. After a failure the partial file is kept. Rejects with
 * `DamagedUpdate`, and keeps nothing, where a file that came in one piece is not the signed one.
 */
export async function downloadResumed(wanted: ResumedDownload): Promise<void> {
  const { url, headers, sha512, destination, partFolder, fetch, onPercent } = wanted;
  const part = join(partFolder, Buffer.from(sha512, 'base64').toString('hex').slice(0, 32));
  await mkdir(partFolder, { recursive: true });
  for (const name of await readdir(partFolder))
    if (name !== basename(part)) await rm(join(partFolder, name), { recursive: true }); // of an outdated version

  const had = await sizeOf(part);
  const response = await fetch(url, {
    headers: { ...headers, ...(had > 0 ? { range: `bytes=${had}-` } : {}) },
  });
  // 416: everything had arrived before, and only its end was missed.
  const isResumed = (response.status === 206 || response.status === 416) && had > 0;
  if (response.status !== 416 || !isResumed) {
    if (!response.ok || response.body === null)
      throw new Error(`the download was answered ${response.status}`);
    await append(response, part, isResumed ? had : 0, onPercent);
  }

  if ((await sha512Of(part)) === sha512) {
    await mkdir(dirname(destination), { recursive: true });
    return rename(part, destination);
  }
  await rm(part);
  // Two halves of two files do not prove an error in the release: the next try fetches the whole file.
  if (isResumed) throw new Error('what was resumed is not one file: it begins anew');
  throw new DamagedUpdate();
}

async function append(
  response: Response,
  file: string,
  from: number,
  onPercent: (percent: number) => void,
): Promise<void> {
  const whole = from + Number(response.headers.get('content-length') ?? NaN);
  let come = from;
  // Not a pipeline: an error at its source discards what its end has not written yet.
  const handle = await open(file, from > 0 ? 'a' : 'w', 0o600);
  try {
    // The same stream: the web's types and Node's differ.
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      await handle.writeFile(chunk);
      come += chunk.length;
      if (Number.isFinite(whole)) onPercent((100 * come) / whole);
    }
  } finally {
    await handle.close();
  }
  if (come < whole) throw new Error('the download was cut');
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

async function sha512Of(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}
