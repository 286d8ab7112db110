import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRequestCount } from '../../src/core/tunnel/request-count';
import { isQuotaNear, type Traffic } from '../../src/shared/diagnosis/traffic';
import { fakeClock, type FakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';

async function counting(dataDir: string, clock: FakeClock) {
  const told: Traffic[] = [];
  const requests = await openRequestCount({
    ...{ dataDir, clock, log: () => undefined, quota: () => 100 },
    onTraffic: (traffic) => told.push(traffic),
  });
  return { ...requests, told };
}

describe('the count of requests', () => {
  it('goes on after a restart', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    const before = await counting(folder.path, clock);
    for (let count = 0; count < 80; count += 1) before.count();
    await before.close();
    const after = await counting(folder.path, clock);
    expect(after.traffic()).toEqual({ month: '2026-11', requests: 80, quota: 100 });
    expect(isQuotaNear(after.traffic())).toBe(true);
    expect(isQuotaNear({ ...after.traffic(), requests: 79 })).toBe(false);
  });

  it('is told once a second and written once a minute, however many come', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    const { count, told } = await counting(folder.path, clock);
    for (let times = 0; times < 50; times += 1) count();
    expect(told).toEqual([]);
    clock.advance(1_000);
    expect(told).toMatchObject([{ requests: 50 }]);
    const file = join(folder.path, 'requests.json');
    await expect(readFile(file, 'utf8')).rejects.toThrow('ENOENT');
    clock.advance(60_000);
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('"requests":50');
  });

  it('begins anew with the month', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    const { count, traffic } = await counting(folder.path, clock);
    count();
    clock.jump(Date.parse('2026-12-01T00:00:00.000Z'));
    expect(traffic()).toMatchObject({ month: '2026-12', requests: 0 });
    count();
    expect(traffic()).toMatchObject({ month: '2026-12', requests: 1 });
  });

  it('begins anew where its file is torn', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'requests.json'), '{"month":"2026-');
    const { traffic } = await counting(folder.path, fakeClock());
    expect(traffic().requests).toBe(0);
  });
});
