import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { askWindow } from '../support/ask-window';
import { clusterOfTests } from '../support/cluster-of-tests';
import { ServeProcess } from '../support/headless-process';
import { phoneRelay } from '../support/phone-shop';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { postAs } from '../support/relay-process';
import { temporaryFolder } from '../support/temporary-folder';

const cluster = clusterOfTests();

it.skipIf(!hasPostgres)(
  `calls that the relay refused are told at the shop, and after a restart too${postgresRemedy}`,
  { timeout: 60_000 },
  async () => {
    await using relay = await phoneRelay(cluster);
    await using folder = await temporaryFolder();
    const start = (): Promise<ServeProcess> =>
      ServeProcess.ready(
        [
          ...['--data', folder.path, '--port', '0', '--ui-port', '0'],
          '--tunnel',
          'none',
          '--no-notifications',
        ],
        { COMPTOIR_HASH_SECRET: 'a-hash-secret-of-the-live-mode-1' },
      );
    const told = async (server: ServeProcess): Promise<readonly object[]> =>
      (await askWindow(server.text('uiUrl'), 'listRefusals', null)).map(
        ({ reason, count, httpStatus, through }) => ({ reason, count, httpStatus, through }),
      );
    const first = await start();
    await askWindow(first.text('uiUrl'), 'joinRelay', { invitation: await relay.invitation() });
    const url = `${relay.url}${new URL(first.text('webhookUrl')).pathname}`;
    await first.end();
    for (const id of ['one', 'two', 'three']) expect(await postAs(url, 'a wrong secret', id)).toBe(401);
    // Nobody waits for the minute to be over: these are of an earlier one, and the shop joined long ago.
    const earlier = `update comptoir_relay.refusal set minute = minute - interval '5 minutes'
      where minute > now() - interval '2 minutes' returning n`;
    const move = (): Promise<string> => cluster.program('psql', [relay.database, '-tAc', earlier]);
    await expect.poll(move, { timeout: 20_000 }).toContain('3');
    const cursor = join(folder.path, 'relay.json');
    const kept = JSON.parse(await readFile(cursor, 'utf8')) as object; // what Comptoir wrote
    await writeFile(cursor, JSON.stringify({ ...kept, refusedSince: '2026-01-01T00:00:00.000Z' }));

    const shown = [{ reason: 'secret-wrong', count: 3, httpStatus: 401, through: 'relay' }];
    const second = await start();
    await expect.poll(() => told(second), { timeout: 30_000 }).toEqual(shown);
    await second.end();
    await using third = await start();
    expect(await told(third)).toEqual(shown);
  },
);
