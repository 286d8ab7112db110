import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { connectionLimits } from '../../src/core/receiver/connection-limits';
import { FactProcess } from '../support/fact-process';
import { temporaryFolder } from '../support/temporary-folder';

const secret = 'hash-secret-of-the-live-endpoint';
const cli = join(import.meta.dirname, '../../out/headless/cli.js');

describe('connections of strangers', () => {
  it.each([
    [Infinity, 4_000, 2_000],
    [1_048_576, 4_000, 2_000],
    [1_024, 768, 384],
    [256, 128, 64],
  ])('of %d files leave some to the ledger', (files, maxConnections, maxStrangers) => {
    expect(connectionLimits(files, 4_000)).toEqual({ maxConnections, maxStrangers });
  });

  it.skipIf(process.platform !== 'linux')(
    'leave a process that may open few files enough of them to take a payment',
    async () => {
      await using folder = await temporaryFolder();
      const words = ['serve', `--data=${folder.path}`, '--tunnel=none', '--no-notifications', '--port=0'];
      const line = `ulimit -n 160; exec "$0" "$@"`;
      await using server = new FactProcess(
        spawn('bash', ['-c', line, process.execPath, cli, ...words], {
          stdio: ['ignore', 'pipe', 'pipe'],
          env: { PATH: process.env.PATH, HOME: process.env.HOME, COMPTOIR_HASH_SECRET: secret },
        }),
      );
      await server.line((one) => one.event === 'ready');
      const url = new URL(server.text('webhookUrl'));
      const strangers: Socket[] = [];
      for (let count = 0; count < 300; count += 1) {
        const socket = connect(Number(url.port), url.hostname).on('error', () => undefined);
        strangers.push(socket);
        await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
        socket.write('POST /kkiapay/x HTTP/1.1\r\n');
      }
      const answer = await fetch(url, {
        ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret } },
        body: kkiapayBody({ event: 'success', amountXof: 500, at: '2026-11-23T10:00:00.000Z' }),
      });
      expect(answer.status).toBe(200);
      for (const socket of strangers) socket.destroy();
    },
  );
});
