import { describe, expect, it, onTestFinished } from 'vitest';
import { comeIn, withBundle, type ShopKeys } from '../../renderer/phone/come-in';
import { createRowOpener } from '../../renderer/phone/open-sealed';
import { createRelayQuestions, RelayRefusal } from '../../renderer/phone/relay-questions';
import { readRow, type KeptPayment } from '../../src/shared/phones/read-row';
import { pairingSecretIn } from '../../src/shared/phones/phone-pairing';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { openComptoir } from '../support/open-comptoir';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { relayHere } from '../support/relay-here';
import { invitationTo, postAs, relayKey } from '../support/relay-process';
import { temporaryFolder } from '../support/temporary-folder';

const secret = 'the live secret of this test';
const longWait = { timeout: 15_000 };

const cluster = clusterOfTests();

async function joinedShop(folder: string) {
  const database = await cluster.database();
  const relay = await relayHere(database, { key: relayKey() });
  onTestFinished(async () => {
    await relay.end();
  });
  const invitation = await invitationTo(relay.url, database);
  const shop = await openComptoir(folder, { environment: { COMPTOIR_HASH_SECRET: secret } });
  await shop.handlers.changeSettings({ shopName: 'Chez Awa' });
  await shop.handlers.joinRelay({ invitation });
  await expect.poll(() => shop.state().relay.kind, longWait).toBe('collecting');
  return {
    ...{ shop, relay, questions: createRelayQuestions(fetch, relay.url) },
    [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose](),
  };
}

type Place = Awaited<ReturnType<typeof joinedShop>>;

async function addPhone({ shop, questions }: Place, name: string): Promise<ShopKeys> {
  const { link } = await shop.handlers.offerPhone({ name });
  return comeIn(questions, pairingSecretIn(link) ?? '');
}

/** What a phone makes of its shop's log. */
async function readAll({ questions }: Place, phone: ShopKeys) {
  const question = { after: 0, last: '', wait: 0, since: '1970-01-01T00:00:00.000Z' };
  const { rows } = await questions.log(phone.token, question, new AbortController().signal);
  const opener = createRowOpener(phone.keys);
  const read = await Promise.all(rows.map((row) => readRow(row, phone, opener)));
  const payments = read.flatMap((one): KeptPayment[] => (one.kind === 'payment' ? [one.kept] : []));
  return { payments, shut: read.filter(({ kind }) => kind === 'shut').length };
}

function pay({ shop, relay }: Place, transactionId: string): Promise<number> {
  const { pathname } = new URL(webhookUrlsOf(shop.state(), 'live').local ?? '');
  return postAs(`${relay.url}${pathname}`, secret, transactionId);
}

describe.skipIf(!hasPostgres)(`an owner’s phone${postgresRemedy}`, () => {
  it('opens its shop’s payments, without any payer', { timeout: 60_000 }, async () => {
    await using folder = await temporaryFolder();
    await using place = await joinedShop(folder.path);
    const phone = await addPhone(place, 'Téléphone d’Awa');
    expect(phone.card).toEqual({ shopName: 'Chez Awa', language: 'fr', country: 'BJ' });
    expect(phone.keys[0]?.secret.extractable).toBe(false);
    expect(await pay(place, 'paid one')).toBe(200);
    const { payments } = await readAll(place, phone);
    expect(payments).toMatchObject([
      { payment: { amountXof: 500, status: 'success', account: null, transactionId: null } },
    ]);
    expect(await place.shop.handlers.listPhones(null)).toMatchObject([{ name: 'Téléphone d’Awa' }]);
  });

  it(
    'once taken out reads nothing more, and could open nothing that comes; the others go on',
    { timeout: 60_000 },
    async () => {
      await using folder = await temporaryFolder();
      await using place = await joinedShop(folder.path);
      const lost = await addPhone(place, 'perdu');
      const kept = await addPhone(place, 'gardé');
      expect(await pay(place, 'before')).toBe(200);
      const [first] = await place.shop.handlers.listPhones(null);
      expect(first?.name).toBe('gardé');
      const listed = await place.shop.handlers.listPhones(null);
      await place.shop.handlers.removePhone({ id: listed.find(({ name }) => name === 'perdu')?.id ?? '' });
      await expect(place.questions.view(lost.token)).rejects.toMatchObject({ status: 401 });
      expect(await pay(place, 'after')).toBe(200);
      // Had somebody the log itself: the lost phone's keys open what was before, and no more.
      expect(await readAll(place, { ...lost, token: kept.token })).toMatchObject({ shut: 1, payments: [{}] });
      expect(await readAll(place, kept)).toMatchObject({ shut: 1 });
      const { bundle } = await place.questions.view(kept.token);
      const renewed = await withBundle(kept, bundle ?? '');
      expect(await withBundle(lost, bundle ?? '')).toBeNull();
      expect(await readAll(place, renewed ?? kept)).toMatchObject({ shut: 0, payments: [{}, {}] });
      // And the counter itself.
      await expect
        .poll(async () => (await place.shop.handlers.listPayments({ limit: 10 })).payments.length, longWait)
        .toBe(2);
      const another = await addPhone(place, 'nouveau');
      expect(await readAll(place, another)).toMatchObject({ shut: 0, payments: [{}, {}] });
    },
  );

  it('is given no new key where its own was put in by another hand', { timeout: 60_000 }, async () => {
    await using folder = await temporaryFolder();
    await using place = await joinedShop(folder.path);
    const { link } = await place.shop.handlers.offerPhone({ name: 'Téléphone d’Awa' });
    // A relay that was changed puts its own key in the place of the phone's: it cannot prove it.
    const meddling = {
      ...place.questions,
      comeIn: (body: object) =>
        place.questions.comeIn({ ...body, proof: Buffer.alloc(32).toString('base64') }),
    };
    const phone = await comeIn(meddling, pairingSecretIn(link) ?? '');
    await place.shop.handlers.changeSettings({ shopName: 'Chez Koffi' });
    const other = await addPhone(place, 'autre');
    await place.shop.handlers.removePhone({ id: other.phone });
    expect((await place.questions.view(phone.token)).bundle).toBeNull();
  });

  it('comes in by one offer once, and hears of a new name of the shop', { timeout: 60_000 }, async () => {
    await using folder = await temporaryFolder();
    await using place = await joinedShop(folder.path);
    const { link } = await place.shop.handlers.offerPhone({ name: 'Téléphone d’Awa' });
    const found = pairingSecretIn(link) ?? '';
    expect(link).toBe(`${place.relay.url}/p/#p=${found}`);
    const phone = await comeIn(place.questions, found);
    await expect(comeIn(place.questions, found)).rejects.toThrow(RelayRefusal);
    await place.shop.handlers.changeSettings({ shopName: 'Chez Koffi' });
    expect(await pay(place, 'to wake the counter')).toBe(200);
    await expect.poll(async () => (await place.questions.view(phone.token)).bundle, longWait).not.toBeNull();
    const renewed = await withBundle(phone, (await place.questions.view(phone.token)).bundle ?? '');
    expect(renewed?.card.shopName).toBe('Chez Koffi');
    await place.shop.handlers.offerPhone({ name: 'un autre' });
    await place.shop.handlers.withdrawPhoneOffer(null);
    await expect(place.shop.handlers.removePhone({ id: 'nobody-there' })).rejects.toThrow();
  });
});
