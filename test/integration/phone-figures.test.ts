import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { comeIn, type ShopKeys } from '../../renderer/phone/come-in';
import { createRowOpener } from '../../renderer/phone/open-sealed';
import { createRelayQuestions, RelayRefusal } from '../../renderer/phone/relay-questions';
import { placeOf } from '../../src/core/ledger/payment-id';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { effectiveStatusOf, type Payment } from '../../src/shared/payment/payment';
import { pairingSecretIn } from '../../src/shared/phones/phone-pairing';
import { readPage, withPage } from '../../src/shared/phones/read-page';
import type { KeptPayment } from '../../src/shared/phones/read-row';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import '../support/fixed-seed';
import { clusterOfTests } from '../support/cluster-of-tests';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { realNow } from '../support/real-now';
import { invitationTo, relayKey, RelayProcess } from '../support/relay-process';
import { temporaryFolder } from '../support/temporary-folder';

const secret = 'the live secret of this test';
const soon = { timeout: 20_000 };
const cluster = clusterOfTests();

/** A shop that has joined a real relay, and its owner's phone. */
async function shopWithPhone(folder: string) {
  const database = await cluster.database();
  const key = relayKey();
  let relay = await RelayProcess.ready(database, { key });
  const { url } = relay;
  onTestFinished(async () => {
    await relay.end();
  });
  const invitation = await invitationTo(url, database);
  const shop = await openComptoir(folder, { environment: { COMPTOIR_HASH_SECRET: secret } });
  onTestFinished(() => shop[Symbol.asyncDispose]());
  const isCollecting = () => expect.poll(() => shop.state().relay.kind, soon).toBe('collecting');
  const own = webhookUrlsOf(shop.state(), 'live').local ?? '';
  const questions = createRelayQuestions(fetch, url);
  return {
    ...{ shop, questions, own, relayed: `${url}${new URL(own).pathname}` },
    async join() {
      await shop.handlers.joinRelay({ invitation });
      await isCollecting();
      const { link } = await shop.handlers.offerPhone({ name: 'Téléphone d’Awa' });
      return comeIn(questions, pairingSecretIn(link) ?? '');
    },
    silence: () => relay.end(),
    async speakAgain(from = database) {
      relay = await RelayProcess.ready(from, { key, port: Number(new URL(url).port) });
      await isCollecting();
    },
    /** The relay's database as it is now, in another one. */
    async copy() {
      const [file, copied] = [join(cluster.folder, 'copy'), await cluster.database()];
      const at = ['-h', '127.0.0.1', '-p', String(cluster.port), '-U', 'relay'];
      await cluster.program('pg_dump', [...at, '-Fc', '-f', file, new URL(database).pathname.slice(1)]);
      await cluster.program('pg_restore', [...at, '-d', new URL(copied).pathname.slice(1), file]);
      return copied;
    },
  };
}

type Place = Awaited<ReturnType<typeof shopWithPhone>>;

/** What the phone shows once it has read what there is. */
function phoneOf({ questions }: Place, keys: ShopKeys) {
  let [seq, key] = [0, ''];
  let payments: readonly KeptPayment[] = [];
  return async (): Promise<readonly string[]> => {
    const question = { after: seq, last: key, wait: 0, since: '1970-01-01T00:00:00.000Z' };
    const page = await questions
      .log(keys.token, question, new AbortController().signal)
      .catch((error: unknown) => {
        if (!(error instanceof RelayRefusal) || error.status !== 409) throw error;
        // The relay was set back: all is read again, the next time.
        [seq, key, payments] = [0, '', []];
        return { rows: [] };
      });
    payments = withPage(payments, await readPage(page.rows, payments, keys, createRowOpener(keys.keys)));
    const last = page.rows.at(-1);
    if (last !== undefined) [seq, key] = [last.seq, last.key];
    return payments.map(({ day, payment }) => shown(day, payment)).sort();
  };
}

async function atCounter({ handlers }: OpenedComptoir): Promise<readonly string[]> {
  const { payments } = await handlers.listPayments({ limit: 500 });
  return payments.map((payment) => shown(placeOf(payment.id)?.day ?? '', payment)).sort();
}

async function differenceBetween(
  read: () => Promise<readonly string[]>,
  shop: OpenedComptoir,
): Promise<readonly string[]> {
  const [phone, counter] = [await read(), await atCounter(shop)];
  return [...onlyIn('phone', phone, counter), ...onlyIn('counter', counter, phone)];
}

/** What one of the two shows more often than the other. */
function onlyIn(name: string, one: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other];
  return one
    .filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    })
    .map((line) => `${name}: ${line}`);
}

/** All that an owner adds up or asks about. */
function shown(day: string, payment: Payment): string {
  const { amountXof, provider, mode, claim, found, givenBack } = payment;
  const status = effectiveStatusOf(payment);
  return [day, provider, mode, amountXof, status, claim?.by, found?.how, givenBack?.how].join(' ');
}

async function call(
  url: string,
  transactionId: string,
  said: { readonly event?: 'success' | 'failed'; readonly amountXof?: number } = {},
): Promise<void> {
  const { event = 'success', amountXof = 500 } = said;
  const account = '22901970000001';
  const at = new Date(realNow()).toISOString();
  await fetch(url, {
    ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret } },
    body: kkiapayBody({ event, amountXof, transactionId, at, account }),
  }).then(
    (answer) => answer.arrayBuffer(),
    () => undefined, // nobody is there: for this one the provider's tries are over
  );
}

async function paid({ handlers }: OpenedComptoir, transactionId: string): Promise<Payment | undefined> {
  const { payments } = await handlers.listPayments({ limit: 500 });
  return payments.find((payment) => payment.transactionId === transactionId);
}

/** What may happen to one of the day's sales. */
const step = fc.record({
  sale: fc.nat({ max: 5 }),
  what: fc.constantFrom(
    ...(['relayed', 'own', 'both', 'failed', 'other-amount', 'typed', 'settled', 'handed'] as const),
  ),
  outcome: fc.constantFrom(...(['received', 'not-received', 'unsure'] as const)),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take({ shop, own, relayed }: Place, transactionId: string, { what, outcome }: Step) {
  const { handlers } = shop;
  const known = await paid(shop, transactionId);
  // What cannot be done with a payment is refused, and changes nothing.
  const refused = (): null => null;
  switch (what) {
    case 'relayed':
      return call(relayed, transactionId);
    case 'own':
      return call(own, transactionId);
    case 'both':
      return Promise.all([call(own, transactionId), call(relayed, transactionId)]);
    case 'failed':
      return call(own, transactionId, { event: 'failed' });
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
      const place = await shopWithPhone(folder.path);
      // Sold before the shop had a relay.
      await call(place.own, 'before the relay');
      const read = phoneOf(place, await place.join());
      const difference = () => differenceBetween(read, place.shop);
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
      const place = await shopWithPhone(folder.path);
      const { handlers } = place.shop;
      const read = phoneOf(place, await place.join());
      const counted = async () => {
        const lines = await read();
        return (await differenceBetween(() => Promise.resolve(lines), place.shop)).length === 0
          ? lines.length
          : null;
      };
      await call(place.relayed, 'in the copy');
      await expect.poll(counted, soon).toBe(1);
      const copied = await place.copy();
      await call(place.relayed, 'after the copy');
      await call(place.own, 'at the own address');
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
