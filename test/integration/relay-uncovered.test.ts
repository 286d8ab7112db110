import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { comeIn } from '../../renderer/phone/come-in';
import { createRelayQuestions } from '../../renderer/phone/relay-questions';
import { dayOf } from '../../src/shared/calendar';
import { pairingSecretIn } from '../../src/shared/phones/phone-pairing';
import { askWindow } from '../support/ask-window';
import { clusterOfTests } from '../support/cluster-of-tests';
import { comptoir, ServeProcess } from '../support/headless-process';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { realNow } from '../support/real-now';
import { joinOnce, relayHere } from '../support/relay-here';
import { postAs, relayKey } from '../support/relay-process';

const secret = 'the live secret of this test';
const environment = { COMPTOIR_HASH_SECRET: secret };
const longWait = { timeout: 30_000 };
const minuteMs = 60_000;
const cluster = clusterOfTests();

/** A relay, and a counter that joined it, off since ten minutes ago while the relay was there. */
async function shopThatWasOff(called: boolean) {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-uncovered-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const database = await cluster.database();
  const sql = (statement: string) => cluster.program('psql', [database, '-c', statement]);
  const relay = await relayHere(database, { key: relayKey() });
  onTestFinished(() => relay.end());
  const args = ['--data', folder, '--port', '0', '--ui-port', '0', '--tunnel', 'none', '--no-notifications'];
  const on = async (): Promise<ServeProcess> => {
    const shop = await ServeProcess.ready(args, environment);
    onTestFinished(async () => {
      await shop.end('SIGKILL');
    });
    return shop;
  };
  const { webhookUrl } = await joinOnce(folder, relay.url, database);
  if (called) expect(await postAs(webhookUrl, secret, 'paid')).toBe(200);
  const beatFile = join(folder, 'heartbeat.json');
  const { uptimeMs, ...beat } = JSON.parse(await readFile(beatFile, 'utf8')) as Record<string, unknown>; // the product's own
  expect(uptimeMs).toBeDefined();
  const aliveAt = new Date(realNow() - 10 * minuteMs).toISOString();
  await writeFile(beatFile, JSON.stringify({ ...beat, aliveAt }));
  await sql(`update comptoir_relay.beat set from_at = from_at - interval '1 hour'`);
  return { folder, relay, on, sql };
}

type Place = Awaited<ReturnType<typeof shopThatWasOff>>;

/** A stop of 6 s in the middle of the outage: two beats that do not meet. */
function plantGap({ sql }: Place): Promise<string> {
  return sql(`with old as (select instance, from_at from comptoir_relay.beat limit 1),
    first as (insert into comptoir_relay.beat (instance, from_at, to_at)
      select gen_random_uuid(), from_at, now() - interval '5 minutes 6 seconds' from old)
    update comptoir_relay.beat set from_at = now() - interval '5 minutes'`);
}

/** Where the window shows deaf periods: how many may have missed something. */
async function shownInWindow(shop: ServeProcess): Promise<Readonly<Record<string, number>>> {
  const ui = shop.text('uiUrl');
  const all = { from: '1970-01-01', to: '9999-12-31', after: null, until: null };
  const long = (periods: readonly { readonly from: string; readonly to: string | null }[]): number =>
    periods.filter(({ from, to }) => to === null || Date.parse(to) - Date.parse(from) > minuteMs).length;
  const day = dayOf(realNow(), 60);
  const state = await askWindow(ui, 'getState', null);
  return {
    list: long(await askWindow(ui, 'listDeafPeriods', all)),
    today: long(state.deafToday),
    day: long((await askWindow(ui, 'getDayView', { day })).report.deafPeriods),
  };
}
const notInWindow = { list: 0, today: 0, day: 0 };

/** Everywhere where they are shown. */
async function shownAsDeaf({ folder }: Place, shop: ServeProcess): Promise<Readonly<Record<string, number>>> {
  const out = join(folder, 'export.csv');
  await comptoir(['export', '--data', folder, '--format', 'csv', '--out', out]);
  const listed = await comptoir(['list', '--data', folder, '--json']);
  return {
    ...(await shownInWindow(shop)),
    export: (await readFile(out, 'utf8')).split('Des paiements peuvent manquer').length - 1,
    commandLine: listed.stderr.split('DEAF').length - 1,
  };
}
const nowhere = { ...notInWindow, export: 0, commandLine: 0 };
const everywhere = { list: 1, today: 1, day: 1, export: 1, commandLine: 1 };

async function phoneOf({ relay }: Place, shop: ServeProcess) {
  const questions = createRelayQuestions(fetch, relay.url);
  const { link } = await askWindow(shop.text('uiUrl'), 'offerPhone', { name: 'Téléphone' });
  const { token } = await comeIn(questions, pairingSecretIn(link) ?? '');
  const asked = { after: 0, last: '', wait: 0, since: '1970-01-01T00:00:00.000Z' };
  const page = await questions.log(token, asked, new AbortController().signal);
  const from = new Date(realNow() - 9 * minuteMs).toISOString();
  return { calledAt: page.calledAt, gaps: await questions.heard(token, from, page.now) };
}

async function onAndCollecting(place: Place): Promise<ServeProcess> {
  const shop = await place.on();
  await expect
    .poll(async () => (await askWindow(shop.text('uiUrl'), 'getState', null)).relay.kind, longWait)
    .toBe('collecting');
  return shop;
}

/** The counter has asked, and does not count it as covered. */
async function decided({ folder }: Place): Promise<void> {
  const log = join(folder, 'logs', 'comptoir.log');
  await expect.poll(() => readFile(log, 'utf8'), longWait).toContain('the relay does not cover the outage');
}

describe.skipIf(!hasPostgres)(`an outage that the relay did not cover${postgresRemedy}`, () => {
  it('appears nowhere when the relay received everything', { timeout: 90_000 }, async () => {
    const place = await shopThatWasOff(true);
    const shop = await onAndCollecting(place);
    await expect.poll(() => shownInWindow(shop), longWait).toEqual(notInWindow);
    expect(await shownAsDeaf(place, shop)).toEqual(nowhere);
    const csv = await readFile(join(place.folder, 'export.csv'), 'utf8');
    expect(csv).toContain('Le relais a tout reçu à sa place, rien ne manque.');
    expect(await phoneOf(place, shop)).toMatchObject({ gaps: [], calledAt: expect.any(String) as string });
  });

  it('stays deaf everywhere where the relay stood still for 6 s', { timeout: 90_000 }, async () => {
    const place = await shopThatWasOff(true);
    await plantGap(place);
    const shop = await onAndCollecting(place);
    await decided(place);
    expect(await shownAsDeaf(place, shop)).toEqual(everywhere);
    const { gaps } = await phoneOf(place, shop);
    expect(gaps).toHaveLength(1);
    expect(gaps.map(({ from, to }) => Math.round((Date.parse(to) - Date.parse(from)) / 1_000))).toEqual([6]);
    // What comes later covers nothing of it.
    expect(shop.lines.filter(({ coveredBy }) => coveredBy === 'relay')).toEqual([]);
  });

  it('stays deaf everywhere where no provider has called there yet', { timeout: 90_000 }, async () => {
    const place = await shopThatWasOff(false);
    const shop = await onAndCollecting(place);
    await decided(place);
    expect(await shownAsDeaf(place, shop)).toEqual(everywhere);
    expect((await phoneOf(place, shop)).calledAt).toBeNull();
  });

  it('stays deaf everywhere until all is read that the relay held', { timeout: 90_000 }, async () => {
    const place = await shopThatWasOff(true);
    // The rows cannot be read for now: beats and the shop go on.
    await place.sql('alter table comptoir_relay.log rename to log_away');
    const shop = await place.on();
    await expect
      .poll(async () => (await askWindow(shop.text('uiUrl'), 'getState', null)).relay.kind, longWait)
      .toBe('late');
    expect(await shownAsDeaf(place, shop)).toEqual(everywhere);
    await place.sql('alter table comptoir_relay.log_away rename to log');
    await expect.poll(() => shownInWindow(shop), { timeout: 60_000 }).toEqual(notInWindow);
    expect(await shownAsDeaf(place, shop)).toEqual(nowhere);
  });
});
