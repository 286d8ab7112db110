import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { ServeProcess } from '../support/headless-process';
import { realNow } from '../support/real-now';
import { temporaryFolder } from '../support/temporary-folder';
import { eventually } from '../support/window/eventually';

const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];
const secret = 'the live secret of this test';

it('records uncaught errors: a rejection ends nothing, an exception ends properly', async () => {
  await using folder = await temporaryFolder();
  const shim = join(import.meta.dirname, '../support/plant-errors.cjs');
  await using server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], {
    ...{ COMPTOIR_HASH_SECRET: secret, NODE_OPTIONS: `--require ${JSON.stringify(shim)}` },
  });
  const records = async (): Promise<readonly string[]> => {
    const crashes = join(folder.path, 'logs', 'crashes');
    const names = await readdir(crashes);
    return Promise.all(names.map((name) => readFile(join(crashes, name), 'utf8')));
  };
  process.kill(server.pid, 'SIGUSR2');
  await eventually(async () => expect((await records()).join()).toContain('a planted rejection'));
  const body = kkiapayBody({ event: 'success', amountXof: 500, at: new Date(realNow()).toISOString() });
  const answer = await fetch(server.text('webhookUrl'), {
    ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret }, body },
  });
  expect(answer.status).toBe(200);
  process.kill(server.pid, 'SIGWINCH');
  expect(await server.ended()).toBe(1);
  expect((await records()).join()).toContain('a planted exception');
});
