import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
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
import { openComptoir, type OpenedComptoir } from './open-comptoir';
import type { Cluster } from './postgres-cluster';
import { realNow } from './real-now';
import { relayHere } from './relay-here';
import { invitationTo, relayKey } from './relay-process';

const secret = 'the live secret of this test';
const soon = { timeout: 20_000 };

/** A shop that has joined a real relay, and its owner's phone. */
export async function shopWithPhone(
  cluster: Pick<Cluster, 'database' | 'program' | 'folder' | 'port'>,
  folder: string,
) {
  const database = await cluster.database();
  const key = relayKey();
  let relay = await relayHere(database, { key });
  const { url } = relay;
  onTestFinished(async () => {
    await relay.end();
  });
  const invitation = await invitationTo(url, database);
  const open = () => openComptoir(folder, { environment: { COMPTOIR_HASH_SECRET: secret } });
  let shop = await open();
  onTestFinished(() => shop[Symbol.asyncDispose]());
  const isCollecting = () => expect.poll(() => shop.state().relay.kind, soon).toBe('collecting');
  const address = (): string => webhookUrlsOf(shop.state(), 'live').local ?? '';
  const questions = createRelayQuestions(fetch, url);
  return {
    ...{ questions, relayed: `${url}${new URL(address()).pathname}` },
    shop: () => shop,
    /** The counter's own address. */
    own: address,
    async join() {
      await shop.handlers.joinRelay({ invitation });
      await isCollecting();
      const { link } = await shop.handlers.offerPhone({ name: 'Téléphone d’Awa' });
      return comeIn(questions, pairingSecretIn(link) ?? '');
    },
    silence: () => relay.end(),
    /** The counter is closed, and opened again after what happens to its folder meanwhile. */
    async closed(meanwhile: () => Promise<void>) {
      await shop[Symbol.asyncDispose]();
      await meanwhile();
      shop = await open();
    },
    async speakAgain(from = database) {
      relay = await relayHere(from, { key, port: Number(new URL(url).port) });
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

export type Place = Awaited<ReturnType<typeof shopWithPhone>>;

/** What the phone shows once it has read what there is. */
export function phoneOf({ questions }: Pick<Place, 'questions'>, keys: ShopKeys) {
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

export async function atCounter({ handlers }: OpenedComptoir): Promise<readonly string[]> {
  const { payments } = await handlers.listPayments({ limit: 500 });
  return payments.map((payment) => shown(placeOf(payment.id)?.day ?? '', payment)).sort();
}

export async function differenceBetween(
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

/** A KKiaPay call. */
export async function call(
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

export async function paid(
  { handlers }: OpenedComptoir,
  transactionId: string,
): Promise<Payment | undefined> {
  const { payments } = await handlers.listPayments({ limit: 500 });
  return payments.find((payment) => payment.transactionId === transactionId);
}
