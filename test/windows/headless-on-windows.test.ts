import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { comptoir } from '../support/headless-process';
import { NgrokEdge } from '../support/ngrok-edge/ngrok-edge';
import { realNow } from '../support/real-now';
import { temporaryFolder } from '../support/temporary-folder';
import { onWindows, WindowsCounter } from './windows-node';

const secret = 'hash-secret-of-the-live-endpoint';
const environment = { COMPTOIR_HASH_SECRET: secret };
const quiet = ['--no-notifications', '--port=0', '--ui-port=0'];

const headers = { 'content-type': 'application/json', 'x-kkiapay-secret': secret };
const paid = (transactionId: string): string =>
  kkiapayBody({ event: 'success', transactionId, amountXof: 1500, at: new Date(realNow()).toISOString() });

const numbersIn = async (data: string): Promise<unknown[]> =>
  (await onWindows(['list', `--data=${data}`, '--json', '--limit=1000'])).lines.map(
    ({ transactionId }) => transactionId,
  );

describe('the counter without a desktop, on Windows', () => {
  it('receives, lists, checks, exports, copies and goes back', async () => {
    await using folder = await temporaryFolder();
    const data = join(folder.path, 'shop');
    await mkdir(join(folder.path, 'stick'));
    {
      await using counter = await WindowsCounter.ready(
        [`--data=${data}`, '--tunnel=none', ...quiet],
        environment,
        folder.path,
      );
      const url = counter.text('webhookUrl');
      // Node under Wine opens no connection of its own: KKiaPay is played from outside.
      const played = await comptoir(['simulate', `--url=${url}`, `--secret=${secret}`, '--count=5']);
      expect(played.lines.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      const wrong = await comptoir(['simulate', `--url=${url}`, '--secret=not-this-one', '--count=1']);
      expect(wrong.lines).toMatchObject([{ status: 401 }]);
      const copy = await onWindows(['backup', `--data=${data}`, `--to=${join(folder.path, 'stick')}`]);
      expect(copy.code, copy.stderr).toBe(0);
      expect(await counter.end('SIGINT')).toBe(0);
    }
    expect(await numbersIn(data)).toHaveLength(5);
    const check = await onWindows(['check', `--data=${data}`, '--json']);
    expect([check.code, check.lines]).toMatchObject([0, [{ payments: 5, damaged: 0 }]]);

    const file = join(folder.path, 'payments.csv');
    const exported = await onWindows(['export', `--data=${data}`, '--format=csv', `--out=${file}`]);
    expect([exported.code, (await readFile(file, 'utf8')).trim().split('\n').length]).toEqual([0, 6]);

    const [copied = ''] = await readdir(join(folder.path, 'stick'));
    const other = join(folder.path, 'other');
    const restored = await onWindows([
      ...['restore', `--data=${other}`, `--from=${join(folder.path, 'stick', copied)}`],
    ]);
    expect(restored.code, restored.stderr).toBe(0);
    expect(await numbersIn(other)).toEqual(await numbersIn(data));
  });

  const kills = Number(process.env.COMPTOIR_KILLS ?? 1);
  it(
    `has every payment that it acknowledged after ${kills} kill(s) under load`,
    {
      timeout: 120_000 * (kills + 1),
    },
    async () => {
      await using folder = await temporaryFolder();
      const data = join(folder.path, 'shop');
      const acknowledged: string[] = [];
      for (let life = 0; life < kills; life += 1) {
        const before = acknowledged.length;
        await using counter = await WindowsCounter.ready(
          [`--data=${data}`, '--tunnel=none', ...quiet],
          environment,
          folder.path,
        );
        const url = counter.text('webhookUrl');
        let next = 0;
        let isAlive = true;
        const customer = async (): Promise<void> => {
          while (isAlive) {
            const id = `killed${life}x${(next += 1)}`;
            const answer = await fetch(url, { method: 'POST', headers, body: paid(id) }).catch(() => null); // it is dead
            if (answer?.status === 200) acknowledged.push(id);
            if (answer === null || acknowledged.length >= before + 150) break;
          }
        };
        const customers = Promise.all(Array.from({ length: 8 }, customer));
        await expect
          .poll(() => acknowledged.length, { timeout: 60_000, interval: 5 })
          .toBeGreaterThan(before + 75);
        expect(await counter.end('SIGKILL')).not.toBe(0);
        isAlive = false;
        await customers;
      }
      const kept = new Set(await numbersIn(data));
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
      expect((await onWindows(['check', `--data=${data}`, '--json'])).lines).toMatchObject([{ damaged: 0 }]);
    },
  );

  it('is reached through the real Windows part of ngrok', async () => {
    await using folder = await temporaryFolder();
    const edge = await NgrokEdge.start();
    onTestFinished(() => edge.stop());
    const ca = join(folder.path, 'ca.pem');
    await writeFile(ca, edge.caPem);
    await using counter = await WindowsCounter.ready(
      [`--data=${join(folder.path, 'shop')}`, '--tunnel=ngrok', '--development', ...quiet],
      {
        ...environment,
        NGROK_AUTHTOKEN: '2abc_good',
        COMPTOIR_NGROK_SERVER_ADDR: edge.serverAddr,
        COMPTOIR_NGROK_CA_PEM: ca,
        COMPTOIR_NGROK_PUBLIC_ADDR: edge.publicAddr,
      },
      folder.path,
    );
    await counter.line(
      ({ event, state }) => event === 'tunnel' && JSON.stringify(state).includes('"online"'),
    );
    const path = new URL(counter.text('webhookUrl')).pathname;
    const body = paid('throughTheTunnel');
    const url = `https://${edge.options.devDomain}${path}`;
    expect(await edge.request(url, { method: 'POST', headers, body })).toMatchObject({ status: 200 });
    const fact = await counter.line(({ event }) => event === 'payment');
    expect(fact).toMatchObject({ payment: { transactionId: 'throughTheTunnel', amountXof: 1500 } });
    expect(await counter.end('SIGINT')).toBe(0);
  });
});
