import postgres from 'postgres';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clusterOfTests } from '../support/cluster-of-tests';
import { plantedAppend } from '../support/planted-append';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { relayLoad, relayReader } from '../support/relay-load';
import { idOf, joinedShop, relayKey, RelayProcess } from '../support/relay-process';

const allCalls = Number(process.env.COMPTOIR_RELAY_CALLS ?? 0);
const calls = Math.max(allCalls, 200);
/** A fault that shows itself by chance: searched at full length alone. In `relay.test.ts` it shows itself at once. */
const planted = { numbers: 'a sequence, planted', planted: plantedAppend, isWhole: false };
const postersAtOnce = 64;
const cluster = clusterOfTests();

describe.skipIf(!hasPostgres)(`a reader while two relays write${postgresRemedy}`, () => {
  it.each([{ numbers: 'its counter', planted: '', isWhole: true }, ...(allCalls > 0 ? [planted] : [])])(
    `with $numbers, of ${calls} calls or more by ${postersAtOnce} posters it has every one: $isWhole`,
    { timeout: 300_000 },
    async ({ planted, isWhole }) => {
      const database = await cluster.database();
      const key = relayKey();
      const relays = [
        await RelayProcess.ready(database, { key }),
        await RelayProcess.ready(database, { key }),
      ];
      for (const relay of relays)
        onTestFinished(async () => {
          await relay.end();
        });
      const urls = (): string[] => relays.map(({ url }) => url);
      const shop = await joinedShop(database, urls()[0] ?? '');
      const sql = postgres(database, { max: 1, onnotice: () => undefined });
      onTestFinished(() => sql.end());
      if (planted !== '') await sql.unsafe(planted);
      // The other relay has heard of the address too.
      await expect.poll(() => shop.post(urls()[1] ?? '', 'first'), { timeout: 15_000 }).toBe(200);

      const load = relayLoad(shop, urls, postersAtOnce);
      const reader = relayReader(shop, urls);
      const reading = (async () => {
        while (!load.isOver()) await reader.readOn();
        while (await reader.readOn());
      })();
      /** Rows before the reader's place that it has not received. */
      const overlooked = async (): Promise<number> => {
        const had = [...reader.rows];
        const [row] = await sql<{ n: number }[]>`
          select count(*)::int as n from comptoir_relay.log where seq <= ${had.at(-1)?.seq ?? 0}`;
        return (row?.n ?? 0) - had.length;
      };
      await load.more(calls);
      // The planted one fails by chance, yet soon.
      for (let more = 0; !isWhole && more < 100 && (await overlooked()) === 0; more += 1)
        await load.more(200);
      await load.end();
      await reading;

      const read = new Set(reader.rows.map((row) => idOf(shop.opened(row))));
      expect(load.acknowledged.every((id) => read.has(id))).toBe(isWhole);
      expect((await overlooked()) === 0).toBe(isWhole);
      expect(reader.rewinds()).toBe(0);
    },
  );
});
