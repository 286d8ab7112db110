import { expect, test, type Page } from '@playwright/test';
import { createWatch } from '../../../src/relay/push/watch';
import { createWebPush } from '../../../src/relay/push/push-sender';
import { openRelayKey } from '../../../src/relay/relay-key';
import { connect } from '../../../src/relay/store/database';
import { phoneTexts } from '../../../src/shared/texts/phone-texts';
import { fakeClock } from '../../support/fake-clock';
import { phoneRelay, phoneShop, type PhoneRelay } from '../../support/phone-shop';
import { hasPostgres, postgresCluster, type Cluster } from '../../support/postgres-cluster';
import { createSubscriber, openPushServer, type PushServer } from '../../support/push-server';
import { realNow } from '../../support/real-now';

const words = phoneTexts.fr.alerts;
/** No browser maker's push service can be reached: an internet address replaces it. */
const endpoint = 'https://9.9.9.9/push/of-this-phone';

let cluster: Cluster;
let server: PushServer;
test.skip(!hasPostgres, 'no PostgreSQL here: apt-get install postgresql');
test.beforeAll(async () => {
  server = await openPushServer();
  if (hasPostgres) cluster = await postgresCluster();
});
test.afterAll(async () => {
  await server[Symbol.asyncDispose]();
  if (hasPostgres) await cluster[Symbol.asyncDispose]();
});
test.use({ viewport: { width: 390, height: 844 }, locale: 'fr-FR' });

/** What a browser's own push service would answer, kept over a reload as a browser keeps it. */
async function subscribeHere(page: Page, keys: ReturnType<typeof createSubscriber>['keys']): Promise<void> {
  await page.addInitScript(
    ([address, told]) => {
      const subscription = {
        toJSON: () => ({ endpoint: address, expirationTime: null, keys: told }),
        unsubscribe: () => {
          localStorage.removeItem('asked');
          return Promise.resolve(true);
        },
      };
      const kept = (): object | null => (localStorage.getItem('asked') === null ? null : subscription);
      Object.assign(PushManager.prototype, {
        subscribe({ applicationServerKey, userVisibleOnly }: PushSubscriptionOptionsInit) {
          const key = applicationServerKey instanceof Uint8Array ? Array.from(applicationServerKey) : [];
          localStorage.setItem('asked', JSON.stringify({ key, userVisibleOnly }));
          return Promise.resolve(subscription);
        },
        getSubscription: () => Promise.resolve(kept()),
      });
    },
    [endpoint, keys] as const,
  );
}

/** The relay's watch with its own clock, because nobody waits three minutes; it sends to the stand-in. */
async function watchThreeMinutes(relay: PhoneRelay): Promise<void> {
  const sql = connect(relay.database, { max: 2, asApp: false });
  await sql`update comptoir_relay.push set endpoint = ${`${server.origin}/of-this-phone`}`;
  const clock = fakeClock(realNow());
  const { pushSeed: seed } = await openRelayKey({ COMPTOIR_RELAY_KEY: relay.key });
  const network = { isAllowed: (at: string) => /^(127\.|::1)/.test(at), certificate: server.certificate };
  const webPush = createWebPush({ seed, publicUrl: 'https://relay.test', clock, network });
  const watch = createWatch({ sql, instance: 'of the test', webPush, clock, log: () => undefined });
  for (let at = 0; at < 20; at += 1) {
    clock.advance(10_000);
    await watch.round();
  }
  await watch.stop();
  await sql.end();
}

async function subscribed(relay: PhoneRelay): Promise<readonly (readonly string[])[]> {
  const sql = connect(relay.database, { max: 1, asApp: false });
  const rows = await sql<{ endpoint: string; p256dh: string; auth: string }[]>`
    select endpoint, p256dh, auth from comptoir_relay.push`;
  await sql.end();
  return rows.map((row) => [row.endpoint, row.p256dh, row.auth]);
}

test('a touch subscribes the phone; a silent counter is pushed sealed, and shown with the page closed', async ({
  page,
  context,
}, testInfo) => {
  test.setTimeout(120_000);
  await using relay = await phoneRelay(cluster);
  await using awa = await phoneShop(relay, 'Chez Awa');
  await context.grantPermissions(['notifications'], { origin: relay.url });
  const subscriber = createSubscriber();
  await subscribeHere(page, subscriber.keys);
  const chrome = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    chrome.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await chrome.send('ServiceWorker.enable');
  await page.goto(await awa.offer('Téléphone d’Awa'));
  await expect(page.getByText(words.reason, { exact: true })).toBeVisible();
  expect(await subscribed(relay)).toEqual([]);

  await page.getByRole('button', { name: words.turnOn, exact: true }).click();
  await expect(page.getByText(words.isOn, { exact: true })).toBeVisible();
  await page.screenshot({ path: `${testInfo.outputDir}/alerts-on.png`, fullPage: true });
  expect(await subscribed(relay)).toEqual([[endpoint, subscriber.keys.p256dh, subscriber.keys.auth]]);
  const asked: unknown = JSON.parse((await page.evaluate(() => localStorage.getItem('asked'))) ?? 'null');
  const { key } = (await (await fetch(`${relay.url}/v1/push/key`)).json()) as { key: string }; // as the page asks it
  expect(asked).toEqual({ key: [...Buffer.from(key, 'base64url')], userVisibleOnly: true });
  await page.reload();
  await expect(page.getByText(words.isOn, { exact: true })).toBeVisible();

  await awa.stop();
  // Of the relays of one database one watches: this one leaves it to the test's. It also writes, as it ends, whom it heard last.
  await relay.stop();
  await relay.silenceCounters(5);
  await watchThreeMinutes(relay);
  await relay.startAgain();
  expect(server.taken).toHaveLength(1);
  const told = subscriber.opened(server.taken[0]?.body ?? Buffer.alloc(0));
  expect(told).toMatchObject({ kind: 'counter-silent' });

  const registrationId = await registered;
  await page.goto('about:blank');
  await chrome.send('ServiceWorker.deliverPushMessage', {
    ...{ origin: relay.url, registrationId },
    data: JSON.stringify(told),
  });
  await page.goto(`${relay.url}/p/`);
  const shown = (): Promise<readonly (readonly string[])[]> =>
    page.evaluate(async () =>
      (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body }) => [
        title,
        body,
      ]),
    );
  await expect
    .poll(shown)
    .toEqual([
      ['Chez Awa', expect.stringMatching(/^Le comptoir ne répond plus depuis .*\d\d:\d\d\. Appelez/)],
    ]);

  await page.getByRole('button', { name: words.turnOff, exact: true }).click();
  await expect(page.getByText(words.reason, { exact: true })).toBeVisible();
  expect(await subscribed(relay)).toEqual([]);
});

test('a phone that refuses, and an unreachable relay, are shown with the next step', async ({
  page,
  context,
}) => {
  await using relay = await phoneRelay(cluster);
  await using awa = await phoneShop(relay, 'Chez Awa');
  await subscribeHere(page, createSubscriber().keys);
  await page.goto(await awa.offer('Téléphone d’Awa'));
  const turnOn = page.getByRole('button', { name: words.turnOn, exact: true });
  await turnOn.click();
  await expect(page.getByText(words.denied, { exact: true })).toBeVisible();
  await context.grantPermissions(['notifications'], { origin: relay.url });
  await relay.stop();
  await turnOn.click();
  await expect(page.getByText(words.failed, { exact: true })).toBeVisible();
  await relay.startAgain();
  await turnOn.click();
  await expect(page.getByText(words.isOn, { exact: true })).toBeVisible();
});
