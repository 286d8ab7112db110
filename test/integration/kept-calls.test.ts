import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WatchedCall } from '../../src/core/receiver/call-watch';
import { realDisk, type Disk } from '../../src/core/storage/disk';
import { callFileName } from '../../src/core/technician/call-file';
import { openKeptCalls, type KeptCalls, type KeptCallsParts } from '../../src/core/technician/kept-calls';
import { fakeClock } from '../support/fake-clock';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';
import { eventually } from '../support/window/eventually';

const heard: WatchedCall = {
  ...{ at: '2026-11-24T09:00:00.000Z', tookMs: 3, method: 'POST', path: '/kkiapay/abc', status: 200 },
  ...{ provider: 'kkiapay', mode: 'live', refusal: null },
  headers: { 'content-type': 'application/json', 'x-kkiapay-secret': '****' },
  body: Buffer.from('{"account":"22997000001"}'),
};
const wrongSecret: WatchedCall = {
  ...{ ...heard, status: 401, body: null },
  refusal: { reason: 'secret-wrong', diagnosis: 'other-length' },
};

async function place() {
  const folder = await temporaryFolder();
  onTestFinished(() => folder[Symbol.asyncDispose]());
  const file = join(folder.path, callFileName);
  const clock = fakeClock();
  const logged: string[] = [];
  const log = (line: string): void => void logged.push(line);
  const open = (parts: Partial<KeptCallsParts> = {}): Promise<KeptCalls> =>
    openKeptCalls({
      ...{ dataDir: folder.path, disk: realDisk, clock, log, isForgotten: () => false, ...parts },
    });
  const lines = async (): Promise<number> => (await readFile(file, 'utf8')).split('\n').length - 1;
  return { path: folder.path, file, clock, logged, open, lines };
}

describe('the last calls', () => {
  it('are unchanged after a restart, and their numbers continue', async () => {
    const { open } = await place();
    const first = await open();
    const bytes = { ...heard, body: Buffer.from([0, 255, 10, 39]) };
    for (const call of [heard, wrongSecret, bytes, { ...heard, body: Buffer.alloc(0) }]) first.add(call);
    const before = [...first.all()];
    await first.close();
    const second = await open();
    expect(second.all()).toEqual(before);
    second.add(heard);
    expect(second.all().map(({ call }) => call.id)).toEqual([1, 2, 3, 4, 5]);
    await second.close();
  });

  it('are on the disk a moment after they came, for this user alone', async () => {
    const { file, clock, open } = await place();
    const calls = await open();
    calls.add(heard);
    clock.advance(200);
    await eventually(async () => expect((await stat(file)).size).toBeGreaterThan(100));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    calls.add(heard);
    await calls.close();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('take no more room than 400 lines and 24 MiB, and lose none of the last 200', async () => {
    const { file, clock, open, lines } = await place();
    const calls = await open();
    for (let count = 0; count < 900; count += 1) {
      calls.add(heard);
      if (count % 90 === 0) clock.advance(200);
    }
    await calls.close();
    expect(await lines()).toBeLessThanOrEqual(400);
    const again = await open();
    expect([again.all().length, again.all()[0]?.call.id, again.all().at(-1)?.call.id]).toEqual([
      200, 701, 900,
    ]);
    const megabytes = { ...heard, body: Buffer.alloc(5 * 1024 * 1024, 7) };
    for (let count = 0; count < 5; count += 1) {
      again.add(megabytes);
      clock.advance(200);
      await eventually(async () => expect((await stat(file)).size).toBeGreaterThan(count * 1_000));
    }
    await again.close();
    expect((await stat(file)).size).toBeLessThanOrEqual(24 * 1024 * 1024);
  });

  it('are read around half a line and foreign lines, and none after them is lost', async () => {
    const { file, open } = await place();
    const first = await open();
    first.add(heard);
    await first.close();
    const line = await readFile(file, 'utf8');
    const foreign = ['null', '[]', '{"id":0}', line.trim().replace('"tookMs":3', '"tookMs":"3"'), '\u0000'];
    await writeFile(file, `${line}${foreign.join('\n')}\n${line.slice(0, 50)}`);
    const second = await open();
    expect(second.all()).toHaveLength(1);
    second.add(heard);
    await second.close();
    const third = await open();
    expect(third.all().map(({ call }) => call.id)).toEqual([1, 2]);
    await third.close();
  });

  it('are kept in memory where the disk takes nothing, said once, and written once it does', async () => {
    const { clock, logged, open, lines } = await place();
    let isFull = true;
    const full = (): Promise<never> => Promise.reject(new Error('ENOSPC: planted'));
    const disk: Disk = {
      ...realDisk,
      append: (file) => (isFull ? full() : realDisk.append(file)),
      create: (file) => (isFull ? full() : realDisk.create(file)),
    };
    const calls = await open({ disk });
    calls.add(heard);
    clock.advance(200);
    await eventually(() => expect(logged).toHaveLength(1));
    calls.add(heard);
    clock.advance(30_000);
    expect(calls.all()).toHaveLength(2);
    isFull = false;
    await eventually(async () => {
      clock.advance(30_000);
      expect(await lines()).toBe(2);
    });
    expect(logged).toHaveLength(1);
    await calls.close();
  });

  it.each(['as it is opened', 'while it is open'])(
    'are gone with the payers of their day: %s',
    async (when) => {
      const { file, clock, open } = await place();
      const first = await open();
      first.add({ ...heard, at: '2025-01-01T09:00:00.000Z' });
      first.add({ ...heard, body: Buffer.from('{"account":"22997000002"}') });
      await first.close();
      let before = when === 'as it is opened' ? '2026' : '';
      const calls = await open({ isForgotten: (at) => at < before });
      before = '2026';
      calls.forget();
      expect(calls.all().map(({ call }) => call.id)).toEqual([2]);
      clock.advance(200);
      const old = Buffer.from('{"account":"22997000001"}').toString('base64');
      await eventually(async () => expect(await readFile(file, 'utf8')).not.toContain(old));
      before = '2027';
      calls.forget();
      await calls.close();
      await expect(stat(file)).rejects.toThrow('ENOENT');
    },
  );
});

describe('the calls of a whole counter', () => {
  it('outlive its restart, and not the months that the shop keeps numbers', async () => {
    const { path, file } = await place();
    const clock = fakeClock(Date.parse('2026-11-23T10:00:00.000Z'));
    {
      await using shop = await openComptoir(path, { clock });
      expect(await shop.pay('KEPTCALL1')).toBe(200);
      expect(await shop.knock({ secret: 'a wrong one' })).toBe(401);
      await eventually(async () =>
        expect((await shop.handlers.getTechnicianReport(null)).calls).toHaveLength(2),
      );
    }
    await using shop = await openComptoir(path, { clock });
    const { calls } = await shop.handlers.getTechnicianReport(null);
    expect(calls.map(({ status }) => status)).toEqual([401, 200]);
    const [id = 0] = await shop.handlers.searchCalls({ text: 'keptcall1' });
    expect(await shop.handlers.replayCall({ id })).toMatchObject({ event: { transactionId: 'KEPTCALL1' } });
    expect(await shop.handlers.searchCalls({ text: 'a wrong one' })).toEqual([]);
    await shop.handlers.changeSettings({ retentionMonths: 3 });
    clock.jump(Date.parse('2027-03-01T10:00:00.000Z'));
    clock.advance(120_000);
    await eventually(async () =>
      expect((await shop.handlers.getTechnicianReport(null)).calls).toHaveLength(0),
    );
    clock.advance(1_000);
    await eventually(() => expect(stat(file)).rejects.toThrow('ENOENT'));
  });
});
