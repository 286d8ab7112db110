import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadResumed } from '../../src/core/updates/resumed-download';
import { DamagedUpdate } from '../../src/core/updates/updates';
import { temporaryFolder } from '../support/temporary-folder';

const release = randomBytes(600_000);
const sha512 = createHash('sha512').update(release).digest('base64');

let server: Server;
/** What the server has, after how many bytes it hangs up, and whether it knows ranges. */
let serves: { file: Buffer; hangsUpAfter: number | null; knowsRanges: boolean };
let asked: (string | null)[];

beforeEach(async () => {
  serves = { file: release, hangsUpAfter: null, knowsRanges: true };
  asked = [];
  server = createServer((request, response) => {
    const { range = null } = request.headers;
    asked.push(range);
    const from = serves.knowsRanges ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    if (from >= serves.file.length) return void response.writeHead(416).end();
    const rest = serves.file.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length });
    if (serves.hangsUpAfter === null) return void response.end(rest);
    response.write(rest.subarray(0, serves.hangsUpAfter), () => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function download(folder: string, fetchFrom: typeof fetch = fetch): Promise<readonly number[]> {
  const percents: number[] = [];
  const { port } = server.address() as AddressInfo; // it listens on a port
  await downloadResumed({
    ...{ url: `http://127.0.0.1:${port}/x`, headers: {}, sha512, fetch: fetchFrom },
    destination: join(folder, 'pending/whole'),
    partFolder: join(folder, 'partial'),
    onPercent: (percent) => percents.push(percent),
  });
  return percents;
}
const whole = (folder: string): Promise<Buffer> => readFile(join(folder, 'pending/whole'));
const partsIn = (folder: string): Promise<string[]> => readdir(join(folder, 'partial'));

describe('a download', () => {
  it('goes on where it was cut, and tells how far it is of the whole', async () => {
    await using folder = await temporaryFolder();
    serves.hangsUpAfter = 200_000;
    await expect(download(folder.path)).rejects.toThrow();
    await expect(download(folder.path)).rejects.toThrow();
    serves.hangsUpAfter = null;
    const percents = await download(folder.path);
    expect((await whole(folder.path)).equals(release)).toBe(true);
    const [first, ...later] = asked.map((range) => Number(/\d+/.exec(range ?? '0')?.[0]));
    expect(first).toBe(0);
    expect(later[0]).toBeGreaterThan(0);
    expect(later[1]).toBeGreaterThan(later[0] ?? NaN);
    expect(percents[0]).toBeGreaterThan((100 * (later[1] ?? NaN)) / release.length);
    expect(percents.at(-1)).toBe(100);
    expect(await partsIn(folder.path)).toEqual([]);
  });

  it('keeps what came in the very moment of the cut', async () => {
    await using folder = await temporaryFolder();
    const come = release.subarray(0, 1_000);
    const cutAtOnce = (): Promise<Response> => {
      let isGiven = false;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (isGiven) controller.error(new Error('cut'));
          else controller.enqueue(come);
          isGiven = true;
        },
      });
      return Promise.resolve(new Response(body, { headers: { 'content-length': String(release.length) } }));
    };
    await expect(download(folder.path, cutAtOnce)).rejects.toThrow('cut');
    const [part = ''] = await partsIn(folder.path);
    expect((await readFile(join(folder.path, 'partial', part))).equals(come)).toBe(true);
  });

  it('begins anew at a server that knows no ranges', async () => {
    await using folder = await temporaryFolder();
    serves = { ...serves, hangsUpAfter: 200_000, knowsRanges: false };
    await expect(download(folder.path)).rejects.toThrow();
    serves.hangsUpAfter = null;
    await download(folder.path);
    expect((await whole(folder.path)).equals(release)).toBe(true);
  });

  it('asks for nothing more if only the end of the download was missed', async () => {
    await using folder = await temporaryFolder();
    serves.hangsUpAfter = 200_000;
    await expect(download(folder.path)).rejects.toThrow();
    const [part = ''] = await partsIn(folder.path);
    await writeFile(join(folder.path, 'partial', part), release);
    await download(folder.path);
    expect((await whole(folder.path)).equals(release)).toBe(true);
  });

  it('keeps nothing of a file that is not the signed one', async () => {
    await using folder = await temporaryFolder();
    serves.file = randomBytes(600_000);
    await expect(download(folder.path)).rejects.toThrow(DamagedUpdate);
    expect(await partsIn(folder.path)).toEqual([]);
    await expect(whole(folder.path)).rejects.toThrow('ENOENT');
  });

  it('that was put together from two files is asked for once more, whole', async () => {
    await using folder = await temporaryFolder();
    serves = { ...serves, file: randomBytes(600_000), hangsUpAfter: 200_000 };
    await expect(download(folder.path)).rejects.toThrow();
    serves = { ...serves, file: release, hangsUpAfter: null };
    await expect(download(folder.path)).rejects.toThrow('begins anew');
    await download(folder.path);
    expect(asked.at(-1)).toBeNull();
    expect((await whole(folder.path)).equals(release)).toBe(true);
  });

  it('removes what was left of an earlier version', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'partial'));
    await writeFile(join(folder.path, 'partial/of-another'), 'half');
    await download(folder.path);
    expect(await partsIn(folder.path)).toEqual([]);
  });
});
