import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askWindow } from './ask-window';
import { ServeProcess } from './headless-process';
import type { Cluster } from './postgres-cluster';
import { invitationTo, postAs, relayKey, RelayProcess } from './relay-process';

const secret = 'a-hash-secret-of-the-live-mode-1';

/** A real relay on a database of its own, as a phone's browser reaches it. */
export interface PhoneRelay extends AsyncDisposable {
  readonly url: string;
  readonly database: string;
  /** Its COMPTOIR_RELAY_KEY. */
  readonly key: string;
  stop(): Promise<void>;
  /** On the same port. */
  startAgain(): Promise<void>;
  /** What nobody waits for in a test: no counter was heard for so long. */
  silenceCounters(minutes: number): Promise<void>;
  invitation(): Promise<string>;
}

export async function phoneRelay(cluster: Pick<Cluster, 'database' | 'program'>): Promise<PhoneRelay> {
  const database = await cluster.database();
  const key = relayKey();
  let relay = await RelayProcess.ready(database, { key });
  const { url } = relay;
  return {
    url,
    database,
    key,
    async stop() {
      await relay.end();
    },
    async startAgain() {
      relay = await RelayProcess.ready(database, { key, port: Number(new URL(url).port) });
    },
    async silenceCounters(minutes) {
      const age = `interval '${minutes} minutes'`;
      const statement = `update comptoir_relay.device set heard_at = now() - ${age} where kind = 'counter'`;
      await cluster.program('psql', [database, '-c', statement]);
    },
    invitation: () => invitationTo(url, database),
    async [Symbol.asyncDispose]() {
      await relay.end();
    },
  };
}

/** A counter in its headless mode that has joined the relay. */
export interface PhoneShop extends AsyncDisposable {
  readonly uiUrl: string;
  pay(transactionId: string): Promise<number>;
  /** At the counter, once the payment is there. */
  handOver(transactionId: string, by: string): Promise<void>;
  /** The link in the QR. */
  offer(name: string): Promise<string>;
  removePhone(name: string): Promise<void>;
  stop(): Promise<void>;
}

export async function phoneShop(relay: PhoneRelay, shopName: string): Promise<PhoneShop> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-phone-'));
  const server = await ServeProcess.ready(
    ['--data', folder, '--port', '0', '--ui-port', '0', '--tunnel', 'none', '--no-notifications'],
    { COMPTOIR_HASH_SECRET: secret },
  );
  const uiUrl = server.text('uiUrl');
  await askWindow(uiUrl, 'changeSettings', { shopName });
  await askWindow(uiUrl, 'joinRelay', { invitation: await relay.invitation() });
  const { pathname } = new URL(server.text('webhookUrl'));
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (!isStopped) await server.end();
    isStopped = true;
  };
  return {
    uiUrl,
    stop,
    pay: (transactionId) => postAs(`${relay.url}${pathname}`, secret, transactionId),
    async handOver(transactionId, by) {
      for (;;) {
        const { payments } = await askWindow(uiUrl, 'listPayments', { limit: 10 });
        const found = payments.find((payment) => payment.transactionId === transactionId);
        if (found === undefined) continue;
        await askWindow(uiUrl, 'handOver', { id: found.id, by });
        return;
      }
    },
    offer: async (name) => (await askWindow(uiUrl, 'offerPhone', { name })).link,
    async removePhone(name) {
      const phones = await askWindow(uiUrl, 'listPhones', null);
      await askWindow(uiUrl, 'removePhone', { id: phones.find((one) => one.name === name)?.id ?? '' });
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
