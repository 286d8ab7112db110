import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { comeIn, withBundle, type ShopKeys } from '../../renderer/phone/come-in';
import { createRowOpener } from '../../renderer/phone/open-sealed';
import { readRow } from '../../src/shared/phones/read-row';
import { createRelayQuestions } from '../../renderer/phone/relay-questions';
import type { Payment } from '../../src/shared/payment/payment';
import { pairingSecretIn } from '../../src/shared/phones/phone-pairing';
import { askWindow } from '../support/ask-window';
import { clusterOfTests } from '../support/cluster-of-tests';
import { ServeProcess } from '../support/headless-process';
import { phoneRelay, phoneShop, type PhoneShop } from '../support/phone-shop';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';

const cluster = clusterOfTests();
const longWait = { timeout: 40_000 };

async function payments(uiUrl: string): Promise<readonly Payment[]> {
  return (await askWindow(uiUrl, 'listPayments', { limit: 50 })).payments;
}

async function paid(uiUrl: string, transactionId: string): Promise<Payment> {
  const found = (await payments(uiUrl)).find((payment) => payment.transactionId === transactionId);
  if (found === undefined) throw new Error(`${transactionId} is not there`);
  return found;
}

/** Empty where it was done; else why not. */
async function handOver(uiUrl: string, transactionId: string, by: string): Promise<string> {
  const { id } = await paid(uiUrl, transactionId);
  return askWindow(uiUrl, 'handOver', { id, by }).then(
    () => '',
    (error: unknown) => String(error),
  );
}

/** Another counter of the same shop; its window. */
async function secondCounter(shop: PhoneShop): Promise<string> {
  const { invitation } = await askWindow(shop.uiUrl, 'inviteCounter', { lasts: false });
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-second-'));
  const args = ['--data', folder, '--port', '0', '--ui-port', '0', '--tunnel', 'none', '--no-notifications'];
  const server = await ServeProcess.ready(args);
  onTestFinished(async () => {
    await server.end();
    await rm(folder, { recursive: true, force: true });
  });
  const uiUrl = server.text('uiUrl');
  await askWindow(uiUrl, 'joinRelay', { invitation });
  return uiUrl;
}

async function countersKnown(uiUrl: string): Promise<number> {
  const { relay } = await askWindow(uiUrl, 'getState', null);
  return relay.kind === 'collecting' ? (relay.counters?.length ?? 1) : 0;
}

describe.skipIf(!hasPostgres)(`built counters, relay and phones${postgresRemedy}`, () => {
  it(
    'two counters hand a payment over once, and show it on both where they could not ask, until it is taken back',
    { timeout: 120_000 },
    async () => {
      await using relay = await phoneRelay(cluster);
      await using shop = await phoneShop(relay, 'Chez Awa');
      const one = shop.uiUrl;
      const ids = Array.from({ length: 6 }, (_, at) => `paid ${at}`);
      for (const id of ids) expect(await shop.pay(id)).toBe(200);
      await expect.poll(async () => (await payments(one)).length, longWait).toBe(ids.length);
      const two = await secondCounter(shop);
      await expect.poll(async () => (await payments(two)).length, longWait).toBe(ids.length);
      await shop.pay('wakes both');
      await expect
        .poll(async () => [await countersKnown(one), await countersKnown(two)], longWait)
        .toEqual([2, 2]);
      for (const id of ids.slice(0, 4)) {
        const both = await Promise.all([handOver(one, id, 'Awa'), handOver(two, id, 'Bio')]);
        expect(both.filter((refusal) => refusal === '')).toHaveLength(1);
        expect(both.find((refusal) => refusal !== '')).toContain('already-handed-over');
        const [winner, loser] = both[0] === '' ? ['Awa', two] : ['Bio', one];
        // Told as it was refused, not by the next page of the log.
        expect((await paid(loser, id)).claim?.by).toBe(winner);
      }
      await relay.stop();
      const apart = ids.slice(4);
      for (const id of apart)
        expect([await handOver(one, id, 'Awa'), await handOver(two, id, 'Bio')]).toEqual(['', '']);
      await relay.startAgain();
      for (const window of [one, two])
        for (const id of apart) {
          await expect.poll(async () => (await paid(window, id)).alsoClaimed?.length, longWait).toBe(1);
          const { claim, alsoClaimed = [] } = await paid(window, id);
          expect([claim?.by, ...alsoClaimed.map(({ by }) => by)].sort()).toEqual(['Awa', 'Bio']);
        }
      // At the one that was first and at the one that was second: both are free of it again.
      for (const [at, window] of [one, two].entries()) {
        const id = apart[at] ?? '';
        await askWindow(window, 'takeBack', { id: (await paid(window, id)).id, by: 'Awa' });
        for (const shown of [one, two]) {
          await expect.poll(async () => (await paid(shown, id)).claim, longWait).toBeNull();
          expect((await paid(shown, id)).alsoClaimed).toBeUndefined();
        }
      }
    },
  );

  it(
    'a phone that is taken out is refused at its next question; the other is given the new key and goes on',
    { timeout: 90_000 },
    async () => {
      await using relay = await phoneRelay(cluster);
      await using shop = await phoneShop(relay, 'Chez Awa');
      const questions = createRelayQuestions(fetch, relay.url);
      const addPhone = async (name: string): Promise<ShopKeys> =>
        comeIn(questions, pairingSecretIn(await shop.offer(name)) ?? '');
      const [lost, kept] = [await addPhone('perdu'), await addPhone('gardé')];
      const asked = { after: 0, last: '', wait: 0, since: '1970-01-01T00:00:00.000Z' };
      const ask = ({ token }: ShopKeys, wait = 0) =>
        questions.log(token, { ...asked, wait }, new AbortController().signal);
      const opened = async (phone: ShopKeys): Promise<readonly string[]> => {
        const opener = createRowOpener(phone.keys);
        const read = (await ask(phone)).rows.map((row) => readRow(row, phone, opener));
        return (await Promise.all(read)).map(({ kind }) => kind);
      };
      expect(await opened(lost)).toEqual([]);
      // One question waits at the relay as the phone is taken out.
      const waiting = ask(lost, 25).then(
        () => 'answered',
        () => 'broken off',
      );
      await shop.removePhone('perdu');
      await expect(questions.view(lost.token)).rejects.toMatchObject({ status: 401 });
      await expect(ask(lost)).rejects.toMatchObject({ status: 401 });
      expect(await waiting).toBe('broken off');
      expect(await shop.pay('after')).toBe(200);
      const { bundle } = await questions.view(kept.token);
      expect(await withBundle(lost, bundle ?? '')).toBeNull();
      const renewed = await withBundle(kept, bundle ?? '');
      expect(await opened(renewed ?? kept)).toContain('payment');
      // The lost phone’s keys, had somebody the log itself, open nothing of it.
      expect(await opened({ ...lost, token: kept.token })).not.toContain('payment');
    },
  );
});
