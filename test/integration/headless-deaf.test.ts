import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { comptoir, ServeProcess } from '../support/headless-process';
import { temporaryFolder } from '../support/temporary-folder';
import { realNow } from '../support/real-now';

const secret = 'hash-secret-of-the-live-endpoint';
const environment = { COMPTOIR_HASH_SECRET: secret };
const quiet = ['--tunnel=none', '--no-notifications', '--ui-port=0'];
const heartbeat = v.object({ aliveAt: v.string() });

async function lastAlive(dataDir: string): Promise<string> {
  return v.parse(heartbeat, JSON.parse(await readFile(join(dataDir, 'heartbeat.json'), 'utf8'))).aliveAt;
}

describe('the time without a Comptoir', () => {
  it('is reported, stored and listed in its place after a kill', async () => {
    await using folder = await temporaryFolder();
    const started = [`--data=${folder.path}`, ...quiet, '--port=0'];
    await using first = await ServeProcess.ready(started, environment);
    const body = kkiapayBody({ event: 'success', amountXof: 500, at: new Date(realNow()).toISOString() });
    const headers = { 'content-type': 'application/json', 'x-kkiapay-secret': secret };
    expect((await fetch(first.text('webhookUrl'), { method: 'POST', headers, body })).status).toBe(200);
    await first.end('SIGKILL');
    const aliveAt = await lastAlive(folder.path);

    await using second = await ServeProcess.ready(started, environment);
    const told = await second.line(({ event, to }) => event === 'deaf' && to !== null);
    expect(told).toMatchObject({ from: aliveAt, cause: 'app-stopped', checked: null });

    const { lines, stderr } = await comptoir(['list', '--data', folder.path, '--json']);
    expect(lines.map(({ amountXof }) => amountXof)).toEqual([500]);
    const lasted = Date.parse(String(told.to)) - Date.parse(aliveAt);
    // What lasts less than KKiaPay's own tries is kept, and not held up to people.
    expect(stderr.includes('DEAF')).toBe(lasted >= 4_000);
    expect((await comptoir(['check', '--data', folder.path, '--json'])).lines).toMatchObject([
      { payments: 1, deafPeriods: 1 },
    ]);
  });

  it('goes on while the port is taken: a start that fails ends no silence', async () => {
    await using folder = await temporaryFolder();
    await using first = await ServeProcess.ready(
      [`--data=${folder.path}`, ...quiet, '--port=0'],
      environment,
    );
    await first.end('SIGKILL');
    const aliveAt = await lastAlive(folder.path);

    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo; // TCP, hence never a pipe's name
    const failed = await comptoir(
      ['serve', `--data=${folder.path}`, ...quiet, `--port=${port}`],
      environment,
    );
    other.close();
    expect(failed.code).toBe(1);

    await using third = await ServeProcess.ready(
      [`--data=${folder.path}`, ...quiet, '--port=0'],
      environment,
    );
    const told = await third.line(({ event, to }) => event === 'deaf' && to !== null);
    expect(told).toMatchObject({ from: aliveAt, cause: 'app-stopped' });
    expect((await comptoir(['check', '--data', folder.path, '--json'])).lines).toMatchObject([
      { deafPeriods: 1 },
    ]);
  });
});
