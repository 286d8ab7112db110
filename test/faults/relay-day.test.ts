import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { askWindow } from '../support/ask-window';
import { clusterOfTests } from '../support/cluster-of-tests';
import type { Line } from '../support/fact-process';
import { comptoir, ServeProcess } from '../support/headless-process';
import { heardRings } from '../support/heard-rings';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { realNow } from '../support/real-now';
import { relayKey, RelayProcess } from '../support/relay-process';
import { temporaryFolder } from '../support/temporary-folder';

const secret = 'the live secret of this test';
const environment = { COMPTOIR_HASH_SECRET: secret };
const payments = Number(process.env.COMPTOIR_RELAYED ?? '60');
const amountXof = 500;
const longWait = { timeout: 30_000 };

const cluster = clusterOfTests();

/** A relay that a provider calls, and a counter that joined it and was on for a moment. */
async function shopWithRelay(folder: string) {
  const database = await cluster.database();
  const relay = await RelayProcess.ready(database, { key: relayKey() });
  onTestFinished(async () => {
    await relay.end();
  });
  const args = ['--data', folder, '--port', '0', '--ui-port', '0', '--tunnel', 'none', '--no-notifications'];
  await (await ServeProcess.ready(args, environment)).end();
  const invited = await comptoir(['relay', 'invite', '--database', database, '--public-url', relay.url]);
  const { invitation } = invited.lines[0] as { invitation: string }; // the command's one line
  const joined = await comptoir(['join', '--data', folder, '--invitation', invitation], environment);
  const { webhookUrl } = joined.lines[0] as { webhookUrl: string }; // the command's one line
  const on = async (): Promise<ServeProcess> => {
    const shop = await ServeProcess.ready(args, environment);
    onTestFinished(async () => {
      await shop.end('SIGKILL');
    });
    return shop;
  };
  return { database, webhookUrl, on };
}

const offMs = 3 * 3_600_000;

/**
 * As if the computer had gone off three hours ago and all had been paid two hours ago: what its files and the relay's rows
 * say, said earlier.
 */
async function passTime(folder: string, database: string): Promise<void> {
  const earlier = (instant: string): string => new Date(Date.parse(instant) - offMs).toISOString();
  const beatFile = join(folder, 'heartbeat.json');
  const beat = JSON.parse(await readFile(beatFile, 'utf8')) as { aliveAt: string; uptimeMs?: number }; // the product's own
  delete beat.uptimeMs;
  await writeFile(beatFile, JSON.stringify({ ...beat, aliveAt: earlier(beat.aliveAt) }));
  {
    const file = join(folder, 'relay.json');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replaceAll(
        /("newsFrom": ?")([^"]+)"/g,
        (_, field: string, at: string) => `${field}${earlier(at)}"`,
      ),
    );
  }
  const sql = postgres(database, { max: 1, onnotice: () => undefined });
  await sql`update comptoir_relay.log set at = at - interval '2 hours'`;
  await sql`update comptoir_relay.beat set from_at = from_at - interval '4 hours'`;
  await sql.end();
}

/** Announcements that are the same each time they are sent, made at the instants at which they are first asked for. */
function customers() {
  const bodies = new Map<string, string>();
  return async (url: string, transactionId: string): Promise<number> => {
    const at = new Date(realNow() - 2 * 3_600_000).toISOString();
    const body = bodies.get(transactionId) ?? kkiapayBody({ event: 'success', amountXof, transactionId, at });
    bodies.set(transactionId, body);
    const answer = await fetch(url, { method: 'POST', headers: { 'x-kkiapay-secret': secret }, body });
    await answer.arrayBuffer();
    return answer.status;
  };
}

const isPaymentOf =
  (ids: readonly string[]) =>
  ({ event, payment }: Line): boolean =>
    event === 'payment' && ids.includes((payment as { readonly transactionId: string }).transactionId); // a fact's line
const isCollecting = ({ event, state }: Line): boolean =>
  event === 'relay' && (state as { readonly kind?: string }).kind === 'collecting'; // a fact's line

describe.skipIf(!hasPostgres)(`a day on which the computer is off${postgresRemedy}`, () => {
  it(
    'counts each payment once, tells of all of them once, and was covered, through kills amid the catch-up',
    { timeout: 240_000 },
    async () => {
      await using folder = await temporaryFolder();
      const { database, webhookUrl, on } = await shopWithRelay(folder.path);
      const pay = customers();
      const ids = Array.from({ length: payments }, (_, at) => `paid ${at}`);
      for (const id of ids) expect(await pay(webhookUrl, id)).toBe(200);
      await passTime(folder.path, database);
      const rings: (readonly unknown[])[] = [];
      const over: Promise<void>[] = [];
      const onAndListening = async (): Promise<ServeProcess> => {
        const shop = await on();
        const heard = await heardRings(shop.text('uiUrl'));
        rings.push(heard.rings);
        over.push(heard.over);
        return shop;
      };
      // Killed as soon as one of the relay's is known here; meanwhile some come at the counter's own address as well.
      const first = await onAndListening();
      const isAlso = (_: unknown, at: number): boolean => at % 5 === 0;
      const also = Promise.allSettled(ids.filter(isAlso).map((id) => pay(first.text('webhookUrl'), id)));
      await first.line(isPaymentOf(ids.filter((id, at) => !isAlso(id, at))));
      await first.end('SIGKILL');
      await also;
      const second = await onAndListening();
      await second.line(isCollecting);
      await second.end('SIGKILL');
      const last = await onAndListening();
      for (const id of ids.filter((_, at) => at % 7 === 0))
        expect(await pay(last.text('webhookUrl'), id)).toBe(200);
      const ui = last.text('uiUrl');
      const range = { from: '1970-01-01', to: '9999-12-31', after: null, until: null };
      await expect.poll(async () => (await askWindow(ui, 'listDeafPeriods', range)).length, longWait).toBe(0);
      await expect.poll(() => rings.flat().length, longWait).toBe(1);
      expect(rings.flat()).toMatchObject([
        { sound: 'late', spoken: { kind: 'several', count: payments, totalXof: payments * amountXof } },
      ]);
      // It rings on for what comes from now on.
      expect(await pay(webhookUrl, 'live')).toBe(200);
      await expect.poll(() => rings.flat().at(-1), longWait).toMatchObject({ spoken: { kind: 'payment' } });
      expect(rings.flat()).toHaveLength(2);
      // Nothing is left to be told after another start.
      const place: unknown = JSON.parse(await readFile(join(folder.path, 'relay.json'), 'utf8'));
      expect(place).toMatchObject({ untold: null });
      // After the calls come cards of payments that came first at the counter's own address.
      expect((place as { readonly seq: number }).seq).toBeGreaterThan(payments); // the product's own
      await last.end();
      await Promise.all(over);

      const listed = await comptoir(['list', '--data', folder.path, '--limit', '1000', '--json']);
      expect(listed.stderr).not.toContain('DEAF');
      const names = listed.lines.map(({ transactionId }) => transactionId);
      expect([...names].sort()).toEqual([...ids, 'live'].sort());
      const out = `${folder.path}/export.json`;
      await comptoir(['export', '--data', folder.path, '--format', 'json', '--out', out]);
      // The export's own words.
      const told = JSON.parse(await readFile(out, 'utf8')) as {
        readonly deafPeriods: readonly {
          readonly from: string;
          readonly to: string;
          readonly coveredBy: string;
        }[];
        readonly payments: readonly { readonly amountXof: number }[];
      };
      expect(told.payments.reduce((sum, one) => sum + one.amountXof, 0)).toBe((payments + 1) * amountXof);
      expect(new Set(told.deafPeriods.map(({ coveredBy }) => coveredBy))).toEqual(new Set(['relay']));
      const longest = Math.max(...told.deafPeriods.map(({ from, to }) => Date.parse(to) - Date.parse(from)));
      expect(longest).toBeGreaterThanOrEqual(offMs);
      const checked = await comptoir(['check', '--data', folder.path, '--json']);
      expect([checked.code, checked.lines[0]]).toMatchObject([0, { damaged: 0, payments: payments + 1 }]);
    },
  );
});
