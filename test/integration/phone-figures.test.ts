import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../support/fixed-seed';
import { clusterOfTests } from '../support/cluster-of-tests';
import {
  call,
  differenceBetween,
  paid,
  phoneOf,
  shopWithPhone,
  type Place,
} from '../support/figures-by-phone';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { realNow } from '../support/real-now';
import { temporaryFolder } from '../support/temporary-folder';

const soon = { timeout: 20_000 };
const cluster = clusterOfTests();

/** What may happen to one of the day's sales. */
const step = fc.record({
  sale: fc.nat({ max: 5 }),
  what: fc.constantFrom(
    ...(['relayed', 'own', 'both', 'failed', 'other-amount', 'typed', 'settled', 'handed'] as const),
  ),
  outcome: fc.constantFrom(...(['received', 'not-received', 'unsure'] as const)),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take({ shop: running, own, relayed }: Place, transactionId: string, { what, outcome }: Step) {
  const shop = running();
  const { handlers } = shop;
  const known = await paid(shop, transactionId);
  // What cannot be done with a payment is refused, and changes nothing.
  const refused = (): null => null;
  switch (what) {
    case 'relayed':
      return call(relayed, transactionId);
    case 'own':
      return call(own(), transactionId);
    case 'both':
      return Promise.all([call(own(), transactionId), call(relayed, transactionId)]);
    case 'failed':
      return call(own(), transactionId, { event: 'failed' });
    case 'other-amount':
      return call(relayed, transactionId, { amountXof: 700 });
    case 'typed':
      return handlers
        .addPayment({ provider: 'kkiapay', mode: 'live', transactionId, amountXof: 500, by: 'Awa' })
        .catch(refused);
    case 'settled':
      return known && handlers.settleDoubt({ id: known.id, outcome, by: 'Awa' }).catch(refused);
    case 'handed':
      return known && handlers.handOver({ id: known.id, by: 'Awa' }).catch(refused);
  }
}

describe.skipIf(!hasPostgres)(`the figures on the owner’s phone${postgresRemedy}`, () => {
  it(
    'are the counter’s after any day, through a time in which the relay is away',
    { timeout: 120_000 },
    async () => {
      await using folder = await temporaryFolder();
      const place = await shopWithPhone(cluster, folder.path);
      // Sold before the shop had a relay.
      await call(place.own(), 'before the relay');
      const read = phoneOf(place, await place.join());
      const difference = () => differenceBetween(read, place.shop());
      let day = 0;
      const steps = fc.array(step, { minLength: 6, maxLength: 14 });
      await fc.assert(
        fc.asyncProperty(steps, steps, async (whileThere, whileAway) => {
          day += 1;
          for (const one of whileThere) await take(place, `sale-${day}-${one.sale}`, one);
          await expect.poll(difference, soon).toEqual([]);
          await place.silence();
          for (const one of whileAway) await take(place, `sale-${day}-${one.sale}`, one);
          await place.speakAgain();
          await expect.poll(difference, soon).toEqual([]);
        }),
        { numRuns: 4, endOnFailure: true },
      );
    },
  );

  it(
    'are the counter’s after a file was put in, and after the relay went back to an older copy',
    { timeout: 120_000 },
    async () => {
      await using folder = await temporaryFolder();
      const place = await shopWithPhone(cluster, folder.path);
      const { handlers } = place.shop();
      const read = phoneOf(place, await place.join());
      const counted = async () => {
        const lines = await read();
        return (await differenceBetween(() => Promise.resolve(lines), place.shop())).length === 0
          ? lines.length
          : null;
      };
      await call(place.relayed, 'in the copy');
      await expect.poll(counted, soon).toBe(1);
      const copied = await place.copy();
      await call(place.relayed, 'after the copy');
      await call(place.own(), 'at the own address');
      const today = new Date(realNow()).toISOString().slice(0, 10);
      const live = { provider: 'kkiapay', mode: 'live' } as const;
      const text = `ID transaction;Montant;Date\nfrom-a-file;25350;${today} 00:05:00\n`;
      const { columns } = await handlers.previewImport({ ...live, text, columns: null });
      expect(await handlers.importPayments({ ...live, text, columns, by: 'Awa' })).toMatchObject({
        added: 1,
      });
      await expect.poll(counted, soon).toBe(4);

      await place.silence();
      await place.speakAgain(copied);
      await expect.poll(counted, soon).toBe(4);
    },
  );
});
