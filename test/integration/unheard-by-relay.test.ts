import { rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clusterOfTests } from '../support/cluster-of-tests';
import {
  atCounter,
  call,
  differenceBetween,
  paid,
  phoneOf,
  shopWithPhone,
} from '../support/figures-by-phone';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { temporaryFolder } from '../support/temporary-folder';

const soon = { timeout: 20_000 };
const cluster = clusterOfTests();

const damages = {
  gone: (file: string) => rm(file),
  'cut off': (file: string) => truncate(file, 20),
};

describe.skipIf(!hasPostgres)(`what the relay has not heard of yet${postgresRemedy}`, () => {
  it.each(Object.entries(damages))(
    'is told to it although the files that keep it are %s',
    { timeout: 60_000 },
    async (_, damage) => {
      await using folder = await temporaryFolder();
      const place = await shopWithPhone(cluster, folder.path);
      const read = phoneOf(place, await place.join());
      const difference = () => differenceBetween(read, place.shop());
      await call(place.relayed, 'handed over', { amountXof: 700 });
      await call(place.relayed, 'taken back', { amountXof: 900 });
      await expect.poll(async () => (await atCounter(place.shop())).length, soon).toBe(2);
      const idOf = async (sale: string) => (await paid(place.shop(), sale))?.id ?? '';
      const { handOver } = place.shop().handlers;
      await handOver({ id: await idOf('taken back'), by: 'Awa' });
      await expect.poll(difference, soon).toEqual([]);

      await place.silence();
      await handOver({ id: await idOf('handed over'), by: 'Awa' });
      await place.shop().handlers.takeBack({ id: await idOf('taken back'), by: 'Awa' });
      await call(place.own(), 'at the own address');
      await place.closed(async () => {
        for (const file of ['relay-deeds.json', 'relay-cards.json']) await damage(join(folder.path, file));
      });
      await place.speakAgain();
      await expect.poll(difference, soon).toEqual([]);
      expect(await read()).toHaveLength(3);
    },
  );
});
